from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from communique.show.brief import brief
from communique.show.html import html
from communique.show.sources import safe_url

VOID = {"meta", "br", "link", "img", "path", "use", "rect"}


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marks: dict[str, str] = {}
        self._open: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: Any, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self._open.append(dict(attrs).get("id"))
            if self._open[-1]:
                self.marks[self._open[-1]] = ""

    def handle_startendtag(self, tag: Any, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: Any) -> None:
        if tag == "mark":
            self._open.pop()

    def handle_data(self, data: Any) -> None:
        for id in self._open:
            if id:
                self.marks[id] += data

    def values(self, name: Any) -> Any:
        return [a[name] for _, a in self.tags if name in a]


@pytest.fixture
def page(view: Any) -> Any:
    return Page(html(brief(view), view))


def test_nothing_can_run_and_nothing_is_fetched(page: Any) -> None:
    names = {tag for tag, _ in page.tags}
    assert not names & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "form",
        "base",
        "foreignobject",
        "b",
        "i",
    } - {"b"}
    assert not [k for _, attrs in page.tags for k in attrs if k.startswith("on")]
    assert not page.values("src")
    for href in page.values("href"):
        assert href.startswith(("#", "https://", "http://"))
    policy = next(a for t, a in page.tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_hostile_words_are_shown_as_words(view: Any) -> None:
    text = html(brief(view), view)
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#39;text&#39;)&lt;/script&gt;" in text
    assert "<img" not in text
    assert "javascript:" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_order_turning_marks_are_shown_by_number_outside_the_article(view: Any) -> None:
    text = html(brief(view), view)
    assert "⟨U+202E⟩title" in text
    article = text[text.index('<div class="text">') :]
    assert text.count("\u202e") == article.count("\u202e") == 1  # the article's own text is exact


def test_every_link_inside_leads_somewhere(page: Any) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in page.values("href") if h.startswith("#")} <= set(ids)


def test_every_mark_begins_with_the_cited_words(view: Any, page: Any) -> None:
    order = [r.article for r in brief(view).reports.items]
    assert page.marks
    for id, words in page.marks.items():
        number, start, end = re.findall(r"r(\d+)-(\d+)-(\d+)", id)[0]
        cited = view.article(order[int(number) - 1]).text[int(start) : int(end)]
        assert words
        assert cited.startswith(words)


def test_status_is_told_in_words(view: Any) -> None:
    text = html(brief(view), view)
    for status in ("held", "planned", "pledged", "called for", "under discussion"):
        assert f">{status}</span>" in text


def test_chart_is_inline_accessible_and_absent_without_money(view: Any) -> None:
    text = html(brief(view), view)
    assert text.count("<svg") == 2
    assert text.count("<title id=") == text.count("<desc id=") == 2
    assert "w3.org/1999/xhtml" not in text
    view.settled = [e for e in view.settled if e.kind != "pledge"]
    assert "<svg" not in html(brief(view), view)


def test_chart_takes_any_giver(view: Any) -> None:
    entry = next(e for e in view.settled if e.id == "P2")
    giver = replace(entry.finding.givers[0] if entry.finding.givers else _ref(), name="$x_1$ <b> 国")
    view.settled[view.settled.index(entry)] = replace(entry, finding=replace(entry.finding, givers=(giver,)))
    text = html(brief(view), view)
    assert "$x_1$ &lt;b&gt; 国" in text


def _ref() -> Any:
    from communique.model.reference import ActorRef

    return ActorRef(name="x")


def test_half_a_character_can_be_written(view: Any) -> None:
    view.stored[3] = replace(view.stored[3], text=view.stored[3].text + "\ud800", title="half \ud83d")
    assert "\ufffd" in html(brief(view), view).encode("utf-8").decode("utf-8")


def test_same_record_same_bytes(view: Any) -> None:
    assert html(brief(view), view) == html(brief(view), view)


def test_nothing_matches(view: Any) -> None:
    text = html(brief(view, about="Marren <b>"), view)
    assert "Nothing in the record is about “Marren &lt;b&gt;”" in text


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z='\"", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" https://a.example", False),
        ("https://a.example/a b", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: Any, safe: Any) -> None:
    assert (safe_url(url) is not None) is safe


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough_to_read(view: Any, theme: int) -> None:
    css = re.findall(r":root\{[^}]*--paper[^}]*\}", html(brief(view), view))[theme]
    colours = {
        name: "#" + "".join(c * 2 for c in value) if len(value) == 3 else f"#{value}"
        for name, value in re.findall(r"--([a-z-]+):#([0-9a-f]{3,6})", css)
    }
    pairs = [(ink, on) for ink in ("ink", "soft", "link", "accent") for on in ("paper", "panel")]
    pairs += [(chip, f"{chip}-bg") for chip in ("good", "wait", "bad", "odd")]
    pairs += [("ink", "mark"), ("ink", "target"), ("paper", "accent")]
    for ink, on in pairs:
        assert _contrast(colours[ink], colours[on]) >= 4.5, (ink, on)
