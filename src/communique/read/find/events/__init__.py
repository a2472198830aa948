"""Events: who did what to whom, in PLOVER's terms, and whether it is so, planned or denied."""

from communique.read.find.events.finder import Events

__all__ = ["Events"]
