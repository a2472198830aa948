"""Average-linkage clustering over a sparse set of scored pairs, with people's decisions as constraints.

Sokal and Michener's average linkage (UPGMA, 1958): two clusters merge while the mean score over all
their cross pairs reaches the threshold. A pair that was never scored counts as 0, so that a vague
account cannot chain two different things together; a pair at or below `veto` forbids the merge.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from communique.settle.links import Links

Pair = tuple[int, int]
Cell = tuple[float, float]  # sum and minimum of the scores between two clusters


def average_linkage(
    members: Sequence[Sequence[str]],
    scores: Mapping[Pair, float],
    threshold: float,
    veto: float,
    constraints: Links,
) -> list[list[int]]:
    """Clusters of the nodes 0 … n-1 as sorted lists, in the order of their smallest node.

    `members` are the finding ids behind each node (what constraints speak of); `scores` are keyed by
    (lower, higher) node.
    """
    clusters, of = _decided(members, constraints)
    cells = _cells(scores, of)
    heap: list[tuple[float, int, int]] = []

    def offer(a: int, b: int) -> None:
        total, low = cells[a][b]
        mean = total / (len(clusters[a]) * len(clusters[b]))
        if mean >= threshold and low > veto:
            heapq.heappush(heap, (-round(mean, 9), min(a, b), max(a, b)))

    for a in sorted(cells):
        for b in sorted(cells[a]):
            if a < b:
                offer(a, b)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if a not in clusters or b not in clusters or not _current(mean, a, b, clusters, cells):
            continue
        if constraints.parted(_ids(clusters[a], members), _ids(clusters[b], members)):
            continue
        clusters[a] += clusters.pop(b)
        _absorb(cells, a, b)
        for c in sorted(cells[a]):
            offer(a, c)
    return sorted(sorted(c) for c in clusters.values())


def _ids(nodes: Sequence[int], members: Sequence[Sequence[str]]) -> list[str]:
    return [id for n in nodes for id in members[n]]


def _decided(
    members: Sequence[Sequence[str]], constraints: Links
) -> tuple[dict[int, list[int]], dict[int, int]]:
    """The clusters that people's decisions make, each named by its first node."""
    first: dict[str, int] = {}
    clusters: dict[int, list[int]] = {}
    of: dict[int, int] = {}
    for node, ids in enumerate(members):
        place = node
        if len(ids) == 1 and constraints.touches(ids[0]):
            place = first.setdefault(constraints.find(ids[0]), node)
        clusters.setdefault(place, []).append(node)
        of[node] = place
    return clusters, of


def _cells(scores: Mapping[Pair, float], of: Mapping[int, int]) -> dict[int, dict[int, Cell]]:
    cells: dict[int, dict[int, Cell]] = {}
    for (i, j), score in sorted(scores.items()):
        a, b = of[i], of[j]
        if a == b:
            continue
        total, low = cells.setdefault(a, {}).get(b, (0.0, score))
        cell = (total + score, min(low, score))
        cells[a][b] = cell
        cells.setdefault(b, {})[a] = cell
    return cells


def _current(
    mean: float, a: int, b: int, clusters: Mapping[int, list[int]], cells: Mapping[int, Mapping[int, Cell]]
) -> bool:
    """False for an offer that was made before one of its clusters grew."""
    cell = cells.get(a, {}).get(b)
    return cell is not None and mean == -round(cell[0] / (len(clusters[a]) * len(clusters[b])), 9)


def _absorb(cells: dict[int, dict[int, Cell]], a: int, b: int) -> None:
    for c, (total, low) in sorted(cells.pop(b, {}).items()):
        cells[c].pop(b, None)
        if c == a:
            continue
        mine, least = cells.setdefault(a, {}).get(c, (0.0, low))
        cells[a][c] = cells[c][a] = (mine + total, min(least, low))
