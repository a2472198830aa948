"""Pledges: what is promised, delivered, called for, suspended or refused, by whom and to whom."""

from communique.read.find.pledges.finder import Pledges

__all__ = ["Pledges"]
