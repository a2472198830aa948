from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from communique.errors import UnknownIdError
from communique.show.article import notes, segments, show_article
from communique.show.brief import brief
from communique.show.terminal import TERMINAL_LIMITS, print_brief


def printed(show: Any, width: Any, **more: Any) -> Any:
    out = io.StringIO()
    show(Console(file=out, width=width, **more))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_fits_the_width_and_has_no_colour_outside_a_terminal(view: Any, width: Any) -> None:
    text = printed(lambda c: print_brief(brief(view, limits=TERMINAL_LIMITS), c), width)
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= width
    for words in ("Where it stands", "[held]", "[planned]", "Ilse Maren", "EUR 1.2 billion", "not read"):
        assert words in text


def test_control_codes_of_a_report_do_not_reach_the_terminal(view: Any) -> None:
    view.stored[3] = type(view.stored[3])(**{**_fields(view.stored[3]), "source": "A\x1b[2J\u202eB"})
    text = printed(lambda c: print_brief(brief(view), c), 100)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "⟨U+001B⟩" in text


def _fields(article: Any) -> Any:
    return {name: getattr(article, name) for name in article.__dataclass_fields__}


def test_markup_of_rich_is_only_text(view: Any) -> None:
    text = printed(lambda c: print_brief(brief(view, about="[bold]x[/nothing]"), c), 80)
    assert "[bold]x[/nothing]" in text


@pytest.mark.parametrize("width", [80, 120])
def test_an_article_with_its_findings(view: Any, width: Any) -> None:
    text = printed(lambda c: show_article(view, "h1", c), width)
    assert "⟦A second round is planned in Calder on March 12⟧" in text
    assert "Norland – Vessia (round of talks" in text
    assert "thought, not said" in text
    assert "Places: Port Aven" in text
    assert max(len(line) for line in text.splitlines()) <= width


def test_an_article_in_a_terminal_is_styled(view: Any) -> None:
    text = printed(lambda c: show_article(view, "h1", c), 80, force_terminal=True)
    assert "\x1b[" in text
    assert "⟦" not in text


def test_an_unknown_article(view: Any) -> None:
    with pytest.raises(UnknownIdError):
        printed(lambda c: show_article(view, "nope", c), 80)


def test_segments_joined_are_the_text(view: Any) -> None:
    for article in view.articles():
        marked = notes(view.findings(article=article.id), lambda _, ref: ref.name)
        cut = segments(article.text, marked)
        assert "".join(s.text for s in cut) == article.text
        assert sorted(n for s in cut for n in s.ends) == [n.number for n in marked]
