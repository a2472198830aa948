"""Options that several commands share, and what they print names of files and people with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RecordFile = Annotated[Path, typer.Option("--record", "-r", help="The record's file.", readable=False)]
Who = Annotated[str | None, typer.Option(help="Who decided; your login name if left out.")]
Reason = Annotated[str | None, typer.Option(help="Why, in a few words.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.", dir_okay=False)]


def printable(text: str) -> str:
    """The text on one line, control characters by their code; names of files are not to be trusted."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
