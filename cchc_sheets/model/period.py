"""Reporting periods (kỳ): names, windows and what came before.

Windows follow the officers' own calendar, not the year's: a quarter runs from the 15th of the
month before it to the 14th of its last month (``docs/periods.md``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

_PATTERN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M|Y)")
_LAST_MONTH = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "9M": 9, "Y": 12}
_CUMULATIVE = ("Q1", "H1", "9M", "Y")
_ROMAN = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}


class WindowPair(StrEnum):
    """How the windows of a period and of the one before it lie: which pairs a rule compares."""

    ANY = "any"
    SAME_START = "same_start"
    """Both begin on the same day: the later one contains the earlier one."""
    ADJOINING = "adjoining"
    """The later one begins on the day after the earlier one ended."""
    SAME_YEAR = "same_year"
    """Both lie in one reporting year (15/12 to 14/12)."""
    NEW_YEAR = "new_year"
    """A reporting year ended between them."""


class PeriodStage(StrEnum):
    """How far a period is; the names are in JSON, ``words.states`` has the words."""

    COLLECTING = "collecting"
    """Nothing was merged yet, or every unit is in the figures."""
    PRELIMINARY = "preliminary"
    """Merged while units are missing."""
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period: ``2023-03``, ``2023-Q1``…``Q4``, ``2023-H1``, ``H2``, ``9M``, ``Y``."""

    year: int
    part: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a period's name; ``None`` when it is not one."""
        match = _PATTERN.fullmatch(text.strip().upper())
        return cls(int(match[1]), match[2]) if match else None

    def __str__(self) -> str:
        """The period's name, as in file names and options."""
        return f"{self.year}-{self.part}"

    @property
    def is_cumulative(self) -> bool:
        """Whether the window starts with the year and grows: six months, nine months, year."""
        return self.part in {"H1", "9M", "Y"}

    @property
    def _last_month(self) -> int:
        return _LAST_MONTH.get(self.part) or int(self.part)

    @property
    def start(self) -> date:
        """First day of the window (the 15th of a month)."""
        if self.part in _CUMULATIVE:
            return date(self.year - 1, 12, 15)
        months = {"Q": 3, "H": 6}.get(self.part[0], 1)
        month = self._last_month - months
        return date(self.year - 1, 12, 15) if month == 0 else date(self.year, month, 15)

    @property
    def end(self) -> date:
        """Last day of the window (the 14th of a month)."""
        return date(self.year, self._last_month, 14)

    @property
    def previous(self) -> Period:
        """The period whose figures a workbook shows beside those of this one.

        For a cumulative window the last one with the same start, otherwise the one just before.
        """
        if self.part == "Q1":
            return Period(self.year - 1, "Q4")
        if self.part == "H2":
            return Period(self.year, "H1")
        if self.part == "01":
            return Period(self.year - 1, "12")
        if self.is_cumulative:
            return Period(self.year, _CUMULATIVE[_CUMULATIVE.index(self.part) - 1])
        if self.part.startswith("Q"):
            return Period(self.year, f"Q{int(self.part[1]) - 1}")
        return Period(self.year, f"{int(self.part) - 1:02d}")

    def alike_before(self, count: int) -> tuple[Period, ...]:
        """Return the last windows of its kind that came before it, the latest first.

        Quarters and months follow one another; of longer windows it is those of the years before.
        """
        found: list[Period] = []
        period = self
        for _ in range(count):
            follows = period.part.startswith("Q") or period.part.isdecimal()
            period = period.previous if follows else period.year_before
            found.append(period)
        return tuple(found)

    def start_for(self, since: str) -> date:
        """Return the first day that a unit counts which exists ``since`` (ISO, empty for ever).

        A unit that is new within the window has a start of its own.
        """
        is_new = self.start.isoformat() < since <= self.end.isoformat()
        return date.fromisoformat(since) if is_new else self.start

    def matches(self, pair: WindowPair, before: Period, since: str = "") -> bool:
        """Whether this window and that of an earlier period are such a pair.

        ``since`` is as in ``start_for``: of a new unit the later window need not hold the earlier.
        """
        start = self.start_for(since)
        match pair:
            case WindowPair.ANY:
                return True
            case WindowPair.SAME_START:
                return start == before.start_for(since)
            case WindowPair.ADJOINING:
                return start == before.end + timedelta(days=1)
            case WindowPair.SAME_YEAR:
                return self.year == before.year
            case WindowPair.NEW_YEAR:
                return self.year > before.year

    @property
    def year_before(self) -> Period:
        """The same period of the year before (cùng kỳ năm trước)."""
        return Period(self.year - 1, self.part)

    @property
    def label(self) -> str:
        """The period as a printed form names it: ``Quý I năm 2021``."""
        if self.part in _ROMAN:
            return f"Quý {_ROMAN[self.part]} năm {self.year}"
        words = {"H1": "6 tháng đầu năm", "H2": "6 tháng cuối năm", "9M": "9 tháng năm", "Y": "Năm"}
        if self.part in words:
            return f"{words[self.part]} {self.year}"
        return f"Tháng {int(self.part)} năm {self.year}"
