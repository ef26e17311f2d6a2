"""Many places of rows or cells as a short text: ``I.2.(1)–(4), I.5`` and ``F12–F14, F20``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_sheets.model import Row

_LAST_NUMBER = re.compile(r"(.*?)(\d+)(\)?)$", re.DOTALL)
_FEWEST = 3
"""Two neighbours are named both: ``1.1, 1.2`` is as short as a range and plainer."""


def section_title(row: Row, label: str) -> str:
    """Return what a part of a form is called: ``II. Cải cách thể chế``, however STT is printed.

    The totals of a table, below the printed form, have its title alone.
    """
    return f"{(row.stt or row.path).rstrip('. ')}. {label}" if row.printed else label


def ranged(places: Iterable[str]) -> str:
    """Return the places in their order; three or more neighbours become a range."""
    runs: list[list[str]] = []
    last: re.Match[str] | None = None
    for place in places:
        this = _LAST_NUMBER.match(place)
        alike = last and this and last.group(1, 3) == this.group(1, 3)
        if last and this and alike and int(this[2]) == int(last[2]) + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
        last = this
    shown: list[str] = []
    for run in runs:
        # Of an address in the form only its end changes: I.2.(1)–(4); of a cell all: F12–F14.
        ending = _LAST_NUMBER.match(run[-1])
        end = f"({ending[2]})" if ending and ending[3] else run[-1]
        shown += run if len(run) < _FEWEST else [f"{run[0]}–{end}"]
    return ", ".join(shown)
