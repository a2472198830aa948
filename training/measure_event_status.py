"""Print how well the status of events is read, given the words that name them.

Usage: python training/measure_event_status.py sentences_dev.jsonl

Rows as `communique evaluate events` takes them, each event with its `trigger` and `status`. Events whose
trigger does not stand in the sentence are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from communique.model.finding import EventType
from communique.model.text import Article
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.event_status import event_status


def main(path: Path) -> None:
    """Print the accuracy with and without the type of the event, and what was taken for what."""
    typed, untyped, kinds = Counter[bool](), Counter[bool](), Counter[tuple[str, str]]()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        analysis = analyse(Article(id=row["id"], text=row["text"]))
        for event in row["events"]:
            if (word := head_word(analysis, event["trigger"])) is None:
                continue
            found = event_status(analysis, word, EventType(event["type"]))
            typed[found == event["status"]] += 1
            untyped[event_status(analysis, word) == event["status"]] += 1
            kinds[event["status"], found.value] += 1
    total = typed.total()
    right, alone = typed[True] / total, untyped[True] / total
    print(f"{total} events; status right {right:.3f}, without the type {alone:.3f}")
    print(f"always happened: {sum(n for (gold, _), n in kinds.items() if gold == 'happened') / total:.3f}")
    for (gold, found_as), n in sorted(kinds.items()):
        print(f"{gold:13} found {found_as:13} {n}")


def head_word(analysis: Analysis, trigger: str) -> int | None:
    """The word of a trigger on which its others hang; None where it does not stand in the text."""
    first = analysis.article.text.find(trigger)
    words = [i for i, at in enumerate(analysis.start) if first <= at < first + len(trigger)]
    if first < 0 or not words:
        return None
    return next((i for i in words if analysis.head[i] not in words or analysis.head[i] == i), words[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
