"""The way through the dependency tree from a trigger to every word of its sentence, as a short code.

Paths between predicate and word tell most of who did what to whom (Gildea and Jurafsky 2002, *Computational
Linguistics* 28). Here "^" goes up and "v" down, prepositions stand with their word, and what belongs to one
noun phrase or one coordination shares the code of its head.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

UPS, DOWNS = 4, 4  # steps of the longest path that is told apart
FAR = "far"
WITHIN = frozenset(
    ("det", "compound", "amod", "nmod", "nummod", "quantmod", "poss", "case", "punct", "appos", "predet")
)


def paths(
    head: Sequence[int], dep: Sequence[str], lower: Sequence[str], trigger: int, low: int, high: int
) -> list[str]:
    """The code of every word from `low` to `high` (exclusive), seen from `trigger`, which lies among them."""
    codes: dict[int, str] = {trigger: ""}
    at, code = trigger, ""
    for _ in range(UPS):
        up = head[at]
        if up == at or not low <= up < high or up in codes:
            break
        code = f"{code}^{_step(dep[at], lower[at])}"
        codes[up] = code
        at = up
    return [_code(i, head, dep, lower, codes, low, high) for i in range(low, high)]


def _code(
    i: int,
    head: Sequence[int],
    dep: Sequence[str],
    lower: Sequence[str],
    codes: dict[int, str],
    low: int,
    high: int,
) -> str:
    """The code of a word, by that of the word it hangs on; what is met on the way is kept in `codes`."""
    chain: list[int] = []
    while i not in codes and low <= head[i] < high and head[i] != i and len(chain) < high - low:
        chain.append(i)
        i = head[i]
    code = codes.get(i, FAR)
    for j in reversed(chain):
        code = codes[j] = _below(code, dep[j], lower[j])
    return code


@lru_cache(maxsize=20_000)
def _below(code: str, dep: str, word: str) -> str:
    if code == FAR:
        return FAR
    if dep in WITHIN and code and code[-1] != "*":
        return f"{code}*"
    if dep in WITHIN and code:
        return code
    if dep == "conj" and "v" in code:
        return code if code[-1] == "&" else f"{code}&"
    return FAR if code.count("v") >= DOWNS else f"{code}v{_step(dep, word)}"


def _step(dep: str, word: str) -> str:
    return f"{dep}:{word}" if dep in ("prep", "agent", "dative") else dep
