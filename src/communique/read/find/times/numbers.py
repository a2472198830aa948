"""Numbers, ordinals and units as they are written in time expressions."""

from __future__ import annotations

from functools import cache

from communique.knowledge import mapping, table, values


@cache
def numbers() -> dict[str, str]:
    """From each form of a quantity, month, weekday or ordinal (lower-cased) to its number."""
    return {
        **mapping("time_quantities", "word", "value"),
        **mapping("months", "name", "number"),
        **mapping("months", "abbreviations", "number"),
        **mapping("weekdays", "name", "number"),
        **mapping("weekdays", "abbreviations", "number"),
        **mapping("ordinals", "word", "number"),
    }


def number(form: str) -> str:
    """The number of a form: "twenty-five" → "25", "two hundred" → "200", "several" → "X"."""
    form = " ".join(form.lower().rstrip(".").split()).replace(",", "")
    if form[:1].isdigit():
        return form.rstrip("stndrh") if form[-1:].isalpha() else form
    known = numbers()
    if form in known:
        return known[form]
    return _sum(form.replace("-", " "))


def _sum(form: str) -> str:
    """The number of several words; "X" where one of them is vague."""
    known, total, part = numbers(), 0, 0
    words = form.split()
    while words:
        taken = next((k for k in range(len(words), 0, -1) if " ".join(words[:k]) in known), 0)
        value = known[" ".join(words[:taken])] if taken else "0"  # "and"
        words = words[max(taken, 1) :]
        if value == "X":
            return "X"
        if int(value) >= 1000:
            total, part = total + max(part, 1) * int(value), 0
        elif int(value) == 100:
            part = max(part, 1) * 100
        else:
            part += int(value)
    return str(total + part)


@cache
def units() -> dict[str, tuple[str, str, str]]:
    """From each form of a unit to its TIMEX3 code, its calendar period, and the code of its half."""
    rows = table("time_units").rows
    return {f: (r["code"], r["granularity"], r["half"]) for r in rows for f in values(r["forms"])}


def granularity(form: str) -> str:
    """The calendar period of a unit's form; "" where it has none ("hour")."""
    return units()[form.lower()][1]


def duration(count: str, unit: str, *, half: bool = False) -> str:
    """The TIMEX3 value of so many units: ("3", "days") → "P3D"; with `half`, and a half more."""
    code, _, half_code = units()[unit]
    whole, _, fraction = count.partition(" ")
    if code.startswith("2"):
        whole, code = (str(2 * int(whole)) if whole.isdigit() else whole), code[1:]
    if (half or fraction == "1/2") and half_code:
        return _with_half(whole, code, half_code)
    return f"PT{whole}{code[1:]}" if code.startswith("T") else f"P{whole}{code}"


def _with_half(whole: str, code: str, half: str) -> str:
    """Units and half a unit more: "2", "Y", "6M" → "P2Y6M"; "0" gives the half alone: "PT30M"."""
    clock = "T" if half.startswith("T") else ""
    first = "" if whole == "0" else f"{whole}{code.removeprefix('T')}"
    middle = clock if first and not code.startswith("T") else ""
    lead = "PT" if code.startswith("T") or (clock and not first) else "P"
    return f"{lead}{first}{middle}{half.removeprefix('T')}"
