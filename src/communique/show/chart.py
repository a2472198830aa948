"""The pledge chart: who gives how much, one chart for each currency, as inline SVG."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from communique.show.amounts import money_text, number_text
from communique.show.lines import Total
from communique.show.plain import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROWS = 12
LOG_FROM = 200.0  # a linear bar this many times shorter than the longest can no longer be seen

# Stand-ins that are replaced by the page's own colours, so that the chart follows its theme.
_INK, _FAINT = "#010203", "#010204"
_STATUS = {
    "pledged": "#020301",
    "committed": "#020302",
    "delivered": "#020303",
    "called for": "#020304",
    "suspended": "#020305",
    "refused": "#020306",
}
_VARIABLES = {
    _INK: "var(--ink)",
    _FAINT: "var(--rule)",
    **{colour: f"var(--bar-{status.replace(' ', '-')})" for status, colour in _STATUS.items()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart's title, and its drawing as an SVG element (escaped, safe to put into a page)."""

    title: str
    svg: str


def charts(by_giver: Sequence[Total]) -> tuple[Chart, ...]:
    """One chart for each currency and period, the one with most pledges first; none when there is no money.

    Bars are labelled in words with amount and status, so that nothing hangs on colour. The axis is
    logarithmic when the smallest bar could not be seen on a linear one, and says so.
    """
    groups: dict[tuple[str, str], list[Total]] = {}
    for total in by_giver:
        if total.amount > 0:
            groups.setdefault((total.currency, total.per), []).append(total)
    return tuple(_chart(currency, per, rows, n) for n, ((currency, per), rows) in enumerate(groups.items()))


def _chart(currency: str, per: str, rows: list[Total], number: int) -> Chart:
    rows = sorted(rows, key=lambda t: (-t.amount, t.giver, t.status))
    title = f"Pledges in {currency}" + (f" a {per}" if per else "")
    if len(rows) > ROWS:
        title += f", the {ROWS} largest of {len(rows)}"
    shown = rows[:ROWS]
    lines = "; ".join(
        f"{t.giver}: {money_text(t.currency, t.amount, t.per)} {t.status}{_others(t)}" for t in shown
    )
    return Chart(title=plain(title), svg=_dress(_draw(shown, number), plain(title), plain(lines), number))


def _draw(rows: list[Total], number: int) -> str:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    log = rows[0].amount / rows[-1].amount > LOG_FROM
    with (
        mpl.rc_context(
            {"svg.fonttype": "none", "svg.hashsalt": f"pledges{number}", "font.family": "sans-serif"}
        ),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", UserWarning)  # a glyph that only the browser's fonts have
        figure = Figure(figsize=(7.2, 0.2 + 0.3 * len(rows) + 0.25 * log), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        _bars(axes, rows, log)
        _bare(axes)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata=dict.fromkeys(_METADATA))
    return out.getvalue()


def _bars(axes: Axes, rows: list[Total], log: bool) -> None:
    """A bar for each giver and status, the largest on top, with amount and status in words at its end."""
    floor = rows[-1].amount / 3 if log else 0
    at = range(len(rows))
    lengths = [t.amount - floor for t in rows]
    colours = [_STATUS.get(t.status, _INK) for t in rows]
    axes.barh(at, lengths, left=floor, height=0.62, clip_on=False, color=colours)
    if log:
        axes.set_xscale("log")
        axes.set_xlabel("logarithmic scale", color=_INK, fontsize=8, loc="left")
    axes.set_xlim(floor, rows[0].amount * (40 if log else 1.55))
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(at, [_short(t.giver) for t in rows], fontsize=9, color=_INK)
    for tick in axes.get_yticklabels():
        tick.set_parse_math(False)
    for y, t in enumerate(rows):
        axes.annotate(
            f"{number_text(t.amount)} {t.status}{_others(t)}", (t.amount, y), (5, 0),
            textcoords="offset points", va="center", fontsize=9, color=_INK, parse_math=False,
        )  # fmt: skip


def _others(total: Total) -> str:
    """Says that a bar is one pledge of several that may overlap."""
    return f", largest of {total.others + 1}" if total.others else ""


def _bare(axes: Axes) -> None:
    """Without what the labels make needless: ticks, frame, grid."""
    axes.tick_params(left=False, bottom=False)
    axes.xaxis.set_ticks([])
    axes.xaxis.set_ticks([], minor=True)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(_FAINT)


_METADATA = ("Creator", "Date", "Format", "Type")


def _short(giver: str, limit: int = 34) -> str:
    giver = plain(giver)
    return giver if len(giver) <= limit else giver[: limit - 1] + "…"


def _dress(svg: str, title: str, lines: str, number: int) -> str:
    """The drawing without prologue, styles and fixed size, with a title, a description and theme colours."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\sid="[^"]*"', "", svg)  # a page with two charts would have every id twice
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, variable)
    head = f'<svg role="img" class="chart" aria-labelledby="chart{number}-t chart{number}-d" '
    inside = f'<title id="chart{number}-t">{escape(title)}</title>'
    inside += f'<desc id="chart{number}-d">{escape(lines)}</desc>'
    tag, _, rest = svg.partition(">")
    attributes = re.sub(r'\s(width|height)="[^"]*"', "", tag.removeprefix("<svg"))
    return f"{head}{attributes.strip()}>{inside}{rest.strip()}"
