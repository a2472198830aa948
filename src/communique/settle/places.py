"""Whether two places can be one: the same, one in the other, or not."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from communique.model.reference import PlaceRef
from communique.settle.names import plain, state

NEAR = 30.0  # kilometres: a residence or airport lies about so far from its city
WIDE = frozenset({"country", "region", "continent", "sea", "state"})


def place_feature(a: PlaceRef | None, b: PlaceRef | None) -> str | None:
    """The feature "same place", "place fits", "places differ", or None when one is not known."""
    if a is None or b is None:
        return None
    if plain(a.name) == plain(b.name) or (a.geonames_id is not None and a.geonames_id == b.geonames_id):
        return "same place"
    return "place fits" if compatible(a, b) else "places differ"


def compatible(a: PlaceRef, b: PlaceRef) -> bool:
    """True when one can lie in the other, as a residence in its city and a city in its country."""
    if plain(a.name) == plain(b.name) or (a.geonames_id is not None and a.geonames_id == b.geonames_id):
        return True
    one, other = country(a), country(b)
    if one and other and one != other:
        return False
    if _is_wide(a) or _is_wide(b):
        return bool(one and other)
    known = a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    if known:
        return _kilometres(a, b) <= NEAR
    return _seat(a, b) or _seat(b, a)


def precision(place: PlaceRef) -> int:
    """How much a place tells: a residence or venue most, a country least."""
    if _is_wide(place):
        return 0
    return 2 if place.kind in ("residence", "venue", "building") else 1


def country(place: PlaceRef) -> str | None:
    """The place's country, by the table of states where the finding has none."""
    known = state(place.name)
    return place.country or (known.country if known else None)


def _is_wide(place: PlaceRef) -> bool:
    known = state(place.name)
    return place.kind in WIDE or (known is not None and plain(known.name) == plain(place.name))


def _seat(house: PlaceRef, city: PlaceRef) -> bool:
    """A government's seat and the capital: both are names for one government."""
    one, other = state(house.name), state(city.name)
    return one is not None and one == other


def _kilometres(a: PlaceRef, b: PlaceRef) -> float:
    """Great-circle distance (haversine)."""
    lat, other = radians(a.lat or 0.0), radians(b.lat or 0.0)
    across, along = other - lat, radians((b.lon or 0.0) - (a.lon or 0.0))
    root = sin(across / 2) ** 2 + cos(lat) * cos(other) * sin(along / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(root))
