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
    for place in places:
        if runs and _follows(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(shown for run in runs for shown in _shown(run))


def _follows(before: str, after: str) -> bool:
    first, second = _LAST_NUMBER.match(before), _LAST_NUMBER.match(after)
    if first is None or second is None or first.group(1, 3) != second.group(1, 3):
        return False
    return int(second[2]) == int(first[2]) + 1


def _shown(run: list[str]) -> list[str]:
    if len(run) < _FEWEST:
        return run
    last = _LAST_NUMBER.match(run[-1])
    # Of an address in the form only its end changes: I.2.(1)–(4); a cell is named whole: F12–F14.
    end = run[-1] if last is None or not last[3] else f"({last[2]})"
    return [f"{run[0]}–{end}"]
