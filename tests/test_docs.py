"""What the pages say holds: links, files, make targets, commands, options, Python blocks."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from communique import pipeline
from communique.cli import app
from communique.record.record import Record

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [str(p.relative_to(ROOT)) for p in PAGES]
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.M)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
FILE = re.compile(r"(?<![\w./])(?:docs|src|tests|samples|examples|benchmarks|\.ci)/[\w./-]*[\w/]")
CODE = re.compile(r"`([^`\n]+)`|^(?: {4}|\$ )(.+)$", re.M)  # code spans, indented lines, console lines
REPORT = (
    "LIMA, March 3 (Andes Wire) - Foreign Minister Ana Brandt of Norway met President Luis Ortega of Peru "
    "in Lima on Monday. “We agreed on everything,” Brandt said. Norway pledged $40 million in aid to Peru."
)


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def links(page: str) -> Iterator[tuple[str, str]]:
    """The links of a page to files: (path, anchor)."""
    prose = FENCE.sub("", text(page))
    for target in LINK.findall(prose):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield path, anchor


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def commands(page: str) -> Iterator[list[str]]:
    """The command lines of a page that call `communique`."""
    for span, line in CODE.findall(text(page)):
        code = re.split(r"\s{2,}#|\s#\s", span or line)[0].strip()
        for part in re.split(r"\s*(?:&&|;|\|(?=\s))\s*", code):
            if part.startswith("communique "):
                yield [w for w in shlex.split(part) if w != "communique"]


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words name, and the words left."""
    command: Any = typer.main.get_command(app)
    while words and isinstance(subcommands := getattr(command, "commands", None), dict):
        if words[0] not in subcommands:
            break
        command, words = subcommands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize("page", NAMES)
def test_links_lead_somewhere(page: str) -> None:
    for path, anchor in links(page):
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), f"{page} links to {path}, which is not there"
        if anchor:
            assert anchor in {slug(h) for h in HEADING.findall(target.read_text(encoding="utf-8"))}, anchor


@pytest.mark.parametrize("page", NAMES)
def test_files_that_are_named_exist(page: str) -> None:
    for name in FILE.findall(text(page)):
        assert (ROOT / name).exists(), f"{page} names {name}, which is not there"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), ["README.md"]
    while todo:
        page = todo.pop()
        reached.add(page)
        for path, _ in links(page):
            target = ((ROOT / page).parent / path).resolve()
            name = str(target.relative_to(ROOT))
            if target.suffix == ".md" and target.exists() and name not in reached:
                todo.append(name)
    assert set(NAMES) - reached == set()


@pytest.mark.parametrize("page", NAMES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", text("Makefile"), re.M))
    for span, line in CODE.findall(text(page)):
        for target in re.findall(r"^make ([a-z-]+)", (span or line).strip()):
            assert target in targets, f"{page}: no target {target}"


@pytest.mark.parametrize("page", NAMES)
def test_commands_and_options_exist(page: str) -> None:
    for words in commands(page):
        command, left = command_of(words)
        line = f"{page}: communique {' '.join(words)}"
        if isinstance(getattr(command, "commands", None), dict):
            assert not left or left[0][0] in "-[" or left[0].isupper(), f"{line}: no such command"
            continue
        known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        for word in left:
            option = re.match(r"\[?(--?[a-z][a-z-]*)", word)
            if option:
                assert option[1] in known, f"{line}: no option {option[1]}"


def test_every_command_is_in_the_readme() -> None:
    group = typer.main.get_command(app)
    for name in sorted(getattr(group, "commands", {})):
        if name != "version":
            assert re.search(rf"`(communique )?{name}\b", text("README.md")), f"README.md: no {name}"


def blocks() -> list[tuple[str, str]]:
    found = ((page, match) for page in NAMES for match in FENCE.findall(text(page)))
    return [(page, code) for page, (language, code) in found if language == "python"]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small record under the names that the pages use."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    for name in ("talks.db", "demo.db"):
        with Record(folder / name, create=True) as record:
            pipeline.read([folder / "report.txt"], record, jobs=1)
            pipeline.settle(record)
    return folder


@pytest.mark.parametrize(("page", "code"), blocks(), ids=[f"{p}-{n}" for n, (p, _) in enumerate(blocks())])
def test_python_blocks_run(page: str, code: str, records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(records)
    exec(compile(code, page, "exec"), {"__name__": "page"})


def test_a_wrong_command_or_option_would_be_seen() -> None:
    command, left = command_of(["judge", "same", "a", "b", "--record", "x"])
    assert (command.name, left) == ("same", ["a", "b", "--record", "x"])
    assert command_of(["brif"])[1] == ["brif"]
    assert slug("From Python, and `SQL`") == "from-python-and-sql"
