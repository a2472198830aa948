"""Meetings in official readouts and reports: who and when by their titles, where by their place lines.

    python benchmarks/readouts.py [--every N] [--errors]

The White House's readouts and calls (../shared/corpora/whitehouse.jsonl): of those whose title names two
officials ("Readout of President A's Call with Prime Minister B of C"), the share with a meeting of both
that has a day. The Kremlin's reports (../shared/corpora/kremlin.jsonl) that come with a place: the share
with a meeting in this place. It is read with the place line that stands over such a report, and without
it, from the running text alone: then of all, and of those whose text names the place. `--every N` reads
every Nth; `--errors` prints the titles of the rows that fail.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.knowledge import column
from communique.model.finding import Finding, Meeting
from communique.read.find.meetings.parties import demonyms
from communique.read.ingest.article import make_article
from communique.read.reader import read_article

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
WITH = re.compile(  # "A's Virtual Meeting with B", "A, Jr. Call with B"
    r"(?P<host>.+?)(?:['’]s?(?: \S+){0,2}|(?: [a-z-]+){0,2}) (?:Call|Meeting|Conversation)s? [Ww]ith "
    r"(?P<guest>.+)"
)
ENDS = re.compile(
    r",| \| | (?:and|of|for|on|to|in|at|from|regarding|ahead|before|after|following|during)\b", re.I
)
SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|I{1,3}|IV)$")
WIDE = frozenset(("region", "palace", "castle", "moscow"))  # "The Kremlin, Moscow" is right as either

Row = dict[str, Any]


def main() -> None:
    """Read both corpora and print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    readouts = [r for r in rows("whitehouse.jsonl") if named(r) is not None][:: options.every]
    report("both officials and the day", [(r, met(r, read(r))) for r in readouts], options.errors)
    placed = [r for r in rows("kremlin.jsonl") if r.get("place")][:: options.every]
    report("place, with the place line", [(r, there(r, read(r))) for r in placed], options.errors)
    bare = [(r, there(r, read(r | {"place": None}))) for r in placed]
    report("place, from the text alone", bare, errors=False)
    told = [(r, right) for r, right in bare if words(r["place"]) & words(r["text"])]
    report("… where the text names it", told, options.errors)


def rows(name: str) -> Iterator[Row]:
    """The rows of a corpus."""
    for line in (CORPORA / name).read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def read(row: Row) -> list[Meeting]:
    """The meetings that are found in a row."""
    given = {key: row.get(key) for key in ("id", "date", "source", "title", "place")}
    return meetings(read_article(make_article(row["text"], **given)).findings)


def meetings(findings: tuple[Finding, ...]) -> list[Meeting]:
    """The meetings among findings."""
    return [f for f in findings if isinstance(f, Meeting)]


def report(what: str, judged: list[tuple[Row, bool]], errors: bool) -> None:
    """Print the share that is right, and what is not."""
    right = sum(r for _, r in judged)
    print(f"{what:28s} {right / max(1, len(judged)):.3f}  ({right} of {len(judged)})")
    for row, fine in judged:
        if errors and not fine:
            print(f"  {row['date']} {row['title']} | {row.get('place', '')}")


def named(row: Row) -> tuple[str, str] | None:
    """The last names of the two officials whose meeting the title of a readout or call names."""
    found = WITH.search(row["title"]) if row.get("kind") in ("readout", "call") else None
    host, guest = (official(found["host"], -1), official(found["guest"], 0)) if found else (None, None)
    return (host, guest) if host and guest else None


def official(phrase: str, which: int) -> str | None:
    """The last name at the start or end of a phrase that has the word of an office."""
    head = SUFFIX.sub("", ENDS.split(phrase)[which].strip())
    tokens = [t for t in head.split() if t.lower() not in column("offices", "noun")]
    named = tokens and len(tokens) < len(head.split()) and tokens[-1][0].isupper()
    last = tokens[-1].lower() if tokens else ""
    state = last in demonyms() or " ".join(tokens).lower() in demonyms()
    known = state or last in column("title_modifiers", "word")
    return tokens[-1] if named and not known else None


def met(row: Row, found: list[Meeting]) -> bool:
    """True when a meeting has both officials that the title names, and a day."""
    wanted = [words(n) for n in named(row) or ()]
    return any(m.date is not None and m.date.is_day and all(w & who(m) for w in wanted) for m in found)


def who(meeting: Meeting) -> set[str]:
    """The words of the names of all who take part."""
    return {w for a in meeting.participants() for w in words(a.name)}


def there(row: Row, found: list[Meeting]) -> bool:
    """True when a meeting is in the place that the row gives."""
    return any(m.place is not None and words(m.place.name) & words(row["place"]) - WIDE for m in found) or (
        "Moscow" in row["place"] and any(m.place is not None and "Moscow" in m.place.name for m in found)
    )


def words(text: str) -> set[str]:
    """The words of a text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z0-9]{2,}", plain)) - {"the", "of"}


if __name__ == "__main__":
    main()
