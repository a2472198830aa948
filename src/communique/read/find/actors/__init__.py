"""Actors: who an article speaks of, each with every mention of it there.

The way: `names` finds persons' names with their titles, `phrases` states, organisations and outlets by
name, `nominals` noun phrases ("two officials", "the foreign minister"); `chains` joins what bears one
name; `anaphora` gives titles, nominals and pronouns to the chain that they most probably mean.
"""

from communique.read.find.actors.actors import Actors

__all__ = ["Actors"]
