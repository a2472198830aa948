from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.finding import Time
from communique.model.text import Article, Block, BlockKind
from communique.model.when import When
from communique.read.analysis.build import analyse
from communique.read.find.times import Times
from communique.read.find.times.calendar import easter
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


def values(text: str, published: date | None) -> dict[str, str | None]:
    """From each expression of a text to its value; the last one of the same words counts."""
    found = expressions(text, published, ignorant)
    return {" ".join(text[e.start : e.end].split()): e.reading.value for e in found}


HISTORY = """\
The Salt War (1837–41) was fought between two kingdoms from March 1837 to October 1841. In the 16th
century the valley had been one; by the 1790s, 1801 and 1812 it was torn. In AD 70 and 1204 it fell. On
11 March 1837 the army crossed the river. The next day it took the fort. By August it was at the
capital, and in the autumn the siege began. On the night of 14/15 October the bridge burned; the gate
fell on the 29th. In November 1838 the king fled. In March his son was crowned. The following month
talks began. Later that year they failed. Between 22 June and 5 December 1840 nobody fought. That winter
was harsh. Two years later the first railway opened. Today the valley is shared. The war is compared to
those of 264–241 BC."""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1837", "1837"),
        ("41", "1841"),
        ("the 16th century", "15"),
        ("the 1790s", "179"),
        ("AD 70", "0070"),
        ("1204", "1204"),
        ("The next day", "1837-03-12"),
        ("August", "1837-08"),
        ("the autumn", "1837-FA"),
        ("the night of 14/15 October", "1837-10-14TNI"),
        ("the 29th", "1837-10-29"),
        ("March", "1839-03"),
        ("The following month", "1839-04"),
        ("Later that year", "1839"),
        ("22 June", "1840-06-22"),
        ("That winter", "1840-WI"),
        ("Two years later", "1842"),
        ("Today", "PRESENT_REF"),
        ("264", "BC0264"),
        ("241 BC", "BC0241"),
    ],
)
def test_history_counts_from_its_own_dates(expression: str, value: str) -> None:
    assert values(HISTORY, date(2010, 6, 1))[expression] == value


def test_news_with_a_look_back_is_no_history() -> None:
    text = (
        "He spoke on Monday. "
        + "It fell in 1941, in 1953, in 1968, in 1979 and in 1991. " * 3
        + "In October he left."
    )
    assert values(text, date(2025, 12, 4))["October"] == "2025-10"


def test_years_before_our_era_are_counted() -> None:
    text = "In 431 BC the league broke up. Two years later a plague came. By June the fleet had sailed."
    assert list(values(text, None).values()) == ["BC0431", "BC0429", "BC0429-06"]


REPORT = """Orion Mills earned $4 million in the third quarter, up from $3 million a year earlier. In the
year-ago period it had sold a plant. Sales in the latest quarter rose. In the first nine months it earned
$9 million, against $8 million a year ago. In the 2023 quarter there was a charge. By year-end it will close
a mill; the current quarter looks better, and so does the first quarter of 2026."""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("the third quarter", "2025-Q3"),
        ("a year earlier", "2024-Q3"),
        ("the year-ago period", "2024-Q3"),
        ("the latest quarter", "2025-Q3"),
        ("the first nine months", "P9M"),
        ("a year ago", "2024"),
        ("year-end", "2025-12-31"),
        ("the current quarter", "2025-Q4"),
        ("the first quarter of 2026", "2026-Q1"),
    ],
)
def test_reports_compare_quarters(expression: str, value: str) -> None:
    assert values(REPORT, date(2025, 10, 27))[expression] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It took two and a half years.", "P2Y6M"),
        ("It took 2 1/2 hours.", "PT2H30M"),
        ("It took half an hour.", "PT30M"),
        ("It took a hundred and fifty days.", "P150D"),
        ("It took twenty-four hours.", "PT24H"),
        ("It took a couple of weeks.", "P2W"),
        ("It took nearly two decades.", "P2DE"),
        ("It took a two-week truce.", "P2W"),
        ("It rained for centuries.", "PXC"),
        ("In the last hours of the war it burned.", "PTXH"),
        ("He comes every other week.", "P2W"),
        ("It earns $3 million a year.", "P1Y"),
        ("Four trains a week stop here.", "P1W"),
        ("It fell in nineteen forty-one.", "1941"),
        ("It fell in the nineties.", "199"),
        ("It fell in July of that year. ", None),
        ("He fell on 4 May 1836. The following day, 8 October, they marched.", "1836-10-08"),
        ("On 17 May 1836 it fell. At 2:00 am on the 18th he fled.", "1836-05-18T02:00"),
        ("It was the third time in as many days.", None),
        ("By the time of the armistice he was gone.", None),
        ("It was found on Thanksgiving Day 1999.", "1999-11-25"),
        ("It fell on Easter Monday 1916.", "1916-04-24"),
    ],
)
def test_value(text: str, value: str | None) -> None:
    found = [v for v in values(text, None).values() if v not in ("XXXX-07",)]
    assert (found[-1] if found else None) == value


def test_a_date_right_behind_corrects_the_count() -> None:
    found = values("He fell on 4 May 1836. The following day, 8 October, they marched.", None)
    assert found["The following day"] == "1836-10-08"
    assert values("He left the next day. Monday, Tuesday", PUBLISHED)["Monday"] == "2025-12-01"


def test_the_event_dates_its_anniversary() -> None:
    text = "The accord was signed on May 5, 2021. On the second anniversary of the accord nobody came."
    assert values(text, PUBLISHED)["the second anniversary of the accord"] == "2023-05-05"
    assert "the second anniversary of the flood" not in values(
        text.replace("of the accord", "of the flood"), PUBLISHED
    )


@pytest.mark.parametrize(
    "text", ["9999-12-31", "tomorrow", "0000-00-00", "in 500 centuries", "the 31st of April"]
)
def test_edges_of_the_calendar_do_not_fail(text: str) -> None:
    list(expressions(text, date.max, ignorant))
    list(expressions(text, date.min, ignorant))


@pytest.mark.parametrize("day", [date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2038, 4, 25)])
def test_easter(day: date) -> None:
    assert easter(day.year) == day


WORDS = """the a year week day ago earlier later last next of in on to 1941 45 – / BC AD 31 1/2 third 29th
30th May Feb. Tuesday night noon p.m. 5:30 summer century two hundred end mid late 1990s quarter year-ago
period anniversary now per every $ Q5 Easter 29 February 2023"""


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=20),
    st.sampled_from([None, PUBLISHED, date.min, date.max]),
)
def test_any_row_of_words_is_read(words: list[str], published: date | None) -> None:
    end = 0
    for e in expressions(" ".join(words), published, ignorant):
        assert end <= e.start < e.end
        assert e.reading.period is None or e.reading.period.first <= e.reading.period.last
        end = e.end
