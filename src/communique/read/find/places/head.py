"""A small learned head: one hidden layer over what is known of a word, in numpy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

WEIGHTS = "communique.read.find.places.weights"


@dataclass(frozen=True, slots=True)
class Head:
    """The weights of a head: linear maps as (in × out), each with its bias."""

    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """The probabilities of each label (rows × labels) from features (rows × in)."""
        hidden = np.maximum(x @ self.hidden + self.hidden_bias, 0)
        scores = hidden @ self.out + self.out_bias
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        out: Floats = e / e.sum(axis=1, keepdims=True)
        return out


@cache
def shipped(name: str) -> Head:
    """A head that ships with the package ("names", "uses"), loaded once for a process."""
    with np.load(BytesIO((resources.files(WEIGHTS) / f"{name}.npz").read_bytes())) as stored:
        return Head(**{k: stored[k].astype(np.float32) for k in stored.files})
