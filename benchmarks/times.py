"""Speed of the finder of times beyond the parse, on one core.

    python benchmarks/times.py [PATH…] [--articles N]

PATH are reports as for `communique read` (default: ../shared/corpora/news_2025-05.jsonl where it is, else
the sample reports). The articles are analysed first and not measured; then the finder runs over all of
them, once to load its tables and three times to be measured. Times are of the processor.
"""

from __future__ import annotations

import argparse
import time
from itertools import islice
from pathlib import Path

from communique.model.text import Article
from communique.read.analysis.build import analyse
from communique.read.find.times import Times
from communique.read.ingest.files import articles

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "corpora" / "news_2025-05.jsonl"
GOAL = 100_000  # characters a second
ROUNDS = 3


def main() -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    paths = options.paths or [NEWS if NEWS.exists() else ROOT / "samples"]
    chosen = list(islice((a for a in articles(paths) if isinstance(a, Article)), options.articles))
    analyses = [analyse(a) for a in chosen]
    characters, words = sum(len(a.text) for a in chosen), sum(len(a) for a in analyses)
    finder = Times()
    began = time.process_time()
    found = list(finder(analyses[0], {}))
    print(f"tables and patterns: {time.process_time() - began:.2f} s, once")
    began = time.process_time()
    for _ in range(ROUNDS):
        found = [f for a in analyses for f in finder(a, {})]
    seconds = (time.process_time() - began) / ROUNDS
    print(f"{len(chosen)} articles, {characters:,} characters, {len(found):,} times")
    print(f"{characters / seconds:,.0f} characters a second (goal {GOAL:,})")
    print(f"{1e6 * seconds / words:.1f} µs a word")


if __name__ == "__main__":
    main()
