"""What only a folder shows: several files of one unit, other periods, units without a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cchc_sheets.model import Period, Received, Roster, Unit


@dataclass(frozen=True, slots=True)
class FolderOverview:
    """A folder of returned files, seen as the reports of one province in one period.

    ``several`` are the units of which more than one file is there, with these files; ``others``
    the files of other periods; ``missing`` the expected units of which no file is there, nor came
    earlier, in the roster's order.
    """

    roster: Roster
    period: Period
    several: tuple[tuple[Unit, tuple[Received, ...]], ...]
    others: tuple[Received, ...]
    missing: tuple[Unit, ...]


def overview(
    files: Sequence[Received], roster: Roster, period: Period, earlier: Collection[str]
) -> FolderOverview:
    """Return what the files of a folder show together; ``earlier`` are units heard of before."""
    own = [file for file in files if file.identity and file.identity.province == roster.id]
    of_unit: dict[str, list[Received]] = {}
    for file in own:
        if file.unit is not None and file.period == period:
            of_unit.setdefault(file.unit.code, []).append(file)
    expected = roster.expected(period)
    return FolderOverview(
        roster,
        period,
        tuple(
            (unit, tuple(of_unit[unit.code]))
            for unit in roster.units
            if len(of_unit.get(unit.code, ())) > 1
        ),
        tuple(file for file in own if file.period not in {None, period}),
        tuple(unit for unit in expected if unit.code not in {*of_unit, *earlier}),
    )
