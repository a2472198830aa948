"""Files and metadata that are made, or happen, to do harm."""

import json
import os
from pathlib import Path

import pytest

from communique.errors import InputError, UndecodableError
from communique.model.text import Article
from communique.read.ingest.article import make_article
from communique.read.ingest.decode import decode, one_line
from communique.read.ingest.files import articles, count_articles

TEXT = (
    "The foreign ministers of Ostmark and Norland met in Talvik on Monday and said that talks on the "
    "river treaty would go on. “We are closer,” the mediator said."
)


def errors(path: Path) -> list[str]:
    return [str(e) for e in articles([path]) if isinstance(e, InputError)]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert errors(pipe) == [f"{pipe}: this is no ordinary file"]
    assert count_articles([pipe]) == 1


def test_links_that_loop(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "up").symlink_to(tmp_path)
    (tmp_path / "ring.txt").symlink_to("ring.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (found,) = articles([tmp_path])
    assert isinstance(found, Article)
    (error,) = errors(tmp_path / "ring.txt")
    assert "ring.txt" in error


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    (error,) = errors(tmp_path / ("a" * 5000 + ".txt"))
    assert "too long" in error


def test_a_closed_folder_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    closed.chmod(0)
    try:
        if os.access(closed, os.R_OK):
            pytest.skip("this user may read everything")
        assert len(list(articles([tmp_path]))) == 2
        assert "closed" in errors(tmp_path)[0]
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plain", "plain"),
        ("  two\n lines\t here ", "two lines here"),
        ("nul\x00id", "nul\ufffdid"),
        ("half\ud800", "half\ufffd"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("Communiqué – “so”", "Communiqué – “so”"),
        (" \n", None),
        ("", None),
        (None, None),
    ],
)
def test_metadata_stand_on_one_line(given: str | None, kept: str | None) -> None:
    assert one_line(given) == kept


def test_ids_can_be_stored_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"id": "a\x00\n\x1bb", "title": "\ud800", "source": "s\x00", "url": "u\n", "text": TEXT}
    path.write_text(json.dumps(row))
    (found,) = articles([path])
    assert isinstance(found, Article)
    assert (found.id, found.title, found.source, found.url) == ("a\ufffd \ufffdb", "\ufffd", "s\ufffd", "u")
    assert make_article(TEXT, id=" \n").id == make_article(TEXT).id


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('{"text": "a\tb"}', "not JSON (Invalid control character at column 12)"),
        ("[" * 100_000, "nested too deep"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "a number too long"),
    ],
)
def test_a_broken_row_says_what_is_wrong_in_short(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{row}\n")
    (error,) = errors(path)
    assert error.startswith(f"{path}:1: ")
    assert says in error
    assert len(error) < 200 + len(str(path))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("data", [b"\x00" * 400, b"a\x00" * 3 + b"\x00\x00bc" * 200, bytes(range(256)) * 8])
def test_bytes_that_only_look_like_utf16(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(data, "a.txt")


def test_a_guess_that_gives_no_sense_is_no_text() -> None:
    with pytest.raises(UndecodableError):
        decode(b"Brandt said \x81\x8d\x8f\x90\x9d\xff\xfe that " * 20, "a.txt")
