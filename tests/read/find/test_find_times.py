from datetime import date

import pytest

from communique.model.finding import Time
from communique.model.text import Article, Block, BlockKind
from communique.model.when import When
from communique.read.analysis.build import analyse
from communique.read.find.times import Times
from communique.read.find.times.resolve import expressions, ignorant

PUBLISHED = date(2025, 12, 4)  # a Thursday


def times(text: str, published: date | None = PUBLISHED, kind: BlockKind = BlockKind.BODY) -> list[Time]:
    article = Article(id="t", text=text, published=When.day(published) if published else None)
    block = Block(span=article.span(0, len(text)), kind=kind)
    article = Article(id="t", text=text, published=article.published, blocks=(block,))
    return [t for t in Times()(analyse(article), {}) if isinstance(t, Time)]


def interval(t: Time) -> str:
    first, last = t.when.first, t.when.last
    if first is None:
        return f"{t.type} {t.when.value}"
    return str(first) if first == last else f"{first}..{last}"


# Each sentence with the intervals (or types and values) of its time expressions, in order.
SENTENCES = [
    # weekdays: tense decides
    ("The envoys met on Tuesday in Oslo.", ["2025-12-02"]),
    ("The envoys will meet on Tuesday in Oslo.", ["2025-12-09"]),
    ("The envoys met on Thursday.", ["2025-12-04"]),
    ("The envoys meet again on Friday.", ["2025-12-05"]),
    ("The minister was due to arrive in Cairo on Saturday.", ["2025-12-06"]),
    ("She said on Wednesday that he would travel to Cairo on Sunday.", ["2025-12-03", "2025-12-07"]),
    ("The talks, scheduled for Monday, were put off.", ["2025-12-08"]),
    ("The delegations are set to hold talks on Monday.", ["2025-12-08"]),
    ("The delegations plan to meet on Saturday.", ["2025-12-06"]),
    ("They agreed to meet on Sunday.", ["2025-12-07"]),
    ("The ministers are meeting on Friday in Brussels.", ["2025-12-05"]),
    ("The ministers were meeting on Monday when the news broke.", ["2025-12-01"]),
    ("Negotiators may meet as early as Friday.", ["2025-12-05"]),
    ("The president could have called on Tuesday.", ["2025-12-02"]),
    ("The minister spoke ahead of Friday's summit.", ["2025-12-05"]),
    ("After Tuesday's meeting both sides were silent.", ["2025-12-02"]),
    ("The delegation has been in Geneva since Sunday.", ["2025-11-30"]),
    ("In a statement released Wednesday, the ministry denied it.", ["2025-12-03"]),
    ("The meeting was postponed to Monday.", ["2025-12-08"]),
    ("The parliament votes on Sunday.", ["2025-12-07"]),
    ("Last Friday the two sides signed a truce.", ["2025-11-28"]),
    ("She plans to visit Oslo next Tuesday.", ["2025-12-09"]),
    ("The president spoke by phone with his counterpart Wednesday night.", ["2025-12-03"]),
    ("They met on Monday of last week.", ["2025-11-24"]),
    ("They will talk on Tuesday next week.", ["2025-12-09"]),
    ("Every Tuesday the committee meets.", ["SET XXXX-WXX-2"]),
    ("On Sundays the office is closed.", ["SET XXXX-WXX-7"]),
    # words for days
    ("The two spoke yesterday.", ["2025-12-03"]),
    ("They will speak tomorrow morning.", ["2025-12-05"]),
    ("The cabinet meets tonight.", ["2025-12-04"]),
    ("Shells fell on the town last night.", ["2025-12-03"]),
    ("He left the day before yesterday.", ["2025-12-02"]),
    ("Talks resume the day after tomorrow.", ["2025-12-06"]),
    ("He arrived late on Monday and left the next day.", ["2025-12-01", "2025-12-02"]),
    ("The call took place on Dec. 1; a day earlier the two had met.", ["2025-12-01", "2025-11-30"]),
    ("They met on Nov. 3 and signed the accord that day.", ["2025-11-03", "2025-11-03"]),
    # dates
    ("The truce began on Dec. 4.", ["2025-12-04"]),
    ("The truce of 5 May 2024 did not last.", ["2024-05-05"]),
    ("The truce of the 5th of May 2024 did not last.", ["2024-05-05"]),
    ("On December 4, 2024, they signed.", ["2024-12-04"]),
    ("The paper is dated 2025-11-28.", ["2025-11-28"]),
    ("The form was stamped 28/11/2025.", ["2025-11-28"]),
    ("The form was stamped 28.11.2025.", ["2025-11-28"]),
    ("The deadline is January 15.", ["2026-01-15"]),
    ("The summit opened on October 30.", ["2025-10-30"]),
    ("They met on Tuesday, Dec. 2, in Oslo.", ["2025-12-02"]),
    ("Between 4-5 December 2025 they met.", ["2025-12-04..2025-12-05"]),
    ("The conference of June 15–16 failed.", ["2025-06-15..2025-06-16"]),
    ("From May 8 to May 10 the guns fell silent.", ["2025-05-08", "2025-05-10"]),
    ("June 31 is no day.", []),
    # months and years
    ("They met in mid-November.", ["2025-11-11..2025-11-20"]),
    ("The talks collapsed in late May.", ["2025-05-21..2025-05-31"]),
    ("In early January 2024 they tried again.", ["2024-01-01..2024-01-10"]),
    ("They agreed to meet again in March.", ["2026-03-01..2026-03-31"]),
    ("Last March the two sides met.", ["2025-03-01..2025-03-31"]),
    ("They met on May 8 last year.", ["2024-05-08"]),
    ("In July last year they met.", ["2024-07-01..2024-07-31"]),
    ("The accord was signed in 1994.", ["1994-01-01..1994-12-31"]),
    ("The 2015 accord is dead.", ["2015-01-01..2015-12-31"]),
    ("The war began in the 1990s.", ["1990-01-01..1999-12-31"]),
    ("The work will be done by the end of 2026.", ["2026-09-01..2026-12-31"]),
    ("The border closed in the summer of 2023.", ["2023-06-01..2023-08-31"]),
    ("In the first half of 2025 the fighting grew.", ["2025-01-01..2025-06-30"]),
    ("Prices rose in the third quarter of 2024.", ["2024-07-01..2024-09-30"]),
    # periods
    ("The talks are to resume next week.", ["2025-12-08..2025-12-14"]),
    ("The envoy was in Doha last week.", ["2025-11-24..2025-11-30"]),
    ("They met earlier this month.", ["2025-12-01..2025-12-04"]),
    ("A second round could take place later this month.", ["2025-12-04..2025-12-31"]),
    ("Next month the court will rule.", ["2026-01-01..2026-01-31"]),
    ("Last year nothing was agreed.", ["2024-01-01..2024-12-31"]),
    ("Over the weekend the sides exchanged fire.", ["2025-11-29..2025-11-30"]),
    ("They will meet this weekend.", ["2025-12-06..2025-12-07"]),
    ("The ceasefire expires at the end of the month.", ["2025-12-21..2025-12-31"]),
    ("Two weeks ago the envoy was in Doha.", ["2025-11-17..2025-11-23"]),
    ("Three days ago the envoy was in Doha.", ["2025-12-01"]),
    ("Thirty years ago today the accord was signed.", ["1995-12-04"]),
    ("After a call on Monday between the two men, the mood changes.", ["2025-12-01"]),
    ("Monday's call shows how far apart they are.", ["2025-12-01"]),
    ("His remarks follow Monday's call between the two men.", ["2025-12-01"]),
    ("Monday's meeting will be the third.", ["2025-12-08"]),
    ("In three days the envoys will meet again.", ["2025-12-07"]),
    # durations
    ("The envoys talked for three hours.", ["DURATION PT3H"]),
    ("The two-day summit opened Monday.", ["DURATION P2D", "2025-12-01"]),
    ("They fought for decades.", ["DURATION PXDE"]),
    ("A 30-day ceasefire was on the table.", ["DURATION P30D"]),
    # feasts and clocks
    ("They want a truce by Christmas.", ["2025-12-25"]),
    ("Talks begin at 3 p.m. Friday.", ["2025-12-05"]),
    # no time at all
    ("About 2025 people gathered.", []),
    ("The pledge of $2025 was paid.", []),
    ("The 45-year-old minister left.", []),
    ("He is 45 years old.", []),
    ("May I ask why? Theresa May said so.", []),
    ("Soldiers march past the house. March on, he said.", []),
    ("Call 555-2024 or write to us.", []),
    ("He sat down in the sun.", []),
    ("The second round of talks failed.", []),
    ("The Good Friday accord still holds.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence(sentence: str, expected: list[str]) -> None:
    assert [interval(t) for t in times(sentence)] == expected


def test_there_are_enough_sentences() -> None:
    assert len(SENTENCES) >= 80


def test_present_of_a_caption_is_past() -> None:
    (t,) = times("The president greets the king in Oslo on Monday.", kind=BlockKind.CAPTION)
    assert interval(t) == "2025-12-01"


def test_furniture_is_not_read() -> None:
    assert times("Published on Tuesday.", kind=BlockKind.FURNITURE) == []


def test_without_publication_day_relative_times_have_no_interval() -> None:
    found = times("They met on Tuesday, a week after May 5, 2024. In 2023 nobody met.", published=None)
    assert [interval(t) for t in found if t.type == "DATE"] == [
        "DATE None",
        "2024-05-05",
        "2023-01-01..2023-12-31",
    ]


def test_a_year_that_is_not_in_the_text_is_marked() -> None:
    (inferred,) = times("They met on Oct. 3.")
    (given,) = times("They met on Oct. 3, 2025.")
    assert inferred.when.inferred
    assert inferred.when.anchor is not None
    assert "2025-12-04" in inferred.when.anchor
    assert not given.when.inferred
    assert given.when.anchor is None


def test_spans_are_passages_of_the_text() -> None:
    text = "On Tuesday, Dec. 2, they met; two days later they left. It was 1994's accord."
    for e in expressions(text, PUBLISHED, ignorant):
        assert text[e.start : e.end].strip() == text[e.start : e.end]
        assert e.start < e.end <= len(text)


def test_expressions_never_overlap() -> None:
    text = "the end of the first quarter of 2024 and early next year or Tuesday night last week, 5 May 2024"
    ends = 0
    for e in expressions(text, PUBLISHED, ignorant):
        assert e.start >= ends
        ends = e.end


@pytest.mark.parametrize(
    "text", ["9999-12-31", "tomorrow", "0000-00-00", "in 500 centuries", "the 31st of April"]
)
def test_edges_of_the_calendar_do_not_fail(text: str) -> None:
    list(expressions(text, date.max, ignorant))
    list(expressions(text, date.min, ignorant))
