"""Time expressions: found in the text by rule, resolved to intervals of days."""

from communique.read.find.times.finder import Times

__all__ = ["Times"]
