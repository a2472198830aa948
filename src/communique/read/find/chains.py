"""Linear-chain decoding of the tags of roles, for all cues of statements or triggers of events at once.

Shapes: N cues, each seen in L words; K = 5 tags (O, then begin and inside of two roles: source and content,
or actor and recipient).
Padding is words whose only possible tag is O.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Tags = npt.NDArray[np.int64]

OUT, BEGIN_SOURCE, IN_SOURCE, BEGIN_CONTENT, IN_CONTENT = range(5)


@dataclass(frozen=True, slots=True)
class Chain:
    """A conditional random field's scores: of one tag after another (K × K) and of a first tag (K)."""

    between: Scores
    begin: Scores

    def best(self, scores: Scores) -> Tags:
        """The best tag sequences (N × L) for emission scores (N × L × K), by Viterbi's algorithm."""
        n, length, k = scores.shape
        back = np.zeros((length, n, k), dtype=np.int64)
        value = self.begin + scores[:, 0]
        for t in range(1, length):
            paths = value[:, :, None] + self.between
            back[t] = paths.argmax(axis=1)
            value = paths.max(axis=1) + scores[:, t]
        tags = np.zeros((n, length), dtype=np.int64)
        row = np.arange(n)
        tags[:, -1] = value.argmax(axis=1)
        for t in range(length - 1, 0, -1):
            tags[:, t - 1] = back[t, row, tags[:, t]]
        return tags

    def posteriors(self, scores: Scores) -> Scores:
        """The probability of every tag at every word (N × L × K), by the forward-backward algorithm."""
        n, length, k = scores.shape
        step = np.exp(self.between)
        emit = np.exp(scores - scores.max(axis=2, keepdims=True))
        ahead = np.empty((length, n, k), dtype=np.float32)
        behind = np.empty((length, n, k), dtype=np.float32)
        current = _scaled(np.exp(self.begin) * emit[:, 0])
        ahead[0] = current
        for t in range(1, length):
            current = _scaled((current @ step) * emit[:, t])
            ahead[t] = current
        current = np.ones((n, k), dtype=np.float32)
        behind[length - 1] = current
        for t in range(length - 2, -1, -1):
            current = _scaled((current * emit[:, t + 1]) @ step.T)
            behind[t] = current
        joint = ahead * behind
        joint /= joint.sum(axis=2, keepdims=True)
        return joint.transpose(1, 0, 2)


def _scaled(x: Scores) -> Scores:
    out: Scores = x / x.sum(axis=1, keepdims=True)
    return out


def softmax(x: Scores) -> Scores:
    """Probabilities along the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Scores = e / e.sum(axis=-1, keepdims=True)
    return out


def distances(words: Tags, first: int, last: int, edges: Tags) -> Tags:
    """The numbers of the buckets of signed distances of words to a cue from `first` to `last` (exclusive).

    The middle bucket is the cue itself.
    """
    before, behind = np.maximum(first - words, 0), np.maximum(words - last + 1, 0)
    size = np.digitize(np.maximum(before, behind), edges)
    middle = len(edges) + 1
    return np.where(before > 0, middle - size, middle + size)


def cue_runs(begin: Scores, inside: Scores, floor: float) -> list[tuple[int, int]]:
    """Ranges of words that may be cues: begun with at least `floor`, and gone on while inside is likeliest.

    `begin` and `inside` are probabilities per word.
    """
    runs: list[tuple[int, int]] = []
    n = len(begin)
    for i in np.flatnonzero(begin >= floor).tolist():
        if runs and i < runs[-1][1]:
            continue
        last = i + 1
        while last < n and inside[last] > max(0.5 - begin[last] / 2, begin[last]):
            last += 1
        runs.append((i, last))
    return runs


def ranges(tags: Tags, begin: int, inside: int) -> list[tuple[int, int]]:
    """The ranges of words that a begin tag and its inside tags mark in one sequence (L)."""
    out: list[tuple[int, int]] = []
    for i, tag in enumerate(tags.tolist()):
        if tag == begin:
            out.append((i, i + 1))
        elif tag == inside and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
    return out
