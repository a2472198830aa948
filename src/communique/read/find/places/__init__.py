"""Places: named by a learned head, resolved offline in a gazetteer, each with its use."""

from communique.read.find.places.finder import Places

__all__ = ["Places"]
