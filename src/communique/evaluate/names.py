"""When two names in gold and finding mean the same actor, as the record scorer has it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from communique.knowledge import column, table, values


@cache
def _one_actor() -> dict[str, int]:
    """From each name that has others to the number of its line in the table."""
    rows = table("evaluation_same_names").rows
    return {name: number for number, row in enumerate(rows) for name in values(row["names"])}


def name_words(name: str) -> list[str]:
    """A name as comparable words: no accents, possessives, brackets or case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"\(.*?\)|['’]s\b", " ", plain).replace(".", " ")
    return re.findall(r"[a-z0-9]+", plain)


def same_name(a: str, b: str) -> bool:
    """True when two names mean one actor: the same state, surname, or one contained in the other."""
    left, right = name_words(a), name_words(b)
    if not left or not right:
        return False
    if left == right or _same_line(left, right):
        return True
    titles = column("evaluation_titles", "word")
    bare_left = [w for w in left if w not in titles] or left
    bare_right = [w for w in right if w not in titles] or right
    if _same_line(bare_left, bare_right):
        return True
    one_in_other = set(bare_left) <= set(bare_right) or set(bare_right) <= set(bare_left)
    return one_in_other or _alike(bare_left[-1], bare_right[-1])


def _same_line(a: list[str], b: list[str]) -> bool:
    line = _one_actor().get(" ".join(a))
    return line is not None and line == _one_actor().get(" ".join(b))


def _alike(a: str, b: str) -> bool:
    """The same surname, or two spellings of it (Zelensky, Zelenskyy share four letters and the last)."""
    return a == b or (min(len(a), len(b)) > 4 and a[:4] == b[:4] and a[-1] == b[-1])
