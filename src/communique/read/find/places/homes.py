"""Where an outlet is at home: by a reviewed table, by the place in its name, or by its domain's country.

A local paper means the town next to it ("Athens" in Georgia), a world outlet the one all know.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from communique.knowledge import column, table, values
from communique.model.text import Article
from communique.read.find.places.gazetteer import Candidate, country, folded, lookup, of_demonym

HOST = re.compile(r"(?:https?://)?(?:www\d?\.)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]|$)", re.IGNORECASE)
SECOND = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "go"})  # under a country's domain
SHORTEST = 4  # letters of a place in a domain
SMALLEST = 4.0  # decimal logarithm of the people of the largest place of a name
KINDS = frozenset({"city", "county", "region", "country"})


def homes(article: Article) -> tuple[Candidate, ...]:
    """The places where an article's outlet may be at home; nothing when neither name nor domain tells."""
    for given in (article.source, article.url):
        if given and (found := _homes(given.strip())):
            return found
    return ()


@lru_cache(maxsize=1024)
def _homes(source: str) -> tuple[Candidate, ...]:
    host = HOST.match(source)
    if host is None:
        return _listed().get(folded(source)) or _of_name(source)
    labels = host[1].lower().split(".")
    for k in range(len(labels) - 1):
        if found := _listed().get(folded(".".join(labels[k:]))):
            return found
    state = country({"uk": "GB"}.get(labels[-1], labels[-1].upper()))
    state = None if labels[-1] in column("generic_domains", "domain") else state
    end = -2 if len(labels) > 2 and labels[-2] in SECOND else -1
    for label in reversed(labels[:end]):
        named = tuple(c for c in _of_label(label) if state is None or c.country == state.country)
        if named:
            return named
    return (state,) if state else ()


def _of_name(name: str) -> tuple[Candidate, ...]:
    """The places in a name like "Oxford Mail"."""
    words = [w for w in name.split() if w.lower() != "the"]
    for size in range(len(words), 0, -1):
        for k in range(len(words) - size + 1):
            part = words[k : k + size]
            if not all(w.lower() in column("outlet_words", "word") for w in part) and (
                found := _places(" ".join(part))
            ):
                return found
    return ()


def _of_label(label: str) -> tuple[Candidate, ...]:
    """The places in a part of a domain, between the words that outlets are named with: "oxfordmail"."""
    bare = label.replace("-", "")
    starts, ends = {0}, {len(bare)}
    for k in range(len(bare)):
        for word in _outlet_words():
            if k in starts and bare.startswith(word, k):
                starts.add(k + len(word))
    for k in range(len(bare), 0, -1):
        for word in _outlet_words():
            if k in ends and bare.endswith(word, 0, k):
                ends.add(k - len(word))
    spans = sorted(((k, m) for k in starts for m in ends if m - k >= SHORTEST), key=lambda s: s[0] - s[1])
    return next((found for k, m in spans if (found := _places(bare[k:m]))), ())


def _places(name: str) -> tuple[Candidate, ...]:
    """What a name may mean, written in one word or two; nothing where no place of it is well known."""
    for spelt in (name, *(f"{name[:k]} {name[k:]}" for k in range(2, len(name) - 1) if " " not in name)):
        found = tuple(c for c in lookup(spelt) or of_demonym(spelt) if c.kind in KINDS and not c.alias)
        if max((c.people for c in found), default=0.0) >= SMALLEST:
            return found
    return ()


@cache
def _outlet_words() -> tuple[str, ...]:
    return tuple(sorted(column("outlet_words", "word")))


@cache
def _listed() -> dict[str, tuple[Candidate, ...]]:
    found: dict[str, tuple[Candidate, ...]] = {}
    for row in table("outlet_homes").rows:
        place = [c for c in lookup(row["place"]) if c.country == row["country"]]
        if row["division"]:
            place = [c for c in place if c.admin1 == row["division"]]
        best = max(place, key=lambda c: c.prior, default=None) if row["place"] else country(row["country"])
        if best is not None:
            found.update((folded(name), (best,)) for name in values(row["outlet"]))
    return found
