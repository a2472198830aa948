"""The heads of events: what kind of act a word triggers, and who did it to whom, as it stands.

Shapes: B windows of W words, hidden size H; K types; N triggers, each seen in L words. A sentence has an
event of a type when one of its words triggers it: the sentence's logit is the log of the sum of the
exponentials of its words' logits, plus what the mean of its words says. So sentences whose triggers nobody
marked teach too.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from data import BUDGET, Ids, stack
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import cross_entropy

from communique.read.analysis.encoder import Vocabulary, assembled
from communique.read.analysis.features import labels
from communique.read.find.events.paths import paths
from model import BUCKETS, FORBIDDEN, NEVER, Layer, Shape, buckets, drop, log_partition

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("happened", "ongoing", "planned", "hypothetical", "denied")
QUADS = {
    "VERBAL_COOP": (0, 1, 2, 3), "MATERIAL_COOP": (4, 5, 6), "VERBAL_CONFLICT": (7, 8, 9, 10),
    "MATERIAL_CONFLICT": (11, 12, 13, 14, 15),
}  # fmt: skip
TIMES = {"full": 1, "one": 3, "quad": 1}  # how often an epoch reads a sentence: what is rarer, more often
OFTEN = 20  # words that have a path, in all training sentences, for it to be known
YIELD = (3, 6)  # CONCEDE and RETREAT, which the PLV data count as one
B_ACTOR, B_RECIPIENT = 1, 3


WEIGHTS = {"sentence": 1.0, "word": 1.0, "quad": 0.3, "role": 0.5, "status": 0.5, "mode": 0.2}


class EventHeads(nn.Module):
    """Types per word and sentence; actor, recipient, status and mode per trigger."""

    def __init__(self, s: Shape, modes: int, paths: int) -> None:
        super().__init__()
        n = s.narrow
        self.hidden = nn.Linear(s.hidden, s.hidden)
        self.act = nn.Linear(s.hidden, len(TYPES))
        self.pool = nn.Linear(s.hidden, len(TYPES))
        nn.init.constant_(self.act.bias, -4.0)
        nn.init.zeros_(self.pool.weight)
        self.word, self.asked = nn.Linear(s.hidden, n), nn.Linear(s.hidden, n)
        self.about = nn.Embedding(len(TYPES), n)
        self.path = nn.Embedding(paths + 1, n)  # 0 is any other
        self.distance = nn.Embedding(2 * len(BUCKETS) + 3, n)
        self.norm = nn.LayerNorm(n)
        self.mix = Layer(n, 4, 2 * n, eps=1e-5)
        self.tag = nn.Linear(n, 5)
        self.status, self.mode = nn.Linear(n, len(STATUSES)), nn.Linear(n, modes + 1)
        self.rule = nn.Embedding(len(STATUSES), len(STATUSES))  # what the status by rules adds
        nn.init.zeros_(self.rule.weight)
        self.between, self.begin = nn.Parameter(torch.zeros(5, 5)), nn.Parameter(torch.zeros(5))
        banned = torch.zeros(5, 5)
        for a, b in FORBIDDEN:
            banned[a, b] = NEVER
        self.register_buffer("banned", banned, persistent=False)
        self.register_buffer("banned_first", torch.tensor([0, 0, NEVER, 0, NEVER]), persistent=False)

    def types(self, vectors: Tensor, scope: Tensor) -> tuple[Tensor, Tensor]:
        """Logits per word (B × W × K) and sentence (B × K); `scope` marks the sentence's words (B × W)."""
        vectors = drop(torch.relu(self.hidden(vectors)), 0.3, self.training)
        words = self.act(vectors).float()
        inside = scope[..., None]
        mean = (vectors * inside).sum(1) / inside.sum(1)
        whole = torch.logsumexp(words.masked_fill(~inside, NEVER), dim=1) + self.pool(mean).float()
        return words, whole

    def spans(
        self, vectors: Tensor, trigger: Tensor, kind: Tensor, path: Tensor, distance: Tensor, mask: Tensor
    ) -> Tensor:
        """Mixed vectors (N × L × D) of words (N × L × H) seen from triggers (N × H) of types (N)."""
        x = self.word(vectors) + self.path(path) + self.distance(distance)
        x = x + (self.asked(trigger) + self.about(kind))[:, None, :]
        x = drop(self.norm(x), 0.1, self.training)
        hidden = (1.0 - mask.to(x.dtype))[:, None, None, :] * NEVER
        return self.mix(x, hidden, 0.1)

    def steps(self) -> tuple[Tensor, Tensor]:
        """Scores of transitions (5 × 5) and of first tags (5)."""
        return self.between + self.banned, self.begin + self.banned_first

    def nll(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of gold tags (N × L) per trigger."""
        scores = scores.float()
        between, begin = self.steps()
        inside = mask.float()
        path = (scores.gather(-1, gold[..., None]).squeeze(-1) * inside).sum(1) + begin[gold[:, 0]]
        path = path + (between[gold[:, :-1], gold[:, 1:]] * inside[:, 1:]).sum(1)
        return log_partition(scores, between, begin, mask) - path


class Example:
    """A sentence with its events, alone or among its neighbours."""

    def __init__(self, row: dict[str, Any], vocabulary: Vocabulary, modes: dict[str, int]) -> None:
        self.id, self.kind = row["id"], row["kind"]
        self.words = row["words"]
        self.pieces = [vocabulary.pieces(w) for w in self.words]
        self.features = np.stack(
            (np.array(row["shape"]), labels(row["tag"], vocabulary.tags), labels(row["dep"], vocabulary.deps))
        )
        self.head, self.dep = row["head"], row["dep"]
        self.lower = [w.lower() for w in self.words]
        self.paragraphs, self.sentences = row["paragraphs"], row["sentences"]
        self.scope = row["scope"]
        self.events = row["events"]
        self.alone = self.scope == [0, len(self.words)]
        self.vocabulary, self.modes = vocabulary, modes
        self.codes: dict[str, int] = {}

    def paths(self, trigger: int) -> list[str]:
        """The paths from a trigger to the words of the sentence."""
        return paths(self.head, self.dep, self.lower, trigger, *self.scope)

    def cut(self, dice: random.Random) -> Piece:
        """The sentence with as much of its neighbours as the dice give."""
        left, right = (0, 0) if self.alone else (dice.choice((0, 15, 60)), dice.choice((0, 15, 60)))
        low, high = max(0, self.scope[0] - left), min(len(self.words), self.scope[1] + right)
        ids, first, last = assembled(
            low, high, self.pieces, frozenset(self.paragraphs), self.features, self.vocabulary
        )
        return Piece(self, low, ids[:, :500], first, last)


@dataclass(frozen=True, slots=True)
class Piece:
    """An example from its word `low` as ids (4 × T), with first and last piece of every word."""

    example: Example
    low: int
    ids: Ids
    first: Ids
    last: Ids


def modes_of(paths: list[Path]) -> list[str]:
    """The modes that the examples have."""
    out: set[str] = set()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            out.update(e["mode"] for line in lines for e in json.loads(line)["events"] if e["mode"])
    return sorted(out)


def load(paths: list[Path], vocabulary: Vocabulary, names: list[str]) -> list[Example]:
    """The examples that prepare_events.py wrote."""
    out, modes = [], {name: n for n, name in enumerate(names, 1)}  # 0 is none
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            out += [Example(json.loads(line), vocabulary, modes) for line in lines]
    return [e for e in out if e.scope[0] < e.scope[1] and sum(map(len, e.pieces)) < 450]


def batches(examples: list[Example], dice: random.Random) -> list[list[Piece]]:
    """Views of each sentence, those of like length together, in random order."""
    views: dict[str, list[Example]] = {}
    for e in examples:
        views.setdefault(e.id, []).append(e)
    made = [dice.choice(v).cut(dice) for v in views.values() for _ in range(TIMES[v[0].kind])]
    dice.shuffle(made)
    out: list[list[Piece]] = []
    for k in range(0, len(made), 400):
        batch: list[Piece] = []
        for p in sorted(made[k : k + 400], key=lambda p: p.ids.shape[1]):
            if batch and (len(batch) + 1) * p.ids.shape[1] > BUDGET:
                out.append(batch)
                batch = []
            batch.append(p)
        out.append(batch)
    dice.shuffle(out)
    return out


def codes_of(examples: list[Example]) -> list[str]:
    """The paths that words have often, seen from marked triggers."""
    seen: Counter[str] = Counter()
    for e in examples:
        if e.kind == "full":
            for event in e.events:
                if event["trigger"] is not None:
                    seen.update(e.paths(event["trigger"]))
    return sorted(code for code, n in seen.items() if n >= OFTEN)


def number(examples: list[Example], codes: list[str]) -> None:
    """Tell the examples the numbers of the paths."""
    numbers = {code: n for n, code in enumerate(codes, 1)}
    for e in examples:
        e.codes = numbers


def endless(examples: list[Example], dice: random.Random) -> Iterator[list[Piece]]:
    """Batches, over and over."""
    while examples:
        yield from batches(examples, dice)


def inputs(batch: list[Piece]) -> dict[str, Tensor]:
    """A batch as the encoder takes it."""
    out = {n: stack([p.ids[k] for p in batch]) for k, n in enumerate(("pieces", "shapes", "tags", "deps"))}
    return {**out, "first": stack([p.first for p in batch]), "last": stack([p.last for p in batch])}


def losses(model: nn.Module, batch: list[Piece]) -> dict[str, Tensor]:
    """Losses of types per sentence and word, of spans, statuses and modes."""
    heads: EventHeads = model.events
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model.words(inputs(batch))
    scope = torch.zeros(vectors.shape[:2], dtype=torch.bool)
    for b, p in enumerate(batch):
        scope[b, p.example.scope[0] - p.low : p.example.scope[1] - p.low] = True
    words, whole = heads.types(vectors.float(), scope)
    zero = torch.zeros(())
    out = {"sentence": zero, "word": zero, "quad": zero, "role": zero, "status": zero, "mode": zero}
    kinds = [p.example.kind for p in batch]
    full = [b for b, k in enumerate(kinds) if k == "full"]
    if full:
        gold = torch.stack([_types(batch[b]) for b in full])
        out["sentence"] = out["sentence"] + bce(whole[full], gold, reduction="sum") / len(batch)
        target, known = _words(batch, full, words.shape[1])
        known &= scope[full][..., None]
        each = bce(words[full], target, reduction="none")
        out["word"] = (each * known).sum() / max(1.0, float(target.sum()))
    one = [b for b, k in enumerate(kinds) if k == "one"]
    if one:
        merged, gold = _merged(whole[one]), torch.tensor([_single(batch[b]) for b in one])
        onehot = torch.zeros_like(merged).scatter_(1, gold[:, None], 1.0)
        out["sentence"] = out["sentence"] + bce(merged, onehot, reduction="sum") / len(batch)
        out["sentence"] = out["sentence"] + 0.5 * cross_entropy(merged, gold, reduction="sum") / len(batch)
    quad = [b for b, k in enumerate(kinds) if k == "quad" and batch[b].example.events[0]["type"] in QUADS]
    if quad:
        four = torch.stack([torch.logsumexp(whole[quad][:, list(t)], 1) for t in QUADS.values()], 1)
        gold = torch.tensor([list(QUADS).index(batch[b].example.events[0]["type"]) for b in quad])
        out["quad"] = cross_entropy(four, gold, reduction="sum") / len(batch)
    asked = _asked(batch, words.detach(), scope)
    if asked:
        out |= _spans(heads, vectors, batch, asked)
    return out


def _types(p: Piece) -> Tensor:
    out = torch.zeros(len(TYPES))
    for e in p.example.events:
        out[TYPES.index(e["type"])] = 1.0
    return out


def _words(batch: list[Piece], full: list[int], size: int) -> tuple[Tensor, Tensor]:
    """Which words trigger what, and which count: a trigger's other words do not."""
    target = torch.zeros(len(full), size, len(TYPES))
    known = torch.ones(len(full), size, len(TYPES), dtype=torch.bool)
    for n, b in enumerate(full):
        p = batch[b]
        for e in p.example.events:
            t = TYPES.index(e["type"])
            if e["trigger"] is None:
                known[n, :, t] = False
                continue
            known[n, e["words"][0] - p.low : e["words"][1] - p.low, t] = False
        for e in p.example.events:
            if e["trigger"] is not None:
                t = TYPES.index(e["type"])
                target[n, e["trigger"] - p.low, t] = 1.0
                known[n, e["trigger"] - p.low, t] = True
    return target, known


def _single(p: Piece) -> int:
    kind = p.example.events[0]["type"]
    return YIELD[0] if kind == "YIELD" else TYPES.index(kind)


def _merged(whole: Tensor) -> Tensor:
    """CONCEDE and RETREAT as one, in the place of CONCEDE."""
    out = whole.clone()
    out[:, YIELD[0]] = torch.logsumexp(whole[:, list(YIELD)], 1)
    out[:, YIELD[1]] = NEVER
    return out


def _asked(batch: list[Piece], words: Tensor, scope: Tensor) -> list[tuple[int, int, int, dict[str, Any]]]:
    """Window, trigger, type and gold of every event whose roles are known."""
    out = []
    for b, p in enumerate(batch):
        inside = words[b].masked_fill(~scope[b][:, None], NEVER)
        for e in p.example.events:
            if p.example.kind == "full":
                if e["trigger"] is not None:
                    out.append((b, e["trigger"] - p.low, TYPES.index(e["type"]), e))
            elif e["actor"] or e["recipient"]:
                among = {"YIELD": YIELD, **QUADS}.get(e["type"])
                if among is None and e["type"] not in TYPES:
                    continue
                of = list(among) if among else [TYPES.index(e["type"])]
                best = inside[:, of]
                flat = int(best.argmax())
                out.append((b, flat // len(of), of[flat % len(of)], e))
    return out


def _spans(heads: EventHeads, vectors: Tensor, batch: list[Piece], asked: list) -> dict[str, Tensor]:
    """Losses of roles, status and mode, seen from each trigger within its sentence."""
    window = torch.tensor([a[0] for a in asked])
    low = torch.tensor([batch[a[0]].example.scope[0] - batch[a[0]].low for a in asked])
    sizes = torch.tensor([batch[a[0]].example.scope[1] - batch[a[0]].example.scope[0] for a in asked])
    trigger, kind = (torch.tensor([a[n] for a in asked]) for n in (1, 2))
    at = torch.arange(int(sizes.max()))[None].expand(len(asked), -1)
    mask = at < sizes[:, None]
    own = vectors[window[:, None], (low[:, None] + at).clamp(max=vectors.shape[1] - 1)]
    distance = buckets(low[:, None] + at, trigger[:, None], trigger[:, None] + 1)
    path = stack([_paths(batch[a[0]], a[1]) for a in asked])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mixed = heads.spans(own, vectors[window, trigger], kind, path, distance, mask)
        scores = heads.tag(mixed)
    tags = stack([_tags(batch[a[0]], a[3], int(n)) for a, n in zip(asked, sizes, strict=True)])
    out = {"role": heads.nll(scores, tags, mask).mean()}
    full = [n for n, a in enumerate(asked) if a[3]["status"]]
    zero = torch.zeros(())
    if full:
        seen = mixed[full, (trigger - low)[full]].float()
        status = torch.tensor([STATUSES.index(asked[n][3]["status"]) for n in full])
        modes = torch.tensor([batch[0].example.modes.get(asked[n][3]["mode"] or "", 0) for n in full])
        rule = torch.tensor([STATUSES.index(asked[n][3]["rule"]) for n in full])
        out["status"] = cross_entropy(heads.status(seen) + heads.rule(rule), status)
        out["mode"] = cross_entropy(heads.mode(seen), modes)
    else:
        out |= {"status": zero, "mode": zero}
    return out


def _paths(p: Piece, trigger: int) -> Ids:
    """The numbers of the paths from a trigger to the words of its sentence."""
    e = p.example
    return np.array([e.codes.get(c, 0) for c in e.paths(trigger + p.low)])


def _tags(p: Piece, e: dict[str, Any], n: int) -> Ids:
    tags = np.zeros(n, dtype=np.int64)
    base = p.example.scope[0]
    for begin, ranges in ((B_ACTOR, e["actor"]), (B_RECIPIENT, e["recipient"])):
        for x, y in ranges:
            x, y = max(x - base, 0), min(y - base, n)
            if x < y and not tags[x:y].any():
                tags[x:y] = begin + 1
                tags[x] = begin
    return tags
