"""Turn sentences with annotated events into words, features and ranges of words for training.

    python training/attribution/prepare_events.py OUT.jsonl.gz --texts FOLDER
        [--sentences FILE.jsonl]... [--passages FILE.jsonl]... [--single FILE.jsonl]... [--quad FILE.jsonl]...

--sentences have all their events, as ../shared/data/events/SENTENCES.md says; --passages are the same by
offsets into the articles of a corpus (events.jsonl beside this script); --single have one event marked (the
PLV data); --quad one of four classes (ConfliBERT's). FOLDER holds the corpora (JSONL). A sentence whose
article is there is written twice: alone, and among its neighbours.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from communique.model.finding import EventType
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.analysis.encoder import paragraphs
from communique.read.analysis.features import shapes
from communique.read.find.event_status import event_status
from communique.read.ingest.article import make_article

AROUND = 60  # words of context kept on either side
Range = tuple[int, int]
Row = dict[str, Any]


def main() -> None:
    """Prepare the sets that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    for name in ("sentences", "passages", "single", "quad"):
        parser.add_argument(f"--{name}", type=Path, action="append", default=[])
    parser.add_argument("--texts", type=Path, required=True)
    o = parser.parse_args()
    texts = {r["id"]: r for path in sorted(o.texts.glob("*.jsonl")) for r in _rows(path)}
    count = lost = 0
    with gzip.open(o.out, "wt", encoding="utf-8") as out:
        for kind, paths in (("full", o.sentences), ("one", o.single), ("quad", o.quad)):
            for r in (r for path in paths for r in _rows(path)):
                for example in _examples(r, kind, texts):
                    lost += example.pop("lost")
                    count += 1
                    out.write(json.dumps(example, ensure_ascii=False) + "\n")
        for r in (r for path in o.passages for r in _rows(path)):
            for example in _examples(_spelt(r, texts), "full", texts):
                lost += example.pop("lost")
                count += 1
                out.write(json.dumps(example, ensure_ascii=False) + "\n")
    print(f"{count} examples; {lost} phrases that are no words of their sentence")


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _spelt(r: Row, texts: dict[str, Row]) -> Row:
    """A passage by offsets as a sentence with the words of its events."""
    text = texts[r["article"]]["text"]
    events = [
        {
            "type": e["type"], "mode": e["mode"], "status": e["status"],
            "trigger": text[slice(*e["trigger"])],
            "source": [text[slice(*s)] for s in e["actor"]],
            "target": [text[slice(*s)] for s in e["recipient"]],
        }
        for e in r["events"]
    ]  # fmt: skip
    return {
        "id": f"{r['article']}:{r['start']}", "article": r["article"],
        "text": text[r["start"] : r["end"]], "at": r["start"], "events": events,
    }  # fmt: skip


def _examples(r: Row, kind: str, texts: dict[str, Row]) -> Iterator[Row]:
    """The sentence alone, and among its neighbours where its article is known."""
    if kind == "quad" and not any(e["source"] or e["type"] in QUADS for e in r["events"]):
        return
    alone = analyse(make_article(r["text"], id=r["id"]))
    yield _example(alone, (0, len(alone.article.text)), r, kind, (0, len(alone)))
    source = texts.get(r.get("article", ""))
    if source is None or kind != "full":
        return
    start = source["text"].find(r["text"]) if "at" not in r else r["at"]
    if start < 0:
        return
    a = _analysed(source["id"], source["text"])
    low, high = _words(a, start, start + len(r["text"]))
    yield _example(
        a, (start, start + len(r["text"])), r, kind, (max(0, low - AROUND), min(len(a), high + AROUND))
    )


@lru_cache(maxsize=2000)
def _analysed(id: str, text: str) -> Analysis:
    return analyse(make_article(text, id=id))


QUADS = frozenset(("VERBAL_COOP", "MATERIAL_COOP", "VERBAL_CONFLICT", "MATERIAL_CONFLICT"))


def _words(a: Analysis, start: int, end: int) -> Range:
    inside = [i for i in range(len(a)) if a.start[i] < end and a.end[i] > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _example(a: Analysis, at: Range, r: Row, kind: str, kept: Range) -> Row:
    """One sentence as numbers and ranges, counted from the first word kept."""
    low, high = kept
    scope = _words(a, *at)
    events, lost = [], 0
    for e in r["events"]:
        trigger = _find(a, at, e.get("trigger"), None)
        head = _head(a, trigger) if trigger else None
        found = {k: [_find(a, at, s, head) for s in _list(e.get(k))] for k in ("source", "target")}
        lost += sum(x is None for k in found for x in found[k]) + (kind == "full" and trigger is None)
        events.append(
            {
                "rule": None if head is None or kind != "full" else _rule(a, head, e["type"]),
                "type": e["type"], "mode": e.get("mode"), "status": e.get("status"),
                "trigger": None if head is None else head - low,
                "words": None if trigger is None else [trigger[0] - low, trigger[1] - low],
                "actor": [[x[0] - low, x[1] - low] for x in found["source"] if x],
                "recipient": [[x[0] - low, x[1] - low] for x in found["target"] if x],
            }
        )  # fmt: skip
    return {
        "id": r["id"], "kind": kind, "words": a.text[low:high], "tag": a.tag[low:high],
        "dep": a.dep[low:high], "shape": shapes(a).tolist()[low:high],
        "head": [a.head[i] - low if low <= a.head[i] < high else i - low for i in range(low, high)],
        "sentences": [s.first - low for s in a.sentences if low <= s.first < high],
        "paragraphs": sorted({0, *(p - low for p in paragraphs(a) if low <= p < high)}),
        "scope": [scope[0] - low, scope[1] - low], "events": events, "lost": lost,
    }  # fmt: skip


def _rule(a: Analysis, head: int, kind: str) -> str:
    """The status that the rules read off the parse."""
    return event_status(a, head, EventType(kind)).value


def _list(x: str | list[str] | None) -> list[str]:
    return [] if not x else [x] if isinstance(x, str) else [y for y in x if y]


def _find(a: Analysis, at: Range, phrase: str | None, near: int | None) -> Range | None:
    """The words of a phrase in the passage: of several places, the one nearest to word `near`."""
    if not phrase:
        return None
    text = a.article.text[at[0] : at[1]]
    hits = [
        _words(a, at[0] + m.start(), at[0] + m.end())
        for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    ] or [_words(a, at[0] + m.start(), at[0] + m.end()) for m in re.finditer(re.escape(phrase), text)]
    hits = [h for h in hits if h[0] < h[1]]
    if not hits:
        return None
    return hits[0] if near is None else min(hits, key=lambda h: abs(h[0] - near))


def _head(a: Analysis, words: Range) -> int:
    """The word of a trigger on which its other words hang."""
    first, last = words
    tops = [i for i in range(first, last) if not first <= a.head[i] < last or a.head[i] == i]
    tops = [i for i in tops if any(c.isalnum() for c in a.text[i])] or tops
    weighty = [i for i in tops if a.tag[i][:2] in ("VB", "NN")]
    return (weighty or tops or [first])[0]


if __name__ == "__main__":
    main()
