"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SOURCES = sorted((ROOT / "src").rglob("*.py"))
SOURCE_NAMES = [str(p.relative_to(ROOT / "src" / "communique")) for p in SOURCES]
LONGEST = 60  # lines of a function
LARGEST = 5_000_000  # bytes of a tracked file
BOILERPLATE = 5  # articles
PROSE = {".txt", ".html", ".jsonl", ".md", ".py"}
SHINGLE = 10  # words that do not stand in a row by chance

# Put together here, so that this file does not hold what it looks for.
HOSTS = re.compile("|".join(("py" + r"pi\.org", "python" + r"hosted\.", r"index-url\s*=?\s*http")))
PLACES = re.compile(r"(?<![\w./~-])/(?:wo" + "rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)(?=[/\s\"'`),]|$)")
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
JUNK_DRAWERS = {"utils", "helpers", "core", "manager", "managers", "misc", "common"}


@cache
def tracked() -> tuple[Path, ...]:
    """The files under version control, as they stand."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip("this is no git checkout")
    return tuple(p for n in run.stdout.split("\0") if n and (p := ROOT / n).is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of every tracked text file."""
    for path in tracked():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def parsed(name: str) -> ast.Module:
    return ast.parse((ROOT / "src" / "communique" / name).read_text(encoding="utf-8"))


def test_no_file_names_a_registrys_host() -> None:
    assert [name for name, text in texts() if HOSTS.search(text)] == []


def test_no_file_names_a_path_of_a_machine() -> None:
    hits = [(name, m.group()) for name, text in texts() for m in PLACES.finditer(text)]
    assert hits == []


def test_no_tracked_file_is_large_but_the_weights() -> None:
    large = [p for p in tracked() if p.stat().st_size > LARGEST]
    assert {p.name for p in large} <= {"encoder.onnx"}
    assert sum(p.stat().st_size for p in large) < 30_000_000


def test_nothing_that_was_made_is_tracked() -> None:
    made = re.compile(r"(\.pyc|\.db|\.sqlite3?|\.log|\.orig|\.rej|~)$|(^|/)(__pycache__|\.venv|dist|build)/")
    assert [n for n, _ in texts() if made.search(n)] == []


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_a_library_neither_prints_nor_exits_nor_asks(name: str) -> None:
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "exit", "quit", "breakpoint"), node.lineno
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) != ("sys", "exit"), node.lineno
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{name}:{node.lineno}: a bare except"


@pytest.mark.parametrize("name", [n for n in SOURCE_NAMES if "migrations/" not in n])
def test_a_function_fits_on_a_screen(name: str) -> None:
    for node in functions(parsed(name)):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        assert length <= LONGEST, f"{name}:{node.lineno}: {node.name} has {length} lines"


@pytest.mark.parametrize("name", [n for n in SOURCE_NAMES if "migrations/" not in n])
def test_what_is_public_is_explained(name: str) -> None:
    tree = parsed(name)
    assert ast.get_docstring(tree), f"{name} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name}:{node.lineno}: {node.name} has no docstring"


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_modules_are_named_for_what_they_hold(name: str) -> None:
    assert not JUNK_DRAWERS & set(Path(name).with_suffix("").parts)


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_dataclasses_are_slotted(name: str) -> None:
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                bare = isinstance(decorator, ast.Name) and decorator.id == "dataclass"
                assert not bare, f"{name}:{node.lineno}: {node.name} is neither frozen nor slotted"
                if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "dataclass":
                    given = {k.arg for k in decorator.keywords}
                    assert "slots" in given, f"{name}:{node.lineno}: {node.name} is not slotted"


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_nothing_is_read_from_the_environment_at_import(name: str) -> None:
    for node in parsed(name).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute):
                    assert inner.attr not in ("environ", "getenv", "read_text"), f"{name}:{inner.lineno}"


def test_names_of_test_files_are_unique() -> None:
    names = [p.name for p in tracked() if p.name.startswith("test_") and p.is_relative_to(ROOT / "tests")]
    assert len(set(names)) == len(names)


def shingles(text: str) -> Iterator[str]:
    words = WORD.findall(text.lower())
    return (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def ours() -> dict[str, str]:
    """Every run of words in our samples, tests and docs, and the file it stands in."""
    folders = tuple(ROOT / f for f in ("samples", "tests", "docs", "src", "examples"))
    found: dict[str, str] = {}
    for path in tracked():
        if any(path.is_relative_to(f) for f in folders) and path.suffix in PROSE:
            for shingle in shingles(path.read_text(encoding="utf-8", errors="replace")):
                found.setdefault(shingle, str(path.relative_to(ROOT)))
    return found


@pytest.mark.skipif(not (SHARED / "corpora").exists(), reason="the shared corpora are not here")
def test_no_passage_of_the_shared_corpora_is_copied() -> None:
    mine = ours()
    first = {s.split(" ", 1)[0] for s in mine}
    seen: Counter[str] = Counter()
    for path in sorted((SHARED / "corpora").glob("*.jsonl")):
        with path.open(encoding="utf-8") as rows:
            for row in rows:
                words = WORD.findall(json.loads(row)["text"].lower())
                starts = (i for i in range(len(words) - SHINGLE + 1) if words[i] in first)
                seen.update({s for i in starts if (s := " ".join(words[i : i + SHINGLE])) in mine})
    # What stands in many articles is boilerplate of the web, nobody's sentence.
    assert {s: mine[s] for s, articles in seen.items() if articles < BOILERPLATE} == {}


@pytest.mark.parametrize(
    ("line", "hit"),
    [
        ("see /ho" + "me/ana/talks", True),
        ("cd /wo" + "rk/main", True),
        ("`/ro" + "ot`", True),
        ("../shared/gold", False),
        ("the home/away talks", False),
        ("https://example.org/wo" + "rk/1", False),
        ("network/root/x", False),
    ],
)
def test_paths_of_machines_are_told_from_others(line: str, hit: bool) -> None:
    assert bool(PLACES.search(line)) is hit
