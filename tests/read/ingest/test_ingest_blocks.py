"""Blocks: what each stretch of a text is. All texts are invented."""

from itertools import pairwise

import pytest

from communique.model.text import BlockKind
from communique.read.ingest.article import make_article

BODY = "Negotiators from Ostmark and Norland resumed talks on the river treaty in Talvik on Monday. "
MORE = "The two delegations discussed water levels and the dam, and the mediators spoke of progress."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.text) for b in make_article(text, title=title).blocks]


def of(text: str, kind: BlockKind) -> list[str]:
    return [b.span.text for b in make_article(text).blocks if b.kind is kind]


def test_lines_are_paragraphs() -> None:
    text = f"Talks on river treaty resume\nBy Ana Petrova\n{BODY}\n\n{MORE}\nRead more: What the dam means\n"
    assert kinds(text) == [
        ("headline", "Talks on river treaty resume"),
        ("byline", "By Ana Petrova"),
        ("body", BODY.strip()),
        ("body", MORE),
        ("furniture", "Read more: What the dam means"),
    ]


def test_runs_of_spaces_part_a_text_without_line_breaks() -> None:
    text = f"{BODY}  {MORE}   Copyright 2031 Talvik Post. All rights reserved.  "
    assert kinds(text) == [
        ("body", BODY.strip()),
        ("body", MORE),
        ("furniture", "Copyright 2031 Talvik Post. All rights reserved."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said  the talks would go on until the evening, and that nobody would leave early.",
        "“We stay here until it is done.  Nobody leaves,” the envoy told reporters outside the hall.",
    ],
)
def test_runs_of_spaces_within_a_sentence_or_quotation_part_nothing(text: str) -> None:
    assert kinds(text) == [("body", text)]


def test_hard_wrapped_text_is_parted_at_blank_lines() -> None:
    paragraph = (
        "Negotiators from Ostmark and Norland resumed talks on the\n"
        "river treaty in Talvik on Monday, and both sides said they\n"
        "would stay for as long as the mediators from the league of\n"
        "ports wished them to, which may take until the week ends."
    )
    text = f"{paragraph}\n\n{paragraph}\n"
    assert kinds(text) == [("body", paragraph), ("body", paragraph)]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "READ MORE: The dam in five charts",
        "Sign up for our newsletter to get the best of the week.",
        "© 2031 Talvik Post",
        "Share",
        "We use cookies to improve your experience.",
        "Already a subscriber? Log in.",
        "* * *",
    ],
)
def test_furniture_lines(line: str) -> None:
    assert of(f"{BODY}\n{line}\n{MORE}", BlockKind.BODY) == [BODY.strip(), MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in Talvik after the talks ended without a result.",
        "The ministry said it would save the dam and share its water.",
        "Advertisement revenue was not part of the talks, the minister said.",
        "“Follow the treaty,” the minister said, “or leave it.”",
    ],
)
def test_sentences_that_begin_like_furniture_are_body(line: str) -> None:
    assert line in of(f"{BODY}\n{line}\n{MORE}", BlockKind.BODY)


def test_prompts_take_only_their_own_words() -> None:
    prompt = (
        "To view this video please enable JavaScript, and consider upgrading to a web browser that "
        "supports HTML5 video"
    )
    text = f"{BODY}{prompt} The delegations left in the evening."
    assert of(text, BlockKind.FURNITURE) == [prompt]
    assert of(text, BlockKind.BODY) == [BODY.strip(), "The delegations left in the evening."]


def test_links_in_capitals_are_furniture_but_quoted_shouting_is_not() -> None:
    link = "NORLAND ENVOY LEAVES TALVIK AFTER LATE NIGHT SESSION"
    shout = "He wrote: “NOBODY SHALL EVER TAKE OUR RIVER FROM US.” Then he left."
    assert of(f"{BODY}{link} {MORE}", BlockKind.FURNITURE) == [link]
    assert of(f"{BODY}{shout}", BlockKind.FURNITURE) == []
    assert of(f"{BODY}{link} A few stayed. The envoy did not.", BlockKind.FURNITURE) == [link]
    assert of("The dam WILL NEVER EVER BE SOLD TO ANYBODY, he said.", BlockKind.FURNITURE) == []


def test_caption_within_a_text_is_the_sentence_before_its_credit() -> None:
    caption = "The river dam at Talvik, where the talks were held. (Ana Petrova/AFP via Getty Images)"
    text = f"{BODY}{caption} {MORE}"
    assert kinds(text) == [("body", BODY.strip()), ("caption", caption), ("body", MORE)]


@pytest.mark.parametrize(
    "line",
    [
        "Delegates discuss the river treaty in Talvik on Monday. Photo by Ana Petrova/Reuters",
        "The dam at Talvik, subject of the talks. Ana Petrova/AFP/Getty",
        "Negotiators from Norland arrive in Talvik. (AP Photo/Ana Petrova)",
    ],
)
def test_caption_lines(line: str) -> None:
    assert of(f"{line}\n{BODY}\n{MORE}", BlockKind.CAPTION) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The minister told AFP and Reuters that the talks on the river would go on.",
        "TALVIK (Reuters) - Negotiators from Norland and Ostmark met for talks on the river.",
        "The Center for River Studies (CRS) said the dam was safe.",
    ],
)
def test_agencies_in_sentences_make_no_caption(line: str) -> None:
    assert of(f"{line}\n{BODY}\n{MORE}", BlockKind.CAPTION) == []


def test_caption_of_another_story_is_foreign_and_unreadable() -> None:
    ours = "Negotiators from Norland arrive for the river talks in Talvik. Photo by Ana Petrova/EPA"
    other = (
        "Prime Minister Olga Brandt opens the new opera house in Sundby on Friday with a gala concert and a "
        "speech about music schools. Photo by Jan Holm/EPA"
    )
    article = make_article(f"{ours}\nPrime Minister Olga Brandt sent a team. {BODY}\n{MORE}\n\n{other}")
    first, last = article.blocks[0], article.blocks[-1]
    assert (first.kind, first.foreign) == (BlockKind.CAPTION, False)
    assert (last.kind, last.foreign, last.readable) == (BlockKind.CAPTION, True, False)
    assert last.reason is not None
    assert "content words" in last.reason


def test_byline_within_a_text_takes_a_known_place() -> None:
    text = f"{BODY}By Ana Petrova Reporting from Buenos Aires Ministers of both countries agreed on Monday."
    assert of(text, BlockKind.BYLINE) == ["By Ana Petrova Reporting from Buenos Aires"]
    assert of(text, BlockKind.BODY)[-1] == "Ministers of both countries agreed on Monday."


def test_title_marks_the_headline() -> None:
    assert kinds(f"Talks resume.\n{BODY}\n{MORE}", title="Talks resume")[0] == ("headline", "Talks resume.")


def test_blocks_are_in_order_and_hold_all_but_white_space() -> None:
    text = f"{BODY}  {MORE}   Read more   By Ana Petrova  {BODY}(AP Photo/Ana Petrova) Advertisement"
    blocks = make_article(text).blocks
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    assert "".join("".join(b.span.text for b in blocks).split()) == "".join(text.split())
