"""Which column of the hidden sheet a check's line stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.note_tests import ANSWERED
from cchc_sheets.model import Severity
from cchc_sheets.workbook.live.places import FIRST_LINE

Group = tuple[int, int]
"""First and last column of lines of one weight; the last is below the first where there is none."""
_OWN_ERRORS, _ERRORS, _MISSING_ERRORS, _MISSING, _OWN_WARNINGS, _WARNINGS, _INFOS = range(7)
_BANDS = 7


class Columns:
    """Which column a check's line stands in.

    Errors: own ones, relations, blanks that must be answered; then other blanks; then own
    warnings and relations that warn; then what is only information.
    """

    def __init__(self, checks: Sequence[Check]) -> None:
        self._slots = dict(_slots(checks))
        start = self._start = {_OWN_ERRORS: FIRST_LINE}
        for band in range(_BANDS):
            used = [slot for at, slot in self._slots.values() if at == band]
            start[band + 1] = start[band] + max(used, default=-1) + 1
        ends = {band: start[band + 1] - 1 for band in range(_BANDS)}
        self.errors: Group = (start[_OWN_ERRORS], ends[_MISSING_ERRORS])
        self.missing: Group = (start[_MISSING_ERRORS], ends[_MISSING])
        self.warnings: Group = (start[_OWN_WARNINGS], ends[_WARNINGS])
        self.own_error = start[_OWN_ERRORS]

    def of(self, check: Check) -> int:
        """Return the column of a check's line."""
        band, slot = self._slots[id(check)]
        return self._start[band] + slot


def _band(check: Check) -> int:
    error, warning = check.severity is Severity.ERROR, check.severity is Severity.WARNING
    if check.condition is ANSWERED:
        return _MISSING_ERRORS if error else _MISSING if warning else _INFOS
    if isinstance(check.condition, Relation):
        return _ERRORS if error else _WARNINGS if warning else _INFOS
    return _OWN_ERRORS if error else _OWN_WARNINGS if warning else _INFOS


def _slots(checks: Sequence[Check]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield each check's band and its place in it; a row's own tests share one place."""
    taken: dict[tuple[str, int], int] = {}
    for check in checks:
        band = _band(check)
        if band in {_ERRORS, _WARNINGS, _INFOS}:
            slot = taken.get((check.key, band), 0)
            taken[check.key, band] = slot + 1
        else:
            slot = 0
        yield id(check), (band, slot)
