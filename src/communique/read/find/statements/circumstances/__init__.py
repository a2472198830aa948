"""The circumstances of statements: when, to whom, through whom and where something was said."""

from __future__ import annotations

from collections.abc import Sequence

from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.circumstances.carrying import carried
from communique.read.find.statements.circumstances.own import Circumstances, own_circumstances
from communique.read.find.statements.circumstances.telling import tellings
from communique.read.find.statements.draft import Draft

__all__ = ["Circumstances", "circumstances"]


def circumstances(a: Analysis, drafts: Sequence[Draft]) -> list[Circumstances]:
    """The circumstances of all statements of an article, one for each draft, in their order."""
    told = tellings(a, drafts)
    mains = frozenset(t.main for t in told)
    own = [own_circumstances(t, None if t.within is None else told[t.within], mains) for t in told]
    return carried(a, told, own)
