"""Features that pledges and proposals share: their parties, their words, and when they were reported."""

from __future__ import annotations

from communique.settle.accounts import Account, agreement

Found = list[tuple[str, float]]
AT_ODDS = 0.6  # of the shorter list of parties
HALF = 0.6  # Dice's coefficient of the telling words of two names
TOGETHER, APART = 3, 21  # days


def parties(a: Account, b: Account, names: tuple[str, str, str, str]) -> Found:
    """Whether both sides agree or are at odds; `names` are those features, main side first."""
    found: Found = []
    pairs = ((a.main, b.main, names[0], names[1]), (a.other, b.other, names[2], names[3]))
    for mine, theirs, agree, odds in pairs:
        share = agreement(mine, theirs)
        if share is not None and share >= AT_ODDS:
            found.append((agree, share))
        elif share is not None and odds:
            found.append((odds, 1.0))
    return found


def published(a: Account, b: Account) -> Found:
    """Whether the two reports were published together or apart."""
    if a.published is None or b.published is None:
        return [("reported together", 1.0)] if a.finding.article == b.finding.article else []
    gap = abs((a.published - b.published).days)
    return (
        [("reported together", 1.0)] if gap <= TOGETHER else [("reported apart", 1.0)] if gap > APART else []
    )


def shared_words(a: Account, b: Account, names: tuple[str, str, str]) -> str:
    """The one of three features that the shared telling words give: most, some, none."""
    share = 2 * len(a.words & b.words) / (len(a.words) + len(b.words))  # Dice's coefficient
    return names[0] if share >= HALF else names[1] if share else names[2]
