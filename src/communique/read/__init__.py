"""Reading: from a source to the findings of each article. Knows no record.

The package can be called: ``communique.read(text, date=…)`` gives the findings of one text. A package
and a function cannot share a name otherwise, and both are the plain word for what they do.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.api import Findings


class _Reading(ModuleType):
    """A module that reads a text when it is called."""

    def __call__(
        self,
        text: str,
        *,
        date: str | None = None,
        source: str | None = None,
        title: str | None = None,
        url: str | None = None,
        id: str | None = None,
    ) -> Findings:
        """Read one report; see :func:`communique.api.read`."""
        from communique.api import read

        return read(text, date=date, source=source, title=title, url=url, id=id)


sys.modules[__name__].__class__ = _Reading
