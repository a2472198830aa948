"""Train the encoder and its heads: of cue, source and content, and of events.

    python training/attribution/train.py MODEL.pt --minilm FOLDER --attribution FILE --record FILE
        [--multi FILE] [--dev-attribution FILE.jsonl] [--dev-record FOLDER --texts PATH]
        [--events FILE]... [--share 1.0] [--dev-events FILE.jsonl]... [--layers 6] [--epochs 8] [--seed 1]

FOLDER holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2. FILEs come from prepare.py, those of
events from prepare_events.py; those of development are gold as it stands. Behind every batch of articles come
--share batches of sentences with events.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import events
import torch
from check import Development, EventDevelopment
from data import IGNORED, Article, Ids, Window, batches, cut, inputs, load, stack, targets
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from communique.evaluate.gold import attribution_gold, record_gold
from communique.read.analysis.encoder import Vocabulary, vocabulary
from communique.read.analysis.features import SHAPES
from model import Model, Shape, buckets, load_minilm

WARM_UP = 0.06  # share of the steps
HEAD_RATE = 1e-3
AVERAGING, EVERY = 0.99, 4  # decay of the weights' moving average, and steps between its updates
CLIP = 5.0
WEIGHTS = {"cue": 1.0, "span": 0.5, "role": 1.0}
NEW = ("shapes.", "tags.", "deps.")  # tables that the pretrained encoder lacks


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--attribution", type=Path, required=True)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--multi", type=Path)
    parser.add_argument("--dev-attribution", type=Path)
    parser.add_argument("--dev-record", type=Path)
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--start", type=Path, help="go on from an earlier model, thinned to --layers")
    parser.add_argument("--events", type=Path, action="append", default=[])
    parser.add_argument("--share", type=float, default=1.0, help="batches of events for each of articles")
    parser.add_argument("--part", type=float, default=1.0, help="of the articles that an epoch reads")
    parser.add_argument("--dev-events", type=Path, action="append", default=[])
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder")
    o = parser.parse_args()
    torch.manual_seed(o.seed)
    Run(o).go()


class Run:
    """One run: data, model, optimizer and what it has seen."""

    def __init__(self, o: argparse.Namespace) -> None:
        self.o, self.dice = o, random.Random(o.seed)
        about = json.loads((Path(__file__).parent / "labels.json").read_text(encoding="utf-8"))
        self.about = about
        self.words = vocabulary((o.minilm / "tokenizer.json").read_text(encoding="utf-8"), about)
        self.drawn = _drawing(o, self.words, self.dice)
        self.dev = _development(o)
        self.modes = events.modes_of(o.events)
        self.examples = events.load(o.events, self.words, self.modes)
        self.codes = events.codes_of(self.examples)
        events.number(self.examples, self.codes)
        self.model = _model(o, about, len(self.modes), len(self.codes))
        self.average = AveragedModel(
            self.model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGING), use_buffers=False
        )

    def go(self) -> None:
        """Train for all epochs; the averaged weights are measured and saved after each."""
        steps = len(batches(cut(self.drawn(), self.words, random.Random(0)), random.Random(0)))
        total = steps * self.o.epochs
        optimizer, schedule = _optimizer(self.model, self.o.rate, total)
        print(f"{steps} steps an epoch, {total} in all", flush=True)
        sentences = events.endless(self.examples, self.dice)
        began, step, due = time.time(), 0, 0.0
        seen: dict[str, float] = defaultdict(float)
        for epoch in range(1, self.o.epochs + 1):
            for batch in batches(cut(self.drawn(), self.words, self.dice), self.dice):
                self._step(losses(self.model, batch, self.dice), WEIGHTS, optimizer, seen)
                due += self.o.share if self.examples else 0.0
                while due >= 1.0:
                    parts = events.losses(self.model, next(sentences))
                    self._step(parts, events.WEIGHTS, optimizer, seen)
                    due -= 1.0
                if step < total - 1:
                    schedule.step()
                step += 1
                if step % EVERY == 0:
                    self.average.update_parameters(self.model)
            told = ", ".join(f"{k} {v / steps:.3f}" for k, v in seen.items())
            seen.clear()
            print(f"epoch {epoch}, {time.time() - began:.0f} s: losses {told}", flush=True)
            self._report()
            self._save(epoch)

    def _step(
        self,
        parts: dict[str, Tensor],
        weights: dict[str, float],
        optimizer: torch.optim.Optimizer,
        seen: dict[str, float],
    ) -> None:
        self.model.train()
        sum(weights[k] * v for k, v in parts.items()).backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], CLIP)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        for k, v in parts.items():
            seen[k] += float(v.detach())

    def _report(self) -> None:
        state = {k: v.float().numpy() for k, v in self.average.module.state_dict().items()}
        shape = self.model.shape
        for name, articles in self.dev.items():
            print(f"  {name}: {articles.figures(state, shape.layers, shape.heads, self.words)}", flush=True)
        for path in self.o.dev_events:
            found = EventDevelopment(path).figures(
                state, shape.layers, shape.heads, self.words, self._labels()
            )
            print(f"  {path.stem}: {found}", flush=True)

    def _save(self, epoch: int) -> None:
        path = self.o.model.with_stem(f"{self.o.model.stem}-{epoch}")
        state = {k: v.clone() for k, v in self.average.module.state_dict().items()}
        stored = {"shape": self.model.shape, "state": state, **self.about, "events": self._labels()}
        torch.save({**stored, "options": vars(self.o)}, path)

    def _labels(self) -> dict[str, Any]:
        return {
            "types": events.TYPES, "statuses": events.STATUSES, "modes": self.modes, "paths": self.codes,
        }  # fmt: skip


def _drawing(o: argparse.Namespace, words: Vocabulary, dice: random.Random) -> Callable[[], list[Article]]:
    """What an epoch reads: all articles, the record's twice, and one annotator's view of the rest."""
    once = load(o.attribution, words)
    twice = load(o.record, words) if o.record else []
    views: dict[str, list[Article]] = defaultdict(list)
    for a in load(o.multi, words) if o.multi else []:
        views[" ".join(a.words[:200])].append(a)

    def drawn() -> list[Article]:
        every = once + twice + twice + [dice.choice(v) for v in views.values()]
        return dice.sample(every, round(o.part * len(every)))

    return drawn


def _development(o: argparse.Namespace) -> dict[str, Development]:
    out = {}
    if o.dev_attribution:
        out["attribution"] = Development(attribution_gold(o.dev_attribution), with_source=True)
    if o.dev_record:
        out["record (contents)"] = Development(record_gold(o.dev_record, o.texts), with_source=False)
    return out


def _model(o: argparse.Namespace, about: dict[str, list[str]], modes: int, paths: int) -> Model:
    """The model with MiniLM's weights, of all its layers or of evenly spaced ones."""
    model = Model(
        Shape(pieces=30522, tags=len(about["tags"]), deps=len(about["deps"]), shapes=SHAPES, layers=o.layers)
    )
    model.events = events.EventHeads(model.shape, modes, paths)
    if o.start:
        # A model from before it knew events has no such heads yet.
        model.load_state_dict(_fitting(model, _thinned(torch.load(o.start, weights_only=False), o.layers)))
    else:
        load_minilm(model.encoder, str(o.minilm / "model.safetensors"), spaced(6, o.layers))
    model.encoder.pieces.weight.requires_grad_(False)
    return model


def spaced(there: int, wanted: int) -> list[int]:
    """Which of the layers that are there to keep: the first, the last, and evenly spaced ones between."""
    return [round(i * (there - 1) / max(1, wanted - 1)) for i in range(wanted)]


def _fitting(model: Model, state: dict[str, Tensor]) -> dict[str, Tensor]:
    """A model's weights, with new tables of modes and paths where those that are known have changed."""
    own = model.state_dict()
    return {k: state[k] if k in state and state[k].shape == v.shape else v for k, v in own.items()}


def _thinned(stored: dict[str, Any], layers: int) -> dict[str, Tensor]:
    """A model's weights with as many encoder layers as wanted."""
    keep = spaced(stored["shape"].layers, layers)
    out = {}
    for name, value in stored["state"].items():
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            if int(parts[2]) not in keep:
                continue
            parts[2] = str(keep.index(int(parts[2])))
        out[".".join(parts)] = value
    return out


def _optimizer(
    model: Model, rate: float, total: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW, warmed up and then cooled linearly; what is not pretrained learns faster."""
    parts = [(n, p) for n, p in model.encoder.named_parameters() if p.requires_grad]
    slow = [p for n, p in parts if not n.startswith(NEW)]
    fast = [p for n, p in parts if n.startswith(NEW)] + list(model.heads.parameters())
    fast += list(model.events.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": fast, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )

    def factor(step: int) -> float:
        return min((step + 1) / (WARM_UP * total), max(0.0, (total - step) / ((1 - WARM_UP) * total)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, factor)


def losses(model: Model, batch: list[Window], dice: random.Random) -> dict[str, Tensor]:
    """Cues and spans per gold cue, roles per word."""
    gold = targets(batch, dice)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model.words(inputs(batch))
        plain, spoken = model.heads.cues(vectors)
        roles = model.heads.role(vectors)
    record = torch.tensor([w.article.record for w in batch])
    cue = torch.zeros(())
    for logits, own in ((plain, ~record), (spoken, record)):
        if own.any():
            flat = logits.float()[own].flatten(0, 1)
            cue = cue + cross_entropy(flat, gold.cue[own].flatten(), ignore_index=IGNORED, reduction="sum")
    return {
        "cue": cue / (gold.cue == 1).sum().clamp(min=1),
        "span": _spans(model, vectors, gold.cues) if gold.cues else torch.zeros(()),
        "role": cross_entropy(roles.float().flatten(0, 1), gold.role.flatten(), ignore_index=IGNORED),
    }


def _spans(model: Model, vectors: Tensor, cues: list[tuple[int, int, int, Ids]]) -> Tensor:
    """The mean negative log likelihood of the tags of gold cues."""
    window = torch.tensor([c[0] for c in cues])
    first, last = (torch.tensor([c[n] for c in cues])[:, None] for n in (1, 2))
    sizes = torch.tensor([len(c[3]) for c in cues])
    at = torch.arange(int(sizes.max()))[None].expand(len(cues), -1)
    own = vectors[window, : at.shape[1]]
    on = ((at >= first) & (at < last)).to(own.dtype)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mean = torch.bmm(on[:, None], own).squeeze(1) / on.sum(1, keepdim=True)
        scores = model.heads.spans(own, mean, buckets(at, first, last), at < sizes[:, None])
    return model.heads.nll(scores, stack([c[3] for c in cues]), at < sizes[:, None]).mean()


if __name__ == "__main__":
    main()
