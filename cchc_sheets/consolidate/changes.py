"""Two merges of a period → the figures that differ: the province's, then the units' with files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import PROVINCE
from cchc_sheets.model import Catalogue, Received


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another than in an earlier version; ``None`` is no number.

    ``unit`` is the code of the unit, empty for the province's own figure. ``file_before`` and
    ``file`` are the unit's files that the two figures come from, empty where it had none.
    """

    unit: str
    indicator: str
    label: str
    before: Decimal | None
    now: Decimal | None
    difference: Decimal | None
    file_before: str = ""
    file: str = ""


def changed_figures(before: Merged, now: Merged, catalogue: Catalogue) -> Iterator[FigureChange]:
    """Yield what a later version changes in the catalogue's order, the province's figures first."""
    for indicator in catalogue.indicators.values():
        old = before.consolidation.figure(indicator.key, PROVINCE)
        new = now.consolidation.figure(indicator.key, PROVINCE)
        was, is_now = old.value if old else None, new.value if new else None
        if was != is_now:
            yield FigureChange(
                "", indicator.key, indicator.label, was, is_now, _difference(was, is_now)
            )
    for unit in now.consolidation.expected:
        files = before.accepted.get(unit.code), now.accepted.get(unit.code)
        for indicator in catalogue.indicators.values():
            was, is_now = (_value(file, indicator.key) for file in files)
            if was != is_now:
                names = (file.path if file else "" for file in files)
                difference = _difference(was, is_now)
                found = (unit.code, indicator.key, indicator.label, was, is_now, difference)
                yield FigureChange(*found, *names)


def _value(file: Received | None, key: str) -> Decimal | None:
    answer = file.submission.answers.get(key) if file and file.submission else None
    return answer.value if answer else None


def _difference(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    return None if before is None or now is None else now - before
