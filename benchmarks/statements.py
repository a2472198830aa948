"""Accuracy against speed of the learned finder of statements: windows, context, batches, skipping, weights.

    python benchmarks/statements.py GOLD.jsonl [--articles N] [--weights FOLDER]…

GOLD.jsonl holds attributions in PolNeAR's form. FOLDER is a package folder written by
training/attribution/export.py, to be measured beside the weights that ship. Words a second are of the
processor, in one process; F1 is end to end, at the confidence that ships.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from communique.evaluate.attribution import score_attribution
from communique.evaluate.gold import GoldArticle, attribution_gold
from communique.evaluate.score import Score
from communique.read.analysis import encoder as encoding
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.analysis.windows import Window
from communique.read.find.chains import Chain
from communique.read.find.statements import Statements
from communique.read.find.statements import heads as reading
from communique.read.find.statements.lexicon import nouns, verbs

WINDOWS = ((250, 48, 32), (250, 0, 0), (160, 16, 16), (120, 16, 16), (120, 0, 0), (100, 24, 24), (64, 16, 16))
CONTEXTS = ((90, 140), (50, 70), (30, 40))
BATCHES = (256, 1024, 4096)


def main() -> None:
    """Measure every variant and print a line for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--weights", type=Path, action="append", default=[])
    o = parser.parse_args()
    golds = list(attribution_gold(o.gold))[: o.articles]
    analyses = [analyse(g.article) for g in golds]
    print(f"{'':44s} {'encoder':>9s} {'heads':>9s} {'F1':>6s}   (words a second)")
    for name, change in variants(o.weights):
        with change():
            encoder, heads, f1 = measured(golds, analyses)
        print(f"{name:44s} {encoder:9,.0f} {heads:9,.0f} {f1:6.3f}", flush=True)


def variants(folders: list[Path]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Names, and what makes each for as long as it is measured."""
    yield "as it ships", nullcontext
    for size in WINDOWS:
        name = "windows of {} pieces, {} before, {} behind".format(*size)
        yield name, partial(patch.object, encoding.Inputs.windows, "__defaults__", size)
    for before, after in CONTEXTS:
        name = f"heads see {before} words before, {after} behind"
        yield name, partial(patch.multiple, reading, BEFORE=before, AFTER=after)
    for pieces in BATCHES:
        yield f"batches of {pieces} pieces", partial(patch.object, encoding, "AT_ONCE", pieces)
    yield "windows without mark or reporting word skipped", skipping
    for folder in folders:
        yield f"weights of {folder.name}", partial(other, folder)


def measured(golds: list[GoldArticle], analyses: list[Analysis]) -> tuple[float, float, float]:
    """Words a second of encoder and heads, and F1 end to end."""
    finder, words, pairs = Statements(), 0, []
    encoder = heads = 0.0
    for gold, a in zip(golds, analyses, strict=True):
        a._vectors = None
        began = time.process_time()
        vectors = a.vectors
        between = time.process_time()
        reading.heads().candidates(vectors, 0.2)
        encoder, heads = encoder + between - began, heads + time.process_time() - between
        words += sum(t[0].isalnum() for t in a.text)
        pairs.append((gold, list(finder(a, {}))))
    score = score_attribution(pairs)["end to end"]
    assert isinstance(score, Score)
    return words / encoder, words / heads, score.f1


@contextmanager
def skipping() -> Iterator[None]:
    """Leave out windows in which nothing hints at a statement."""
    whole = encoding.Inputs.windows
    made = encoding.Inputs.__init__

    def remember(self: encoding.Inputs, analysis: Analysis, vocabulary: encoding.Vocabulary) -> None:
        made(self, analysis, vocabulary)
        known = verbs().keys() | nouns().keys()
        self.hints = [  # type: ignore[attr-defined]
            lemma in known or k >= 0 for lemma, k in zip(analysis.lemma, analysis.quoted, strict=True)
        ]

    def some(self: encoding.Inputs) -> list[Window]:
        return [w for w in whole(self) if any(self.hints[w.first : w.last])]  # type: ignore[attr-defined]

    with patch.multiple(encoding.Inputs, __init__=remember, windows=some):
        yield


@contextmanager
def other(folder: Path) -> Iterator[None]:
    """Read with other weights."""
    place = folder / "read" / "analysis" / "weights"
    about = json.loads((place / "encoder.json").read_text(encoding="utf-8"))
    words = encoding.vocabulary((place / "tokenizer.json").read_text(encoding="utf-8"), about)
    session = encoding.session((place / "encoder.onnx").read_bytes())
    encoder = encoding.Encoder(session, words, about["name"], about["size"])
    place = folder / "read" / "find" / "statements" / "weights"
    with np.load(BytesIO((place / "statements.npz").read_bytes())) as stored:
        weights = {k: stored[k] for k in stored.files}
    chain = Chain(weights.pop("between"), weights.pop("begin"))
    graph = encoding.session((place / "statements.onnx").read_bytes())
    heads = reading.Heads(graph, weights, chain, weights.pop("edges"))
    with (
        patch("communique.read.analysis.analysis.encoder", lambda: encoder),
        patch("communique.read.find.statements.learned.heads", lambda: heads),
        patch.object(reading, "heads", lambda: heads),
    ):
        yield


if __name__ == "__main__":
    main()
