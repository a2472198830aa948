"""Fit the weights of a statement's confidence on development data, and say how well calibrated they are.

    python training/attribution/calibrate.py [--attribution FILE.jsonl] [--record FOLDER] [--texts PATH]...
        [--table statement_confidence.tsv] [--plot reliability.svg]

A candidate is right when its content shares half of its words with gold's and its source is gold's. The
column `attributed` is fitted on --attribution, `spoken` on --record (contents alone decide there: whom the
source stands for is another finder's work). Expected calibration errors come from five folds by article,
so that no candidate is judged by weights fitted on it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from communique.evaluate.gold import GoldArticle, attribution_gold, record_gold
from communique.model.finding import Statement
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.statements.confidence import features
from communique.read.find.statements.draft import Draft
from communique.read.find.statements.heads import Candidate
from communique.read.find.statements.learned import candidates, reported
from communique.read.find.statements.quotations import locate

PENALTY = 0.5  # of squared weights, in candidates
FOLDS, BINS = 5, 10
Array = np.ndarray


def main() -> None:
    """Fit, say and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--attribution", type=Path, required=True)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--table", type=Path)
    parser.add_argument("--plot", type=Path)
    o = parser.parse_args()
    sets = {
        "attributed": examples(attribution_gold(o.attribution), with_source=True),
        "spoken": examples(record_gold(o.record, o.texts), with_source=False),
    }
    fitted, judged = {}, {}
    for name, (_, x, y, article) in sets.items():
        fitted[name] = fit(x, y)
        judged[name] = (folded(x, y, article), y)
        p = judged[name][0]
        print(
            f"{name}: {len(y)} candidates, {int(y.sum())} right, expected calibration error {error(p, y):.3f}"
        )
        print("  best F1 by threshold:", best(p, y))
    names = sets["spoken"][0]
    if o.table:
        write(o.table, names, fitted)
    if o.plot:
        plot(o.plot, judged)
    for n, feature in enumerate(names):
        print(f"{feature}\t{fitted['attributed'][n]:.3f}\t{fitted['spoken'][n]:.3f}")


def examples(golds: Iterable[GoldArticle], *, with_source: bool) -> tuple[list[str], Array, Array, Array]:
    """Features (N × F), right or wrong (N) and article numbers (N) of all candidates."""
    names, rows, right, article = [], [], [], []
    for number, gold in enumerate(golds):
        a = analyse(gold.article)
        q = locate(a)
        found = candidates(a, q)
        hit, inside = matched(a, gold, found, with_source), reported(found)
        for n, (c, d) in enumerate(found):
            values = features(a, c, d, reported=inside[n])
            names = list(values)
            rows.append(list(values.values()))
            right.append(hit.get(n, 0.0))
            article.append(number)
    keep = np.array(right) >= 0
    return names, np.array(rows)[keep], np.array(right)[keep], np.array(article)[keep]


def matched(
    a: Analysis, gold: GoldArticle, found: list[tuple[Candidate, Draft]], with_source: bool
) -> dict[int, float]:
    """1 for candidates that gold bears out; -1 (leave out) for those that only optional gold does."""
    covered = [words(a, ((a.start[x], a.end[y - 1]) for x, y in d.content)) for _, d in found]
    golds = [(words(a, ((s.start, s.end) for s in g.finding.content)), g) for g in gold.of("statement")]
    pairs = sorted(
        (
            (len(g & f) / len(g | f), i, j)
            for i, (g, _) in enumerate(golds)
            for j, f in enumerate(covered)
            if g & f
        ),
        reverse=True,
    )
    out, taken = {}, set()
    for overlap, i, j in pairs:
        if overlap >= 0.5 and i not in taken and j not in out:
            taken.add(i)
            g = golds[i][1]
            out[j] = -1.0 if g.optional else float(not with_source or same_source(a, g.finding, found[j][0]))
    return out


def words(a: Analysis, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The words (numbers or letters in them) that passages touch."""
    return {
        i
        for s, e in spans
        for i in range(len(a))
        if a.start[i] < e and s < a.end[i] and a.text[i][0].isalnum()
    }


def same_source(a: Analysis, statement: Statement, candidate: Candidate) -> bool:
    """True when the sources overlap, or neither has one."""
    mention = statement.speaker.mention if statement.speaker else None
    if mention is None or candidate.source is None:
        return mention is None and candidate.source is None
    low, high = candidate.source
    return a.start[low] < mention.end and mention.start < a.end[high - 1]


def fit(x: Array, y: Array) -> Array:
    """Logistic regression with a small quadratic penalty, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + PENALTY * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def folded(x: Array, y: Array, article: Array) -> Array:
    """Probabilities of every candidate by weights that were fitted on other articles."""
    p = np.zeros(len(y))
    for k in range(FOLDS):
        held = article % FOLDS == k
        p[held] = 1 / (1 + np.exp(-x[held] @ fit(x[~held], y[~held])))
    return p


def error(p: Array, y: Array) -> float:
    """The expected calibration error over bins of equal width (Guo et al. 2017, ICML)."""
    at = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(
        sum(
            abs(p[at == b].mean() - y[at == b].mean()) * (at == b).mean()
            for b in range(BINS)
            if (at == b).any()
        )
    )


def best(p: Array, y: Array) -> str:
    """Precision of the kept at several thresholds, and the share of the right ones that is kept."""
    rows = [(t, y[p >= t].mean(), y[p >= t].sum() / y.sum()) for t in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)]
    return ", ".join(f"{t}: P {a:.3f} R {b:.3f}" for t, a, b in rows)


def write(path: Path, names: list[str], fitted: dict[str, Array]) -> None:
    """Rewrite the rows of the table below its header lines."""
    head = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    rows = [
        f"{n}\t{a:.3f}\t{s:.3f}"
        for n, a, s in zip(names, fitted["attributed"], fitted["spoken"], strict=True)
    ]
    path.write_text("\n".join([*head, "feature\tattributed\tspoken", *rows, ""]), encoding="utf-8")


def plot(path: Path, judged: dict[str, tuple[Array, Array]]) -> None:
    """The reliability diagram: share right against confidence, in ten bins."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(8, 4), sharey=True)
    for ax, (name, (p, y)) in zip(axes, judged.items(), strict=True):
        at = np.minimum((p * BINS).astype(int), BINS - 1)
        bins = [b for b in range(BINS) if (at == b).any()]
        ax.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        ax.plot(
            [p[at == b].mean() for b in bins], [y[at == b].mean() for b in bins], marker="o", color="#1b4f72"
        )
        for b in bins:
            ax.annotate(
                str((at == b).sum()),
                (p[at == b].mean(), y[at == b].mean()),
                textcoords="offset points",
                xytext=(6, -10),
                fontsize=7,
                color="0.4",
            )
        ax.set_title(f"{name} (error {error(p, y):.3f})", fontsize=10)
        ax.set_xlabel("confidence")
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 1)
    axes[0].set_ylabel("share right")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
