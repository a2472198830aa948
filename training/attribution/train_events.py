"""Train the heads of events alone, on the vectors of an encoder that stays as it is.

    python training/attribution/train_events.py OUT.pt --encoder MODEL.pt --tokenizer FILE --events FILE...
        [--start MODEL.pt] [--epochs 14] [--seed 2]

MODEL.pt is what train.py or average.py wrote. The vectors are made once, so that an epoch takes seconds. The
heads of roles, status and mode begin from those of --start, where that has heads of events.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import events
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from communique.read.analysis.encoder import vocabulary
from model import Model

RATE, DECAY, CLIP, WARM_UP = 1e-3, 0.05, 5.0, 0.06
AVERAGING, EVERY = 0.98, 4  # decay of the weights' moving average, and steps between its updates
WORDS = 1500  # of a batch, padding included
ANEW = ("act.", "pool.", "hidden.")  # heads that see the vectors directly


class Cached(nn.Module):
    """Sentences by the number under which their word vectors are kept, with the heads that are trained."""

    def __init__(self, vectors: list[Tensor], heads: events.EventHeads) -> None:
        super().__init__()
        self.vectors, self.events = vectors, heads
        self.asked: list[int] = []

    def words(self, batch: dict[str, Tensor]) -> Tensor:  # noqa: ARG002 — made once, and looked up
        """The vectors (B × W × H) of the sentences asked for."""
        rows = [self.vectors[n].float() for n in self.asked]
        return nn.utils.rnn.pad_sequence(rows, batch_first=True)


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the encoder")
    parser.add_argument("--events", type=Path, action="append", required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=2)
    o = parser.parse_args()
    torch.manual_seed(o.seed)
    dice = random.Random(o.seed)
    stored = torch.load(o.encoder, weights_only=False)
    words = vocabulary(o.tokenizer.read_text(encoding="utf-8"), stored)
    modes = events.modes_of(o.events)
    examples = events.load(o.events, words, modes)
    codes = events.codes_of(examples)
    events.number(examples, codes)
    model = Model(stored["shape"])
    model.load_state_dict(stored["state"], strict=False)
    pieces = [e.cut(dice) for e in examples]
    heads = events.EventHeads(stored["shape"], len(modes), len(codes))
    if o.start:
        begin(heads, torch.load(o.start, weights_only=False)["state"])
    trained = train(Cached(encoded(model, pieces), heads), pieces, o.epochs, dice)
    model.events = trained
    labels = {"types": events.TYPES, "statuses": events.STATUSES, "modes": modes, "paths": codes}
    torch.save({**stored, "state": model.state_dict(), "events": labels}, o.out)


def begin(heads: events.EventHeads, state: dict[str, Tensor]) -> None:
    """Fill what is read off a trigger's mixed vectors; shapes must agree."""
    own = {k.removeprefix("events."): v for k, v in state.items() if k.startswith("events.")}
    heads.load_state_dict({k: v for k, v in own.items() if not k.startswith(ANEW)}, strict=False)


def encoded(model: Model, pieces: list[events.Piece]) -> list[Tensor]:
    """The word vectors of every sentence with its neighbours, in 16 bits."""
    model.eval()
    out: dict[int, Tensor] = {}
    order = sorted(range(len(pieces)), key=lambda n: pieces[n].ids.shape[1])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in _batches(order, [p.ids.shape[1] for p in pieces]):
            vectors = model.words(events.inputs([pieces[n] for n in batch]))
            out.update({n: vectors[k, : len(pieces[n].first)].half() for k, n in enumerate(batch)})
    return [out[n] for n in range(len(pieces))]


def train(model: Cached, pieces: list[events.Piece], epochs: int, dice: random.Random) -> nn.Module:
    """The moving average of the heads after all epochs."""
    views: dict[str, list[int]] = {}
    for n, p in enumerate(pieces):
        views.setdefault(p.example.id, []).append(n)
    steps = len(list(_epoch(pieces, views, dice)))
    optimizer = torch.optim.AdamW(model.events.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: _factor(s, steps * epochs))
    average = AveragedModel(model.events, multi_avg_fn=get_ema_multi_avg_fn(AVERAGING))
    for epoch in range(1, epochs + 1):
        seen: dict[str, Any] = {}
        for step, batch in enumerate(_epoch(pieces, views, dice)):
            model.train()
            model.asked = batch
            parts = events.losses(model, [pieces[n] for n in batch])
            sum(events.WEIGHTS[k] * v for k, v in parts.items()).backward()
            nn.utils.clip_grad_norm_(model.events.parameters(), CLIP)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            if step % EVERY == 0:
                average.update_parameters(model.events)
            seen = {k: seen.get(k, 0.0) + float(v.detach()) / steps for k, v in parts.items()}
        print(f"epoch {epoch}: " + ", ".join(f"{k} {v:.3f}" for k, v in seen.items()), flush=True)
    return average.module


def _factor(step: int, total: int) -> float:
    """Of the rate: warmed up, then cooled linearly."""
    return min((step + 1) / (WARM_UP * total), max(0.0, (total - step) / ((1 - WARM_UP) * total)))


def _epoch(
    pieces: list[events.Piece], views: dict[str, list[int]], dice: random.Random
) -> Iterator[list[int]]:
    """Batches of one view of each sentence, the rarer kinds several times, in random order."""
    made = [dice.choice(v) for v in views.values() for _ in range(events.TIMES[pieces[v[0]].example.kind])]
    dice.shuffle(made)
    sizes = [len(p.first) for p in pieces]
    out = []
    for k in range(0, len(made), 400):
        out += list(_batches(sorted(made[k : k + 400], key=lambda n: sizes[n]), sizes))
    dice.shuffle(out)
    yield from out


def _batches(order: list[int], sizes: list[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for n in order:
        if batch and (len(batch) + 1) * sizes[n] > WORDS:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


if __name__ == "__main__":
    main()
