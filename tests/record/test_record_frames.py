"""A record as data frames."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import record_samples as samples

from communique.errors import SettingsError
from communique.model.judgement import Judgement, Verdict
from communique.record.record import Record

pytest.importorskip("pandas", reason="needs the extra frames")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "talks.db", create=True) as opened:
        article = samples.article()
        opened.writer.store(article, samples.findings(article), None, "v1")
        opened.writer.settle(samples.settlement(article))
        yield opened


def test_statements(record: Record) -> None:
    (row,) = record.statements().to_dict("records")
    assert row["article"] == "port-hale"
    assert row["source"] == "The Hale Courier"
    assert row["published"] == samples.MONDAY
    assert row["speaker"] == "Ilda Marek"
    assert row["content"] == "“We will send 40 million crowns,”"
    assert row["words"] == "“We will send 40 million crowns,” she said"
    assert samples.TEXT[row["start_char"] : row["end_char"]] == row["words"]
    assert row["said_on_first"] is None
    assert not row["rejected"]


def test_meetings_and_pledges(record: Record) -> None:
    (meeting,) = record.meetings().to_dict("records")
    assert (meeting["who"], meeting["status"], meeting["place"], meeting["date_first"]) == (
        "Ilda Marek / Teo Brandt", "held", "Port Hale", samples.MONDAY,
    )  # fmt: skip
    (pledge,) = record.pledges().to_dict("records")
    assert (pledge["givers"], pledge["amount"], pledge["currency"]) == ("Ilda Marek", 40e6, "OSC")


def test_events(record: Record) -> None:
    (event,) = record.events().to_dict("records")
    assert (event["type"], event["status"], event["quad"], event["intensity"]) == (
        "AGREE", "planned", "verbal cooperation", 2.5,
    )  # fmt: skip
    assert (event["actors"], event["recipients"]) == ("Ilda Marek", "Teo Brandt")
    assert (event["contexts"], event["date_first"]) == ("economic, diplomatic", samples.MONDAY)


def test_a_rejected_finding_is_marked(record: Record) -> None:
    (meeting,) = record.view.findings("meeting")
    record.writer.judge(Judgement(verdict=Verdict.REJECT, subject=meeting.id, who="Ann", at=samples.NOON))
    assert list(record.meetings()["rejected"]) == [True]
    assert list(record.pledges()["rejected"]) == [False]


@pytest.mark.parametrize(
    ("name", "column"),
    [("positions", "stance"), ("proposals", "status"), ("statements", "speaker"), ("events", "type")],
)
def test_an_empty_record_gives_empty_frames_with_their_columns(
    tmp_path: Path, name: str, column: str
) -> None:
    with Record(tmp_path / "empty.db", create=True) as empty:
        frame = getattr(empty, name)()
    assert len(frame) == 0
    assert column in frame.columns


def test_articles_and_actors(record: Record) -> None:
    assert list(record.articles()["title"]) == ["Envoys meet in Port Hale"]
    (actor,) = record.actors().to_dict("records")
    assert actor["offices"] == ("foreign minister, Ostrava",)
    assert record.article("port-hale") == samples.article()


def test_without_pandas_the_message_says_what_to_install(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(SettingsError, match=r"communique\[frames\]"):
        record.statements()
