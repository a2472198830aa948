"""Write a trained model as the files that ship: 8-bit graphs, linear maps and what the encoder must be told.

    python training/attribution/export.py MODEL.pt --minilm FOLDER [--package src/communique] [--full]

--full keeps the weights in 32 bits, to measure what rounding costs.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import graph
import numpy as np
import torch

from model import BUCKETS, FORBIDDEN, NEVER, OUT

POSITIONS = 512


def main() -> None:
    """Write the files and say their sizes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--package", type=Path, default=Path("src/communique"))
    parser.add_argument("--full", action="store_true")
    o = parser.parse_args()
    stored = torch.load(o.model, weights_only=False)
    shape = stored["shape"]
    state = {k: v.float().numpy() for k, v in stored["state"].items()}
    encoder = o.package / "read" / "analysis" / "weights"
    heads, events = (o.package / "read" / "find" / name / "weights" for name in ("statements", "events"))
    for folder in (encoder, heads, events):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").write_text('"""Learned weights; docs/model-card.md."""\n', encoding="utf-8")
    made = graph.encoder(state, shape.layers, shape.heads, POSITIONS, rounded=not o.full)
    (encoder / "encoder.onnx").write_bytes(made.SerializeToString())
    about = {
        "name": f"MiniLM-L{shape.layers}",
        "size": shape.hidden,
        "tags": stored["tags"],
        "deps": stored["deps"],
    }
    (encoder / "encoder.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    shutil.copy(o.minilm / "tokenizer.json", encoder / "tokenizer.json")
    (heads / "statements.onnx").write_bytes(graph.spans(state, rounded=not o.full).SerializeToString())
    np.savez(heads / "statements.npz", **linear(state))
    acts = graph.spans(state, rounded=not o.full, heads="events.", mixed=True)
    (events / "events.onnx").write_bytes(acts.SerializeToString())
    np.savez(events / "events.npz", **acts_linear(state))
    (events / "events.json").write_text(json.dumps(stored["events"], indent=1) + "\n", encoding="utf-8")
    for path in (*encoder.iterdir(), *heads.iterdir(), *events.iterdir()):
        if path.is_file():
            print(f"{path}: {path.stat().st_size:,} bytes")


def linear(state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The linear maps (in × out) of statements and the chain's scores forbidden steps written in."""
    return _maps(state, "heads.", ("cue", "spoken", "role", "word", "asked"))


def acts_linear(state: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The same of events, with the vectors of types."""
    maps = _maps(state, "events.", ("hidden", "act", "pool", "word", "asked", "status", "mode"))
    return {**maps, **{name: state[f"events.{name}.weight"] for name in ("about", "path", "rule")}}


def _maps(state: dict[str, np.ndarray], prefix: str, names: tuple[str, ...]) -> dict[str, np.ndarray]:
    out: dict[str, np.ndarray] = {"edges": np.array(BUCKETS, dtype=np.int64)}
    for name in names:
        out[f"{name}.weight"] = np.ascontiguousarray(state[f"{prefix}{name}.weight"].T)
        out[f"{name}.bias"] = state[f"{prefix}{name}.bias"]
    between, begin = state[f"{prefix}between"].copy(), state[f"{prefix}begin"].copy()
    for a, b in FORBIDDEN:
        between[a, b] += NEVER
        if a == OUT:
            begin[b] += NEVER
    return {**out, "between": between, "begin": begin}


if __name__ == "__main__":
    main()
