"""What goes into a record comes out the same, with the same id."""

from __future__ import annotations

import pickle

import pytest
import record_samples as samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import RecordError
from communique.model.finding import FINDING_TYPES, Finding, Time
from communique.model.text import Article
from communique.record.encoding import decode_actor, decode_entry, decode_finding, encode
from communique.record.record import Record
from communique.record.rows import replaced, restored, storable


@pytest.mark.parametrize("kind", FINDING_TYPES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_finding_survives_its_encoding(kind: type[Finding], data: st.DataObject) -> None:
    finding = data.draw(samples.BY_KIND[kind])
    back = decode_finding(encode(finding))
    assert back == finding
    assert type(back) is type(finding)
    assert back.id == finding.id
    assert encode(back) == encode(finding)


@pytest.mark.parametrize("kind", FINDING_TYPES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_finding_from_a_worker_is_stored_the_same(kind: type[Finding], data: st.DataObject) -> None:
    finding = data.draw(samples.BY_KIND[kind])
    assert encode(pickle.loads(pickle.dumps(finding))) == encode(finding)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(samples.FINDINGS, max_size=8, unique_by=lambda f: f.id))
def test_findings_survive_the_database(tmp_path_factory: pytest.TempPathFactory, made: list[Finding]) -> None:
    path = tmp_path_factory.mktemp("record") / "talks.db"
    # The half pair in the text makes the tables hold stand-ins; the findings come back whole all the same.
    article = Article(id="generated", text="Talks \ud83d went on.")
    with Record(path, create=True) as record:
        record.writer.store(article, made, None, "v1")
        assert list(record.view.findings()) == made
        assert record.view.article("generated") == article


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_stand_ins_keep_every_offset(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    kept.encode("utf-8")
    assert restored(kept, replaced(text)) == text


def test_entries_and_actors_survive() -> None:
    settlement = samples.settlement(samples.article())
    (entry,), (actor,) = settlement.entries, settlement.actors
    assert decode_entry(encode(entry)) == entry
    assert decode_actor(encode(actor)) == actor


def test_a_strange_finding_is_refused() -> None:
    class Rumour(Time):
        pass

    time = samples.findings(samples.article())[1]
    strange = Rumour(article="a", evidence=time.evidence, when=samples.article().published)  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="Rumour"):
        encode(strange)
