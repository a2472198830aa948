"""Settling: findings and judgements become actors, copies and entries. Knows no reader and no database."""

from communique.settle.corrections import check_correction, correctable
from communique.settle.settle import settle

__all__ = ["check_correction", "correctable", "settle"]
