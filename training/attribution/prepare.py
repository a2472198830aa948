"""Turn annotated articles into words, features and role ranges for training.

    python training/attribution/prepare.py OUT.jsonl.gz
        [--attribution FILE.jsonl]... [--record FOLDER]... [--texts PATH]...

FILE.jsonl holds attributions in PolNeAR's form, FOLDER record gold (its texts are looked for in --texts).
Every line of OUT is one article: its words, sentence and paragraph starts, features, and for each
attribution the ranges of words of cue, source and contents.
"""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import chain
from pathlib import Path
from typing import Any

from communique.evaluate.gold import GoldArticle, attribution_gold, record_gold
from communique.model.finding import Statement
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.analysis.encoder import paragraphs
from communique.read.analysis.features import shapes


def main() -> None:
    """Prepare the sets that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--attribution", type=Path, action="append", default=[])
    parser.add_argument("--record", type=Path, action="append", default=[])
    parser.add_argument("--texts", type=Path, action="append", default=[])
    options = parser.parse_args()
    sets = [("attribution", attribution_gold(path)) for path in options.attribution]
    sets += [("record", record_gold(path, options.texts)) for path in options.record]
    rows = lost = 0
    with gzip.open(options.out, "wt", encoding="utf-8") as out:
        for domain, gold in chain.from_iterable(((d, g) for g in golds) for d, golds in sets):
            row = example(gold, domain)
            lost += row.pop("lost")
            rows += 1
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{rows} articles; {lost} attributions without a cue or content among the readable words")


def example(gold: GoldArticle, domain: str) -> dict[str, Any]:
    """One article as numbers and ranges."""
    a = analyse(gold.article)
    statements = [(g.finding, g.optional) for g in gold.of("statement")]
    roles = [_roles(a, s, optional) for s, optional in statements if isinstance(s, Statement)]
    kept = [r for r in roles if r["cue"] and r["content"]]
    return {
        "id": a.article.id, "domain": domain, "words": a.text, "tag": a.tag, "dep": a.dep,
        "shape": shapes(a).tolist(), "sentences": [s.first for s in a.sentences],
        "paragraphs": paragraphs(a), "attributions": kept, "lost": len(roles) - len(kept),
    }  # fmt: skip


def _roles(a: Analysis, s: Statement, optional: bool) -> dict[str, Any]:
    mention = s.speaker.mention if s.speaker else None
    return {
        "cue": _range(a, s.cue[:1]), "source": _range(a, (mention,) if mention else ()),
        "content": [r for c in s.content if (r := _range(a, (c,)))],
        "optional": optional,
    }  # fmt: skip


def _range(a: Analysis, spans: tuple[Span, ...]) -> list[int] | None:
    words = [i for span in spans for i in a.words(span)]
    return [words[0], words[-1] + 1] if words else None


if __name__ == "__main__":
    main()
