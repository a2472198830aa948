"""Codes of countries: ISO 3166-1 alpha-3, and the numbers of the Correlates of War project."""

from __future__ import annotations

from communique.knowledge import mapping


def alpha3(country: str) -> str | None:
    """The alpha-3 code for an ISO 3166-1 alpha-2 code, None for what is none."""
    return mapping("country_codes", "iso2", "iso3").get(country.lower())


def cow_number(country: str) -> str | None:
    """The Correlates of War number for an alpha-2 code, None where the project counts no such state."""
    return mapping("country_codes", "iso2", "cow").get(country.lower()) or None
