"""Places: found by entity or preposition, resolved offline in a gazetteer."""

from communique.read.find.places.finder import Places

__all__ = ["Places"]
