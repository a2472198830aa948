"""The encoder: one pass over an article that gives every word a vector.

A BERT encoder (MiniLM, fine-tuned; docs/model-card.md) run by onnxruntime on one thread. A word's vector is
the mean of the vectors of its first and last piece. Long texts are read in windows of whole paragraphs
with some context on either side. Only this module imports onnxruntime and tokenizers; heads belong to the
finders.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from communique.errors import ModelMissingError
from communique.read.analysis.features import Ids, labels, shapes
from communique.read.analysis.windows import Window, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from communique.read.analysis.analysis import Analysis

Vectors = npt.NDArray[np.float32]

WEIGHTS = "communique.read.analysis.weights"
LIMIT, LEFT, RIGHT = 120, 16, 16  # pieces of a window, and of its context on either side
AT_ONCE = 256  # pieces of a batch, padding included: what fits the cache of a core
_LONGEST = 16  # pieces of a word; only what is no word has more


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The numbers by which the encoder knows pieces, tags and dependency labels."""

    pieces: Callable[[str], tuple[int, ...]]
    separator: int
    begin: int
    tags: tuple[str, ...]
    deps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder: its session, its vocabulary and a name that changes with its weights."""

    session: Any
    vocabulary: Vocabulary
    name: str
    size: int

    def vectors(self, analysis: Analysis) -> Vectors:
        """The vectors (words × `size`) of an article. Pure: the same words give the same vectors."""
        out = np.zeros((len(analysis), self.size), dtype=np.float32)
        inputs = Inputs(analysis, self.vocabulary)
        for batch in _batches([inputs.row(w) for w in inputs.windows()]):
            (hidden,) = self.session.run(None, _stacked([r.ids for r in batch]))
            for n, r in enumerate(batch):
                out[r.kept] = (hidden[n, r.first] + hidden[n, r.last]) / 2
        return out


@dataclass(frozen=True, slots=True)
class Row:
    """One window: ids (pieces, shapes, tags, labels; 4 × T) and first and last piece of every word kept."""

    ids: Ids
    kept: slice
    first: Ids
    last: Ids


class Inputs:
    """The pieces and features of an article's words, to be cut into windows."""

    def __init__(self, analysis: Analysis, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.pieces = [vocabulary.pieces(word) for word in analysis.text]
        features = (
            shapes(analysis),
            labels(analysis.tag, vocabulary.tags),
            labels(analysis.dep, vocabulary.deps),
        )
        self.features = np.stack(features) if self.pieces else np.zeros((3, 0), dtype=np.int64)
        self.paragraphs = paragraphs(analysis)
        self.begins = frozenset(self.paragraphs)
        self.sentences = [s.first for s in analysis.sentences]

    def windows(self, limit: int = LIMIT, left: int = LEFT, right: int = RIGHT) -> list[Window]:
        """The windows of the article."""
        sizes = [len(p) + (i in self.begins) for i, p in enumerate(self.pieces)]
        return windows(sizes, self.paragraphs, self.sentences, limit, left, right)

    def row(self, w: Window) -> Row:
        """One window as the encoder takes it."""
        ids, first, last = assembled(w.low, w.high, self.pieces, self.begins, self.features, self.vocabulary)
        kept = slice(w.first - w.low, w.last - w.low)
        return Row(ids=ids, kept=slice(w.first, w.last), first=first[kept], last=last[kept])


def assembled(
    low: int,
    high: int,
    pieces: Sequence[tuple[int, ...]],
    begins: Set[int],
    features: Ids,
    vocabulary: Vocabulary,
) -> tuple[Ids, Ids, Ids]:
    """Words `low` to `high` as ids (pieces and `features`; 4 × T), with first and last piece of every word.

    A separator stands between paragraphs, whose first words are `begins`.
    """
    ids, owner = [vocabulary.begin], [-1]
    first, last = [], []
    for i in range(low, high):
        if i in begins and i > low:
            ids.append(vocabulary.separator)
            owner.append(-1)
        first.append(len(ids))
        ids.extend(pieces[i])
        owner.extend([i] * len(pieces[i]))
        last.append(len(ids) - 1)
    ids.append(vocabulary.separator)
    owner.append(-1)
    at = np.array(owner)
    of_pieces = np.where(at >= 0, features[:, at], 0)
    return np.vstack([np.array(ids), of_pieces]), np.array(first), np.array(last)


def paragraphs(analysis: Analysis) -> list[int]:
    """The words that begin a paragraph, ascending; the first word is one."""
    out: list[int] = []
    block = None
    for s in analysis.sentences:
        if s.block is not block:
            out.append(s.first)
            block = s.block
    return out


@cache
def encoder() -> Encoder:
    """The encoder that ships with the package, loaded once for a process.

    Raises:
        ModelMissingError: when its weights are not there.
    """
    folder = resources.files(WEIGHTS)
    try:
        weights = (folder / "encoder.onnx").read_bytes()
    except FileNotFoundError as error:
        raise ModelMissingError(
            f"the encoder's weights are missing, install communique anew: {error}"
        ) from error
    about = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(weights).hexdigest()[:12]
    words = vocabulary((folder / "tokenizer.json").read_text(encoding="utf-8"), about)
    return Encoder(session(weights), words, f"{about['name']} {digest}", about["size"])


def session(weights: bytes) -> Any:
    """A session of onnxruntime for a graph, on one thread: processes are the unit of work."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it would keep the memory of the largest batch; no slower without
    return ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def vocabulary(tokenizer: str, about: Mapping[str, Sequence[str]]) -> Vocabulary:
    """The vocabulary of a tokenizer (its JSON) and of lists of `tags` and `deps`."""
    from tokenizers import Tokenizer

    known = Tokenizer.from_str(tokenizer)
    known.no_padding()
    known.no_truncation()
    begin, separator, unknown = (_number(known, piece) for piece in ("[CLS]", "[SEP]", "[UNK]"))

    @lru_cache(maxsize=100_000)
    def pieces(word: str) -> tuple[int, ...]:
        sound = word.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be encoded
        found = known.encode(sound, add_special_tokens=False).ids[:_LONGEST]
        return tuple(found) or (unknown,)

    return Vocabulary(
        pieces=pieces,
        separator=separator,
        begin=begin,
        tags=tuple(about["tags"]),
        deps=tuple(about["deps"]),
    )


def _number(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"no word pieces of BERT: they lack {piece}")
    return number


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Windows of like length together, so that little of a batch is padding."""
    batch: list[Row] = []
    for row in sorted(rows, key=lambda r: r.ids.shape[1]):
        if batch and (len(batch) + 1) * row.ids.shape[1] > AT_ONCE:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _stacked(rows: Sequence[Ids]) -> dict[str, npt.NDArray[Any]]:
    """A batch as the graph takes it, padded with zeros."""
    size = max(r.shape[1] for r in rows)
    ids = np.zeros((4, len(rows), size), dtype=np.int64)
    mask = np.zeros((len(rows), size), dtype=np.int32)
    for n, r in enumerate(rows):
        ids[:, n, : r.shape[1]] = r
        mask[n, : r.shape[1]] = 1
    return {"pieces": ids[0], "shapes": ids[1], "tags": ids[2], "deps": ids[3], "mask": mask}
