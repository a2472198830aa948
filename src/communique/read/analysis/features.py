"""What the encoder is told of a word besides its pieces: shape, place among quotation marks, parse.

Everything is a small number per word, 0 kept for what is no word (separators, padding). The same code
makes the features in training and in reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from communique.read.analysis.analysis import Analysis

Ids = npt.NDArray[np.int64]

_PUNCTUATION, _DIGIT, _LOWER, _UPPER, _CAPITAL, _MIXED = range(6)
_OUTSIDE, _INSIDE, _OPENING, _CLOSING = range(4)
SHAPES = 6 * 4 + 1


def shapes(analysis: Analysis) -> Ids:
    """Case class and place relative to quotation marks of every word, as one number below `SHAPES`."""
    places = _places(analysis.text, analysis.quoted)
    cases = [case_class(word) for word in analysis.text]
    return np.array([1 + 4 * c + p for c, p in zip(cases, places, strict=True)], dtype=np.int64)


def labels(names: Sequence[str], vocabulary: Sequence[str]) -> Ids:
    """Tags or dependency labels as numbers from 1; one that the vocabulary lacks is 0."""
    number = {name: i for i, name in enumerate(vocabulary, 1)}
    return np.array([number.get(name, 0) for name in names], dtype=np.int64)


def case_class(word: str) -> int:
    """Punctuation, digits, lower case, all capitals, capitalised, or mixed."""
    if not any(c.isalnum() for c in word):
        return _PUNCTUATION
    if not any(c.isalpha() for c in word):
        return _DIGIT
    if word.islower():
        return _LOWER
    if word.isupper() and len(word) > 1:
        return _UPPER
    return _CAPITAL if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else _MIXED


def _places(words: Sequence[str], quoted: Sequence[int]) -> list[int]:
    out = []
    for i, k in enumerate(quoted):
        if k < 0:
            out.append(_OUTSIDE)
        elif any(c.isalnum() for c in words[i]):
            out.append(_INSIDE)
        elif i == 0 or quoted[i - 1] != k:
            out.append(_OPENING)
        elif i + 1 == len(quoted) or quoted[i + 1] != k:
            out.append(_CLOSING)
        else:
            out.append(_INSIDE)
    return out
