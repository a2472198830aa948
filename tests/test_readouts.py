"""Meetings in official readouts and reports may not slip: benchmarks/readouts.py on a sample."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
EVERY = 25
pytestmark = pytest.mark.skipif(
    not (ROOT.parent / "shared" / "corpora").exists(), reason="the shared corpora are not here"
)


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readouts", ROOT / "benchmarks" / "readouts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_readouts_have_both_officials_and_the_day() -> None:
    b = benchmark()
    chosen = [r for r in b.rows("whitehouse.jsonl") if b.named(r) is not None][::EVERY]
    assert sum(b.met(r, b.read(r)) for r in chosen) >= 0.9 * len(chosen)


def test_reports_with_a_place_line_have_their_place() -> None:
    b = benchmark()
    chosen = [r for r in b.rows("kremlin.jsonl") if r.get("place")][::EVERY]
    assert sum(b.there(r, b.read(r)) for r in chosen) >= 0.8 * len(chosen)
