"""Positions: where a party stands on an issue, in the words of the report."""

from communique.read.find.positions.finder import Positions

__all__ = ["Positions"]
