"""Gold readers: each annotated set becomes articles with our own finding types.

Record gold is one JSON file per article (statements, meetings, pledges, positions, proposals);
its texts stand elsewhere, in JSONL corpora or text files. Attribution gold (PolNeAR's form), time and
place gold and sentences with events are JSONL files that hold their texts.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import GoldError
from communique.model.finding import (
    Event,
    EventStatus,
    EventType,
    Evidence,
    Finding,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Place,
    PlaceUse,
    Pledge,
    PledgeStatus,
    Position,
    Proposal,
    ProposalStatus,
    Quoting,
    Sourcing,
    Statement,
    Time,
)
from communique.model.reference import ActorRef, PlaceRef
from communique.model.text import Article, Span
from communique.model.when import When
from communique.read.ingest.article import make_article

Json = dict[str, Any]

# Types of toponyms in GeoWebNews (Gritta, Pilehvar and Collier 2020) that are not the place itself.
USES = {
    "Non_Literal_Modifier": PlaceUse.ASSOCIATIVE,
    "Embedded_Non_Lit": PlaceUse.ASSOCIATIVE,
    "Metonymic": PlaceUse.METONYM,
    "Demonym": PlaceUse.DEMONYM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFinding:
    """A finding that a person annotated; `optional` ones count only where they were found.

    `untold` names the fields that the annotation leaves open.
    """

    finding: Finding
    optional: bool = False
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An annotated article. `tokens` are (start, end) of the words that the scorers count."""

    article: Article
    findings: tuple[GoldFinding, ...]
    tokens: tuple[tuple[int, int], ...]

    def of(self, kind: str) -> list[GoldFinding]:
        """The findings of one kind, in text order."""
        return [g for g in self.findings if g.finding.kind == kind]


# --- record gold -------------------------------------------------------------------------------


def record_gold(folder: Path, texts: Iterable[Path] = ()) -> Iterator[GoldArticle]:
    """The annotated articles of a folder; `texts` are files or folders in which to look for their texts.

    Raises:
        GoldError: when a file is malformed or an article's text is nowhere.
    """
    golds = {}
    for path in sorted(folder.glob("*.json")):
        data = _load(path)
        golds[str(data["id"])] = (path, data)
    if not golds:
        raise GoldError(f"{folder}: no gold files (*.json)")
    rows = _texts(
        set(golds), [*texts, folder.parent, folder.parent / "corpora", folder.parent.parent / "corpora"]
    )
    for id, (path, data) in golds.items():
        if id not in rows:
            raise GoldError(f"{path}: the text of article {id} is in none of the places looked at")
        row = rows[id]
        article = make_article(
            row["text"], id=id, date=row.get("date"), source=row.get("source"), title=row.get("title")
        )
        yield GoldArticle(
            article=article,
            findings=tuple(_record_findings(article, data, path)),
            tokens=tuple((s, e) for s, e in data["tokens"]),
        )


def _load(path: Path) -> Json:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: {error}") from error
    if not isinstance(data, dict) or "id" not in data or "tokens" not in data:
        raise GoldError(f"{path}: no record gold (it needs id, tokens and lists of findings)")
    return data


def _texts(wanted: set[str], places: Iterable[Path]) -> dict[str, Json]:
    rows: dict[str, Json] = {}
    for place in places:
        files = sorted(place.glob("*.jsonl")) + sorted(place.glob("*.txt")) if place.is_dir() else [place]
        for file in files:
            if not file.exists() or wanted <= rows.keys():
                continue
            for row in _rows(file):
                if row["id"] in wanted:
                    rows.setdefault(row["id"], row)
    return rows


def _rows(file: Path) -> Iterator[Json]:
    if file.suffix == ".txt":
        yield {"id": file.stem, "text": file.read_text(encoding="utf-8")}
        yield {"id": file.name, "text": file.read_text(encoding="utf-8")}
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise GoldError(f"{file}:{number}: {error}") from error


def _record_findings(article: Article, data: Json, path: Path) -> Iterator[GoldFinding]:
    makers = {
        "statements": _statement,
        "meetings": _meeting,
        "pledges": _pledge,
        "positions": _position,
        "proposals": _proposal,
    }
    for key, make in makers.items():
        made: list[Finding] = []
        for number, item in enumerate(data.get(key, [])):
            try:
                made.append(_within(make(article, item), item, made))
            except (KeyError, TypeError, ValueError, IndexError) as error:
                raise GoldError(f"{path}: {key}[{number}]: {error!r}") from error
            yield GoldFinding(finding=made[-1], optional=bool(item.get("borderline")))


def _within(finding: Finding, item: Json, before: list[Finding]) -> Finding:
    """A statement with the id of the one that it is reported in, which the gold names by its number."""
    if not isinstance(finding, Statement) or item.get("within") is None:
        return finding
    return replace(finding, within=before[item["within"]].id)


def _spans(article: Article, items: Iterable[Json] | None) -> tuple[Span, ...]:
    return tuple(article.span(i["start"], i["end"]) for i in items or ())


def _evidence(spans: tuple[Span, ...]) -> Evidence:
    return Evidence(spans=spans, finder="gold", version="1")


def _actor(name: str | None) -> ActorRef | None:
    return ActorRef(name=name) if name else None


def _actors(names: Any) -> tuple[ActorRef, ...]:
    flat = names if isinstance(names, list) else [names] if names else []
    return tuple(ActorRef(name=n) for n in flat if n)


def _mentioned(article: Article, item: Json | None) -> ActorRef | None:
    """An actor that the gold gives by the passage that mentions it."""
    if item is None:
        return None
    span = article.span(item["start"], item["end"])
    return ActorRef(name=span.line, mention=span)


def _statement(article: Article, item: Json) -> Statement:
    content = _spans(article, item["content"])
    speaker = _actor(item.get("speaker"))
    if speaker and item.get("mention"):
        speaker = replace(speaker, mention=_spans(article, [item["mention"]])[0])
    return Statement(
        article=article.id,
        evidence=_evidence(content),
        content=content,
        speaker=speaker,
        cue=_spans(article, item.get("cue")),
        quoting=Quoting(item["kind"]),
        sourcing=Sourcing(item["sourcing"]),
        addressee=_mentioned(article, item.get("addressee")),
        relay=_mentioned(article, item.get("relay")),
        said_on=gold_when(item.get("said_on")),
    )


def _meeting(article: Article, item: Json) -> Meeting:
    place = item.get("place")
    name = " / ".join(place) if isinstance(place, list) else place
    kind = item.get("kind") or "other"
    return Meeting(
        article=article.id,
        evidence=_evidence(_spans(article, item["evidence"])),
        who=tuple(_actors(side) for side in item["who"]),
        mediators=_actors(item.get("mediators")),
        meeting_kind=MeetingKind(kind) if kind in set(MeetingKind) else MeetingKind.OTHER,
        place=PlaceRef(name=name) if name else None,
        date=gold_when(item.get("date")),
        status=MeetingStatus(item["status"]),
    )


def _pledge(article: Article, item: Json) -> Pledge:
    return Pledge(
        article=article.id,
        evidence=_evidence(_spans(article, item["evidence"])),
        givers=_actors(item.get("givers")),
        receivers=_actors(item.get("receivers")),
        what=item.get("what"),
        amount=item.get("amount"),
        currency=item.get("currency"),
        unit=item.get("unit"),
        per=item["per"] if item.get("per") in ("month", "year") else None,
        status=PledgeStatus(item["status"]),
    )


def _position(article: Article, item: Json) -> Position:
    return Position(
        article=article.id,
        evidence=_evidence(_spans(article, item["evidence"])),
        party=ActorRef(name=item["party"] or ""),
        issue=item["issue"],
        stance=item["stance"],
        speaker=_actor(item.get("speaker")),
    )


def _proposal(article: Article, item: Json) -> Proposal:
    return Proposal(
        article=article.id,
        evidence=_evidence(_spans(article, item["evidence"])),
        name=item["name"],
        by=_actors(item.get("by")),
        status=ProposalStatus(item["status"]),
    )


def gold_when(value: Any) -> When | None:
    """A gold date ("2025", "2025-05", "2025-05-21", or a pair of them) as an interval of days."""
    if not value:
        return None
    if isinstance(value, list):
        low, high = gold_when(value[0]), gold_when(value[-1])
        return When(first=low.first, last=high.last) if low and high else None
    parts = [int(p) for p in str(value)[:10].split("-")]
    if len(parts) == 3:
        return When.day(date(*parts))
    year, month = parts[0], parts[1] if len(parts) == 2 else None
    last = calendar.monthrange(year, month or 12)[1]
    return When(first=date(year, month or 1, 1), last=date(year, month or 12, last), value=str(value))


# --- attribution, time and place gold ------------------------------------------------------------


def attribution_gold(path: Path) -> Iterator[GoldArticle]:
    """Attribution gold in PolNeAR's form: source, cue and content spans, the source left as it stands.

    Raises:
        GoldError: when a line is malformed.
    """
    for article, row in _jsonl(path, "attributions"):
        found = []
        for item in row["attributions"]:
            content = tuple(article.span(s, e) for s, e in item["content"])
            if not content:
                continue
            source = tuple(article.span(s, e) for s, e in item["source"])
            speaker = ActorRef(name=source[0].text, mention=source[0]) if source else None
            found.append(
                Statement(
                    article=article.id,
                    evidence=_evidence(content),
                    content=content,
                    speaker=speaker,
                    cue=tuple(article.span(s, e) for s, e in item["cue"]),
                )
            )
        yield _gold(article, found)


def event_gold(path: Path) -> Iterator[GoldArticle]:
    """Sentences with their events; actors are phrases. YIELD, of the PLV data, is read as RETREAT.

    Raises:
        GoldError: when a line is malformed.
    """
    for article, row in _jsonl(path, "events"):
        try:
            found = tuple(_event(article, item) for item in row["events"])
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{path}: article {article.id}: {error!r}") from error
        yield GoldArticle(article=article, findings=found, tokens=())


def _event(article: Article, item: Json) -> GoldFinding:
    status = item.get("status")
    event = Event(
        article=article.id,
        evidence=_evidence((article.span(0, len(article.text)),)),
        event_type=EventType("RETREAT" if item["type"] == "YIELD" else item["type"]),
        mode=item.get("mode"),
        status=EventStatus(status) if status else EventStatus.HAPPENED,
        actors=_actors(item.get("source")),
        recipients=_actors(item.get("target")),
    )
    return GoldFinding(finding=event, untold=() if status else ("status",))


def time_gold(path: Path) -> Iterator[GoldArticle]:
    """TIMEX3 gold; the document creation time is the publication date, not a finding.

    Raises:
        GoldError: when a line is malformed.
    """
    for article, row in _jsonl(path, "timexes"):
        found = []
        for item in row["timexes"]:
            if item.get("is_dct"):
                continue
            span = article.span(item["start"], item["end"])
            when = When(first=None, last=None, value=item["value"], span=span)
            found.append(Time(article=article.id, evidence=_evidence((span,)), when=when, type=item["type"]))
        yield _gold(article, found)


def place_gold(path: Path) -> Iterator[GoldArticle]:
    """Toponym gold. Those without coordinates, or misaligned, are optional; without a type, all are literal.

    Raises:
        GoldError: when a line is malformed.
    """
    for article, row in _jsonl(path, "toponyms"):
        found = []
        for item in row["toponyms"]:
            if not 0 <= item["start"] < item["end"] <= len(article.text):
                if item.get("misaligned"):
                    continue  # gold that points nowhere cannot even be passed over by place
                raise GoldError(f"{path}: article {article.id}: no passage {item['start']}–{item['end']}")
            span = article.span(item["start"], item["end"])
            place = PlaceRef(
                name=item["name"],
                span=span,
                geonames_id=item.get("geonamesid"),
                lat=item.get("lat"),
                lon=item.get("lon"),
            )
            usable = item.get("lat") is not None and not item.get("misaligned")
            use = USES.get(item.get("type"), PlaceUse.LITERAL)
            finding = Place(article=article.id, evidence=_evidence((span,)), place=place, use=use)
            found.append(GoldFinding(finding=finding, optional=not usable))
        yield GoldArticle(article=article, findings=tuple(found), tokens=())


def _gold(article: Article, findings: Iterable[Finding]) -> GoldArticle:
    return GoldArticle(article=article, findings=tuple(GoldFinding(finding=f) for f in findings), tokens=())


def _jsonl(path: Path, key: str) -> Iterator[tuple[Article, Json]]:
    if not path.is_file():
        raise GoldError(f"{path}: no such file")
    for number, row in enumerate(_rows(path), start=1):
        if "text" not in row or key not in row:
            raise GoldError(f"{path}: row {number} lacks text or {key}")
        dct = next((t["value"] for t in row.get("timexes", ()) if t.get("is_dct")), None)
        stamp = row.get("date") or row.get("dct") or dct
        try:
            yield (
                make_article(
                    row["text"],
                    id=str(row["id"]),
                    date=stamp[:10] if stamp else None,
                    source=row.get("source"),
                ),
                row,
            )
        except (ValueError, TypeError) as error:
            raise GoldError(f"{path}: row {number}: {error}") from error
