"""Files, rows and pages: what becomes an article, and the one clear error for what does not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.errors import (
    BrokenRowError,
    EmptyError,
    InputError,
    NotAnArticleError,
    TooLargeError,
    UndecodableError,
    WrongLanguageError,
)
from communique.model.text import Article
from communique.read.ingest import checks, rows
from communique.read.ingest.files import articles, count_articles

TEXT = (
    "TALVIK, Ostmark — The foreign ministers of Ostmark and Norland met in Talvik on Monday and said "
    "that talks on the river treaty would go on. “We are closer,” the mediator said."
)
GERMAN = (
    "Die Außenminister haben sich am Montag in der Hauptstadt getroffen und über den Vertrag gesprochen. "
    "Beide Seiten wollen die Gespräche in der kommenden Woche fortsetzen, wie ein Sprecher mitteilte."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>River talks resume</title>
<meta property="og:title" content="River talks resume"><meta property="og:site_name" content="Talvik Post">
<meta property="article:published_time" content="2025-03-03T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>River talks resume</h1>
<p>{TEXT}</p><p>{TEXT.replace("Monday", "Tuesday")}</p>
<script>alert(1)</script></article></body></html>"""


def only(path: Path) -> Article | InputError:
    (found,) = articles([path])
    return found


def article(path: Path) -> Article:
    found = only(path)
    assert isinstance(found, Article), found
    return found


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "encode",
    [
        lambda t: t.encode(),
        lambda t: b"\xef\xbb\xbf" + t.encode(),
        lambda t: t.encode("utf-16"),
        lambda t: t.encode("utf-32"),
        lambda t: t.encode("cp1252"),
    ],
)
def test_text_in_any_usual_encoding(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    assert article(write(tmp_path / "a.txt", encode(TEXT))).text == TEXT


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    text = f"\r\n  {TEXT}\r\n\r\n\t{TEXT} \u00a0\n"
    found = article(write(tmp_path / "a.txt", text))
    assert found.text == text
    assert found.language == "en"
    assert found.location == str(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyError),
        (b" \n\t ", EmptyError),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", UndecodableError),
        (TEXT.encode() + b"\x00\x01", UndecodableError),
        (b"\xff\xfe\x00", UndecodableError),
        (GERMAN.encode(), WrongLanguageError),
        ("Переговоры между делегациями двух стран завершились в понедельник.".encode(), WrongLanguageError),
        (
            b"https://a.example/one\nhttps://a.example/two\nhttps://a.example/three four five six",
            NotAnArticleError,
        ),
        (
            b"import os\n\ndef main(argv):\n    x = [i for i in argv if i]\n    return {1: x[0]}\n",
            NotAnArticleError,
        ),
        (b"Home\nNews\nSport\nWeather\nCulture\nOpinion\nAbout us\nContact", NotAnArticleError),
        (b"12 13 14 15 | 16 17 18 19 | 1,204 33.1 a b c d e", NotAnArticleError),
    ],
)
def test_what_is_no_article(tmp_path: Path, content: bytes, error: type[InputError]) -> None:
    found = only(write(tmp_path / "a.txt", content))
    assert type(found) is error
    assert str(found).startswith(str(tmp_path / "a.txt"))


def test_wrong_language_is_named(tmp_path: Path) -> None:
    assert "German" in str(only(write(tmp_path / "a.txt", GERMAN)))


def test_undecodable_names_the_byte(tmp_path: Path) -> None:
    found = only(write(tmp_path / "a.txt", TEXT.encode()[:40] + b"\x00" + b"more"))
    assert isinstance(found, UndecodableError)
    assert found.location == f"{tmp_path / 'a.txt'}:40"


@pytest.mark.parametrize(
    "text",
    [
        "Ostmark and Norland sign treaty.",
        "“Odd quotation mark, the minister said in Talvik on Monday.",
        TEXT + ' "',
    ],
)
def test_short_or_odd_texts_are_articles(tmp_path: Path, text: str) -> None:
    assert article(write(tmp_path / "a.txt", text)).text == text


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LONGEST", 100)
    assert isinstance(only(write(tmp_path / "a.txt", TEXT)), TooLargeError)


def test_page(tmp_path: Path) -> None:
    found = article(write(tmp_path / "a.html", PAGE))
    assert (found.title, found.source) == ("River talks resume", "Talvik Post")
    assert found.published is not None
    assert str(found.published.first) == "2025-03-03"
    assert TEXT in found.text
    assert "alert" not in found.text


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><a href=x>one</a></body></html>", "<" * 500])
def test_page_without_a_report(tmp_path: Path, page: str) -> None:
    assert isinstance(only(write(tmp_path / "a.html", page)), InputError)


def row(**fields: Any) -> str:
    return json.dumps({"id": "a", "text": TEXT, **fields})


def test_rows(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", row(title="T", date="2031-03-03", source="S", url="u") + "\n\n" + row(id=7)
    )
    first, second = articles([path])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.title, first.source, first.url, first.location) == (
        "a",
        "T",
        "S",
        "u",
        f"{path}:1",
    )
    assert (second.id, second.location) == ("7", f"{path}:3")


@pytest.mark.parametrize(
    ("line", "error", "says"),
    [
        ("{broken", BrokenRowError, "not JSON"),
        ("[1, 2]", BrokenRowError, "object"),
        ('"text"', BrokenRowError, "object"),
        ('{"id": "x"}', BrokenRowError, "no text"),
        ('{"text": null}', BrokenRowError, "no text"),
        ('{"text": 3}', BrokenRowError, "int"),
        (row(title=["T"]), BrokenRowError, "title"),
        (row(date=20310303), BrokenRowError, "date"),
        (row(id={"a": 1}), BrokenRowError, "id"),
        (row(text="  "), EmptyError, "empty"),
        ("[" * 100_000, BrokenRowError, "not JSON"),
        ('{"n": ' + "9" * 5000 + "}", BrokenRowError, "not JSON"),
    ],
)
def test_broken_rows_cost_only_themselves(
    tmp_path: Path, line: str, error: type[InputError], says: str
) -> None:
    path = write(tmp_path / "a.jsonl", f"{row(id='one')}\n{line}\n{row(id='two')}\n")
    first, broken, last = articles([path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert type(broken) is error
    assert broken.location == f"{path}:2"
    assert says in broken.message


def test_undecodable_row(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", row().encode() + b"\n\x00\x01\xff\n" + row(id="b").encode())
    assert [type(x) for x in articles([path])] == [Article, UndecodableError, Article]


def test_a_huge_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST_LINE", 1000)
    path = write(tmp_path / "a.jsonl", f"{row()}\n{row(text='x' * 5000)}\n{row(id='b')}\n")
    assert [type(x) for x in articles([path])] == [Article, TooLargeError, Article]


def test_lone_surrogates_become_the_replacement_character(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"id": "s\udc00", "text": TEXT + "\ud83d"}))
    found = article(path)
    assert found.text == TEXT + "\ufffd"
    assert found.id == "s\ufffd"
    found.text.encode()


def test_utf16_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f"{row()}\n{row(id='b')}\n".encode("utf-16"))
    assert [a.id for a in articles([path]) if isinstance(a, Article)] == ["a", "b"]


def test_folders_are_walked_in_order_and_other_files_left(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub" / "b.md", TEXT)
    write(tmp_path / "c.txt", TEXT)
    write(tmp_path / "a.jsonl", f"{row()}\n{row(id='b')}\n")
    write(tmp_path / ".hidden.txt", TEXT)
    write(tmp_path / "picture.png", b"\x89PNG")
    places = [Path(str(a.location)).name for a in articles([tmp_path])]
    assert places == ["a.jsonl:1", "a.jsonl:2", "c.txt", "b.md"]
    assert count_articles([tmp_path]) == 4


@pytest.mark.parametrize(
    ("name", "says"), [("missing.txt", "no such file"), ("picture.png", "must end in"), ("empty", "no file")]
)
def test_paths_that_hold_nothing(tmp_path: Path, name: str, says: str) -> None:
    write(tmp_path / "picture.png", b"\x89PNG")
    (tmp_path / "empty").mkdir()
    found = only(tmp_path / name)
    assert isinstance(found, InputError)
    assert says in str(found)


def test_ids_of_files_are_hashes_of_their_text(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one.txt", TEXT), write(tmp_path / "two.txt", TEXT)
    assert article(one).id == article(two).id
