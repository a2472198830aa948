"""The command line: what it prints, where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from communique.cli import app, exit_code, failure_lines
from communique.model.outcome import Outcome, OutcomeKind
from communique.pipeline import Report

TEXT = (
    "TALVIK, Ostmark (ONA) — Foreign Minister Lena Brandt met President Karl Dahl in Talvik for talks on "
    "March 3, 2031.\nBrandt said Ostmark would sign the treaty.\n"
    "“We are closer to a treaty,” Brandt told reporters.\n"
)
DOCS = Path(__file__).parent.parent / "docs" / "cli.md"

runner = CliRunner()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.txt").write_text(TEXT)
    file = folder / "a.db"
    result = runner.invoke(app, ["read", str(folder / "a.txt"), "--record", str(file)])
    assert result.exit_code == 0, result.output
    assert "1 article read, 0 skipped, 0 failed" in result.stdout
    assert "statement" in result.stdout
    return file


def first_id(record: Path, what: str) -> str:
    result = runner.invoke(app, ["export", what, "--record", str(record)])
    return str(json.loads(result.stdout.splitlines()[0])["id"])


def test_some_failed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    result = runner.invoke(app, ["read", str(tmp_path), "--record", str(tmp_path / "r.db")])
    assert result.exit_code == 1
    assert f"failed: {tmp_path / 'b.txt'}: there is no text" in result.stdout


def test_a_users_offices_are_kept_in_the_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("LIMA, March 3, 2031 - Orlia's foreign minister met Ana Paz in Lima.\n")
    mine, record = tmp_path / "mine.tsv", tmp_path / "r.db"
    mine.write_text("holder\ttitle\tof\tfrom\nNils Orvat\tforeign minister\tOrlia\t2031\n")
    read = ["read", str(tmp_path / "a.txt"), "--record", str(record)]
    assert runner.invoke(app, [*read, "--offices", str(mine)]).exit_code == 0
    assert "1 skipped" in runner.invoke(app, read).stdout  # the record remembers the file
    mine.write_text("holder\ttitle\tof\n")
    assert runner.invoke(app, ["settle", "--record", str(record), "--offices", str(mine)]).exit_code == 0
    assert "1 article read" in runner.invoke(app, read).stdout  # read without it


def test_a_wrong_file_of_offices_says_where(record: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("holder\ttitle\tof\tfrom\nNils Orvat\tpresident\tPeru\tsoon\n")
    result = runner.invoke(app, ["settle", "--record", str(record), "--offices", str(mine)])
    assert result.exit_code == 2
    assert "mine.tsv:2: from is YYYY-MM-DD, YYYY-MM or YYYY, not 'soon'" in result.stderr
    result = runner.invoke(app, ["settle", "--record", str(record), "--offices", str(tmp_path / "no.tsv")])
    assert result.exit_code == 2
    assert "no.tsv cannot be read" in result.stderr


def test_nothing_could_be_read(tmp_path: Path) -> None:
    result = runner.invoke(app, ["read", str(tmp_path / "no.txt"), "--record", str(tmp_path / "r.db")])
    assert result.exit_code == 2
    assert "no such file" in result.stdout


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["brief", "--record", "missing.db"], "missing.db"),
        (["settle", "--record", __file__], "test_cli.py"),
        (["read", __file__, "--record", __file__], "test_cli.py"),
    ],
)
def test_errors_are_one_line_and_no_traceback(command: list[str], says: str) -> None:
    result = runner.invoke(app, command)
    assert result.exit_code == 2
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("communique: ")
    assert says in line


def test_settle(record: Path) -> None:
    result = runner.invoke(app, ["settle", "--record", str(record)])
    assert result.exit_code == 0
    assert "actors" in result.stdout


@pytest.mark.parametrize(("format", "begins"), [("terminal", ""), ("markdown", "#"), ("html", "<!")])
def test_brief(record: Path, tmp_path: Path, format: str, begins: str) -> None:
    result = runner.invoke(app, ["brief", "--record", str(record), "--format", format])
    assert result.exit_code == 0, result.output
    assert "Brandt" in result.stdout
    assert result.stdout.lstrip().startswith(begins)
    output = tmp_path / "brief"
    result = runner.invoke(app, ["brief", "--record", str(record), "-f", format, "-o", str(output)])
    assert result.exit_code == 0
    assert "Brandt" in output.read_text()


def test_brief_since_needs_a_day(record: Path) -> None:
    result = runner.invoke(app, ["brief", "--record", str(record), "--since", "Monday"])
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


def test_show(record: Path) -> None:
    article = json.loads(
        runner.invoke(app, ["export", "statements", "-r", str(record)]).stdout.splitlines()[0]
    )
    result = runner.invoke(app, ["show", article["article"], "--record", str(record)])
    assert result.exit_code == 0
    assert "Brandt" in result.stdout
    assert runner.invoke(app, ["show", "nothing", "--record", str(record)]).exit_code == 2


def test_export_for_users_of_polecat(record: Path, tmp_path: Path) -> None:
    command = ["export", "events", "--record", str(record), "--format", "polecat"]
    assert runner.invoke(app, command).exit_code == 2  # two files need a name
    assert runner.invoke(app, [*command[:1], "meetings", *command[2:], "-o", "x.tsv"]).exit_code == 2
    assert runner.invoke(app, [*command, "--output", str(tmp_path / "events.tsv")]).exit_code == 0
    for name in ("events.tsv", "events.companion.tsv"):
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("Event ID\t")


def test_export_to_a_file(record: Path, tmp_path: Path) -> None:
    output = tmp_path / "s.jsonl"
    result = runner.invoke(app, ["export", "statements", "--record", str(record), "--output", str(output)])
    assert result.exit_code == 0
    assert all(json.loads(line)["content"] for line in output.read_text().splitlines())
    assert runner.invoke(app, ["export", "weather", "--record", str(record)]).exit_code == 2


def test_verify(record: Path) -> None:
    assert runner.invoke(app, ["verify", "--record", str(record)]).exit_code == 0


def test_verify_fails_on_a_lie(record: Path, tmp_path: Path) -> None:
    import shutil
    import sqlite3
    from contextlib import closing

    copy = tmp_path / "copy.db"
    shutil.copy(record, copy)
    with closing(sqlite3.connect(copy)) as database:
        database.execute("update articles set text = replace(text, 'Brandt', 'Brundt')")
        database.commit()
    result = runner.invoke(app, ["verify", "--record", str(copy)])
    assert result.exit_code == 1
    assert "Brandt" in result.stderr or "hash" in result.stderr


def test_judgements(record: Path) -> None:
    meeting = first_id(record, "meetings")
    options = ["--record", str(record), "--who", "ana"]
    result = runner.invoke(app, ["judge", "correct", meeting, "place", "Sundby", *options])
    assert result.exit_code == 0, result.output
    assert "by ana" in result.stdout
    assert runner.invoke(app, ["judge", "correct", meeting, "weather", "fine", *options]).exit_code == 2
    assert runner.invoke(app, ["judge", "same", meeting, meeting, *options]).exit_code == 2
    assert runner.invoke(app, ["judge", "reject", "nothing", *options]).exit_code == 2
    assert runner.invoke(app, ["judge", "reject", meeting, *options]).exit_code == 0
    shown = runner.invoke(app, ["export", "meetings", "--record", str(record)])
    assert meeting not in shown.stdout


def test_version() -> None:
    result = runner.invoke(app, ["version"])
    assert result.stdout.startswith("communique ")


def test_exit_codes() -> None:
    failed = Outcome(kind=OutcomeKind.FAILED, location="a", code="empty", message="no text")
    assert exit_code(Report(read=1)) == 0
    assert exit_code(Report(read=1, failures=[failed])) == 1
    assert exit_code(Report(failures=[failed])) == 2


def test_many_failures_are_grouped() -> None:
    some = [
        Outcome(kind=OutcomeKind.FAILED, location=f"a:{n}", code="empty", message="no text")
        for n in range(30)
    ]
    (line,) = failure_lines(some)
    assert line.startswith("failed: 30 (empty), such as a:0: no text")


def communique(*arguments: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique.cli", *arguments]
    environment = {**os.environ, **settings}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment, check=False)


def test_what_is_printed_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.txt").touch()
    (tmp_path / os.fsdecode(b"b\xff.txt")).touch()
    done = communique("read", ".", "--record", "r.db", cwd=tmp_path)
    assert done.returncode == 2
    assert "\x1b" not in done.stdout
    assert "failed: a\\x1b[31m\\n.txt: there is no text" in done.stdout.splitlines()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["brief"], ["export", "statements"], ["brief", "--format", "html"]])
def test_a_terminal_that_lacks_letters(record: Path, tmp_path: Path, command: list[str]) -> None:
    done = communique(*command, "--record", str(record), cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", [["brief"], ["export", "statements"], ["brief", "--format", "html"]])
def test_output_on_a_full_disk(record: Path, tmp_path: Path, command: list[str]) -> None:
    done = communique(*command, "--record", str(record), "--output", "/dev/full", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "communique: No space left on device"
    assert "Traceback" not in done.stderr


def test_one_bad_path_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    paths = ["a.txt", "none.txt", "x" * 5000 + ".txt"]
    done = communique("read", *paths, "--record", "r.db", cwd=tmp_path)
    assert done.returncode == 1
    assert "1 article read, 0 skipped, 2 failed" in done.stdout


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    done = communique("brief", "--record", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "communique: .: this is a folder; a record is a file\n")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, communique.cli; "
        "heavy = ('spacy', 'numpy', 'sqlalchemy', 'trafilatura', 'rich.progress'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def actors(record: Path, *words: str) -> str:
    result = runner.invoke(app, ["actors", words[0], *words[1:], "--record", str(record)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_actors_are_listed_and_found(record: Path) -> None:
    lines = [line.split("\t") for line in actors(record, "list", "--kind", "person").splitlines()]
    assert {"Lena Brandt", "Karl Dahl"} <= {line[1] for line in lines}
    assert "Brandt" not in actors(record, "list", "--country", "Norway")
    assert "Lena Brandt" in actors(record, "search", "brandt")
    (found,) = json.loads(actors(record, "search", "Lena", "Brandt", "--format", "json"))
    assert (found["name"], found["reports"]) == ("Lena Brandt", 1)
    shown = actors(record, "show", found["id"][:6])
    assert shown.startswith("Lena Brandt\n")
    assert "foreign minister" in shown.lower()
    details = json.loads(actors(record, "show", "Lena Brandt", "--format", "json"))
    assert details["names"][0] == {"name": "Lena Brandt", "reports": 1, "why": "the name that leads"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "Leni Brand"], "the nearest: Lena Brandt"),
        (["list", "--kind", "elf"], "no kind of actor is 'elf'; there are person, state"),
        (["list", "--country", "Atlantis"], "no state is named 'Atlantis'"),
        (["undo", "77"], "no judgement has the number 77"),
    ],
)
def test_actors_says_what_is_wrong(record: Path, words: list[str], says: str) -> None:
    result = runner.invoke(app, ["actors", *words, "--record", str(record)])
    assert result.exit_code == 2
    assert says in result.stderr


def test_actors_are_merged_and_it_is_taken_back(record: Path) -> None:
    actors(record, "merge", "Lena Brandt", "Karl Dahl", "--who", "editor", "--reason", "one person")
    (merged,) = json.loads(actors(record, "search", "Brandt", "--format", "json"))
    shown = actors(record, "show", merged["id"])
    assert "Karl Dahl" in shown
    assert "editor" in shown
    assert "one person" in shown
    (judgement,) = [j for j in json.loads(actors(record, "judgements", "--format", "json")) if j["stands"]]
    assert judgement["what"] == "Lena Brandt | Karl Dahl"
    actors(record, "undo", str(judgement["number"]))
    assert "Karl Dahl" not in actors(record, "search", "Brandt")
    assert "taken back" in actors(record, "judgements")


def test_reference_is_complete() -> None:
    """To write it anew: python -m typer communique.cli utils docs --name communique --output docs/cli.md."""
    from typer.cli import get_docs_for_click

    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="communique")
    docs = get_docs_for_click(obj=command, ctx=context, name="communique")
    assert DOCS.read_text().strip() == docs.strip()
