"""Settling: findings and judgements become actors, copies and entries. Knows no reader and no database."""

from communique.settle.actors import actor_id
from communique.settle.corrections import check_correction, correctable
from communique.settle.reasons import Reason, reasons
from communique.settle.search import find_actor, search
from communique.settle.settle import settle

__all__ = [
    "Reason",
    "actor_id",
    "check_correction",
    "correctable",
    "find_actor",
    "reasons",
    "search",
    "settle",
]
