"""One evaluation: read the gold's articles, score the findings, say how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from communique.errors import FinderError, SettingsError
from communique.evaluate.attribution import outcomes, score_attribution
from communique.evaluate.events import score_events
from communique.evaluate.gold import (
    GoldArticle,
    attribution_gold,
    event_gold,
    place_gold,
    record_gold,
    time_gold,
)
from communique.evaluate.score import (
    Measures,
    Score,
    score_places,
    score_record,
    score_speakers,
    score_times,
)
from communique.model.finding import Finding
from communique.model.text import Article
from communique.read.reader import read_article

Reader = Callable[[Article], Sequence[Finding]]
# The kinds of whole-article gold, and how the names of their measures begin.
ABOUT = {
    "statements": ("statement", "speaker"),
    "meetings": ("meeting",),
    "pledges": ("pledge",),
    "positions": ("position",),
    "proposals": ("proposal",),
}
RECORD_KINDS = ("record", *ABOUT)
KINDS = (*RECORD_KINDS, "speakers", "attribution", "events", "times", "places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The measures of one kind on one gold set: scores, and shares between 0 and 1.

    `outcomes` count, for attributions, what became of the gold and why findings meet none of it.
    """

    kind: str
    gold: str
    articles: int
    measures: Measures
    outcomes: tuple[tuple[str, int], ...] = ()

    def figure(self, measure: str) -> float:
        """One figure between 0 and 1: the F1 of a score, or a share.

        Raises:
            SettingsError: when there is no such measure, naming those there are.
        """
        if measure not in self.measures:
            raise SettingsError(f"no measure {measure!r}; there are {', '.join(self.measures)}")
        value = self.measures[measure]
        return value.f1 if isinstance(value, Score) else value

    def lines(self) -> Iterator[str]:
        """The measures as lines of text."""
        what = "sentences" if self.kind == "events" else "articles"
        yield f"{self.kind} on {self.gold}: {self.articles} {what}"
        for name, value in self.measures.items():
            if isinstance(value, Score):
                yield (
                    f"{name:18s} P {value.precision:.3f}  R {value.recall:.3f}  F1 {value.f1:.3f}"
                    f"  ({value.hits} right of {value.found} found, {value.gold} in gold)"
                )
            else:
                yield f"{name:18s} {value:.3f}"
        for cause, number in self.outcomes:
            yield f"{cause:28s} {number:5d}"


def evaluate(
    kind: str, gold: Path, *, texts: Iterable[Path] = (), limit: int | None = None, read: Reader | None = None
) -> Evaluation:
    """Read the articles of a gold set (at most `limit`) and score what was found.

    `texts` are more places to look for the texts of record gold. `read` takes another reader's place.

    Raises:
        SettingsError: when there is no such kind.
        GoldError: when the gold cannot be understood or its texts are missing.
        FinderError: when a finder fails on an article.
    """
    if kind not in KINDS:
        raise SettingsError(f"nothing to evaluate by the name {kind!r}; there are {', '.join(KINDS)}")
    articles = list(islice(_gold(kind, gold, texts), limit))
    read = read or _findings
    found = [(g, read(g.article)) for g in articles]
    return Evaluation(
        kind=kind,
        gold=gold.name,
        articles=len(articles),
        measures=_score(kind, found),
        outcomes=tuple(outcomes(found)) if kind == "attribution" else (),
    )


def _findings(article: Article) -> Sequence[Finding]:
    """The findings of one article. A figure without those of a finder that failed would say nothing.

    Raises:
        FinderError: naming the finder that failed, the article and what went wrong.
    """
    reading = read_article(article)
    for failure in reading.failures:
        raise FinderError(f"finder {failure.finder} failed on article {article.id}: {failure.error}")
    return reading.findings


def _gold(kind: str, path: Path, texts: Iterable[Path]) -> Iterator[GoldArticle]:
    if kind in (*RECORD_KINDS, "speakers"):
        return record_gold(path, texts)
    return {
        "attribution": attribution_gold,
        "events": event_gold,
        "times": time_gold,
        "places": place_gold,
    }[kind](path)


def _score(kind: str, read: Iterable[tuple[GoldArticle, Sequence[Finding]]]) -> Measures:
    match kind:
        case "attribution":
            return score_attribution(read)
        case "events":
            return score_events(read)
        case "speakers":
            return score_speakers(read)
        case "times":
            return score_times(read)
        case "places":
            return score_places(read)
        case "record":
            return score_record(read)
        case _:
            return {n: v for n, v in score_record(read).items() if n.startswith(ABOUT[kind])}
