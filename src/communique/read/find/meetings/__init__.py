"""Meetings: who met whom, where, when, and whether planned, held or denied."""

from communique.read.find.meetings.finder import Meetings

__all__ = ["Meetings"]
