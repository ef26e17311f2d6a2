"""Series → a workbook: a sheet for the province and one for each unit type, periods side by side.

Each row is one unit's figure of one indicator: a filter shows a unit over time, or an indicator
over units. Where a series is not sound the cell has a mark and the row says why; nothing is drawn
and no change stated across it. The same input gives the same bytes.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from cchc_sheets.consolidate.figure import Figure
from cchc_sheets.consolidate.headline import is_thin
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.history.series import IndicatorSeries, PastReports
from cchc_sheets.history.steps import WINDOWS, Point, Series, window_of
from cchc_sheets.model import Family, Indicator, Kind, Period, Roster
from cchc_sheets.report.history import DECIMALS, shown
from cchc_sheets.report.looks import SANS, Looks, PrintedPage, Sheet
from cchc_sheets.words import report_page as said
from cchc_sheets.words import series as words
from cchc_sheets.words.editions import break_sentence

CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a constant: the same input is the same bytes
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": SANS, "font_size": 10},
}
_TITLE, _HEAD, _EDITIONS, _FIRST_ROW = range(4)
_INDICATOR, _UNIT, _MEASURE, _FIRST = range(4)
_FIXED, _PERIOD, _LINE, _CHANGE, _NOTE = (30, 24, 9), 9, 15, 13, 34
_WHOLE = 11
_BARS = "#7FA3C4"
_LEAST_FOR_PERCENT = 30
_LANG = "vi"


def write_series(roster: Roster, found: Sequence[IndicatorSeries], record: PastReports) -> bytes:
    """Return the workbook of some indicators' series; ``record`` is what they were made of."""
    stream = io.BytesIO()
    periods = sorted(
        {period for each in found for s in (*each.scopes, *each.of_types) for period in s.points},
        key=lambda period: (WINDOWS.index(window_of(period)), period.end, period.start),
    )
    with Workbook(stream, dict(_OPTIONS)) as book:
        looks = Looks(book)
        for scope, label in _scopes(found, record):
            name = label[:31]
            page = book.add_worksheet(name, worksheet_class=PrintedPage)
            label_width, unit, measure = _FIXED
            fixed = _FIXED if scope else (label_width + unit - _WHOLE, _WHOLE, measure)
            widths = [*fixed, *[_PERIOD] * len(periods), _LINE, _CHANGE, _NOTE]
            sheet = Sheet(page, looks, widths)
            SeriesSheet(sheet, roster, scope, label, tuple(periods), found, record).write()
        book.set_properties({"title": words.BOOK_TITLE, "created": CREATED})
    return stream.getvalue()


def _scopes(found: Sequence[IndicatorSeries], record: PastReports) -> Iterator[tuple[str, str]]:
    """The sheets: the province (no unit type), then each type with a series, and their names."""
    if any(not s.unit for each in found for s in each.scopes) or not found:
        yield "", words.PROVINCE_SHEET
    asked = {s.unit.type for each in found for s in each.scopes if s.unit}
    asked |= {s.unit_type for each in found for s in each.of_types}
    for unit_type in record.definitions.catalogue.unit_types:
        if unit_type.key in asked:
            yield unit_type.key, unit_type.label


@dataclass(frozen=True)
class SeriesSheet:
    """One sheet: all series of a unit type, or of the province (no ``unit_type``)."""

    sheet: Sheet
    roster: Roster
    unit_type: str
    label: str
    periods: tuple[Period, ...]
    found: Sequence[IndicatorSeries]
    record: PastReports

    @cached_property
    def drawn(self) -> tuple[int, int]:
        """The first and the last column of the kind of periods of which there are most."""
        counted = Counter(map(window_of, self.periods))
        most = counted.most_common(1)[0][0] if counted else ""
        own = [n for n, each in enumerate(self.periods, _FIRST) if window_of(each) == most]
        return (own[0], own[-1]) if own else (_FIRST, _FIRST)

    @property
    def line(self) -> int:
        """The column of the lines; the change and the notes follow."""
        return _FIRST + len(self.periods)

    def write(self) -> None:
        """Write heads, then the series of each indicator: the whole, then its units."""
        title = words.TITLE.format(scope=self.label, province=self.roster.province)
        self.sheet.wide(_TITLE, title, "title", "left")
        heads = (
            *(words.INDICATOR_HEAD, words.UNIT_HEAD, words.MEASURE_HEAD),
            *map(said.short_period, self.periods),
            *(words.LINE_HEAD, words.CHANGE_HEAD, words.NOTE_HEAD),
        )
        self.sheet.texts(_HEAD, heads, "table", "head", "small")
        editions = ("", words.EDITIONS, "", *map(self._editions, self.periods), "", "", "")
        self.sheet.texts(_EDITIONS, editions, "table", "center", "small", "quiet")
        row = _FIRST_ROW
        for each in self.found:
            for series in self._own(each):
                self._write_row(row, each.indicator, series)
                row += 1
        self.sheet.merged((row, 0), (row, self.line + 2), words.LEGEND, "legend")
        if row > _FIRST_ROW:
            self.sheet.sheet.autofilter(_EDITIONS, 0, row - 1, _UNIT)
        self.sheet.paper(_HEAD, _MEASURE, landscape=True)
        self.sheet.sheet.freeze_panes(_FIRST_ROW, _MEASURE)
        self.sheet.sheet.print_area(0, 0, row, self.line + 2)

    def _own(self, found: IndicatorSeries) -> Iterator[Series]:
        """The series that stand here, the whole first."""
        if not self.unit_type:
            yield from (each for each in found.scopes if each.unit is None)
            return
        yield from (each for each in found.of_types if each.unit_type == self.unit_type)
        for each in found.scopes:
            if each.unit is not None and each.unit.type == self.unit_type:
                yield each

    def _editions(self, period: Period) -> str:
        """The editions of the forms that came in a period."""
        forms = self.record.definitions.forms
        reporters = self.record.reporters(self.roster, period).values()
        sent = {
            forms[each.submission.form].edition
            for each in reporters
            if each.submission
            and each.submission.form in forms
            and self.unit_type in {"", each.unit.type}
        }
        return ", ".join(sorted(sent))

    def _write_row(self, row: int, indicator: Indicator, series: Series) -> None:
        whole = series.unit is None
        look = ["bold"] if whole else []
        faint = [] if whole else ["quiet", "small", "clipped"]
        self.sheet.text(row, _INDICATOR, indicator.label, "table", *look, *faint)
        name = series.unit.name if series.unit else words.ALL_UNITS
        name = name if self.unit_type else words.WHOLE
        self.sheet.text(row, _UNIT, name, "table", *look)
        self.sheet.text(
            row, _MEASURE, indicator.unit_of_measure, "table", "center", "small", *faint
        )
        points = series.points
        for column, period in enumerate(self.periods, start=_FIRST):
            self._write_point((row, column), indicator, points.get(period), whole=whole)
        sound = self._sound(points)
        if len(sound) > 1:
            cells = xl_range_abs(row, sound[0], row, sound[-1])
            self.sheet.sheet.add_sparkline(
                row,
                self.line,
                {
                    "range": f"'{self.sheet.sheet.name}'!{cells}",
                    # LibreOffice prints of a line nothing but its points.
                    "type": "column",
                    "min": 0,
                    "series_color": _BARS,
                },
            )
        self.sheet.text(row, self.line, "", "table")
        change = self._change(indicator, points, sound, whole=whole)
        self.sheet.text(row, self.line + 1, change, "table", "right")
        notes = "; ".join(self._notes(points, whole=whole))
        self.sheet.text(row, self.line + 2, notes, "table", "small")

    def _write_point(
        self, at: tuple[int, int], indicator: Indicator, point: Point | None, *, whole: bool
    ) -> None:
        figure = point.reading.figure if point else None
        traits = ["table", *(["bold"] if whole else [])]
        if figure is not None and figure.expected > 1 and is_thin(figure):
            traits = ["table", "thin"]
        if point and point.breaks:
            traits.append("parted")
        if figure is None:
            self.sheet.text(*at, "", *traits)
            return
        if figure.value is None:
            self.sheet.text(*at, shown(figure), *traits, "small", "right")
            return
        yes_no = figure.family is Family.COUNT_YES and not whole
        kind = ["yes_no"] if yes_no else ["percent"] if indicator.kind is Kind.RATE else []
        self.sheet.number(*at, round_half_away(figure.value, DECIMALS), *traits, *kind)

    def _sound(self, points: Mapping[Period, Point]) -> list[int]:
        """The columns of the last stretch without a break, as far as they have figures."""
        found: list[int] = []
        first, last = self.drawn
        for column in range(first, last + 1):
            point = points.get(self.periods[column - _FIRST])
            if point is None:
                continue
            if point.breaks:
                found = []
            if point.reading.figure is not None and point.reading.figure.value is not None:
                found.append(column)
        return found

    def _change(
        self,
        indicator: Indicator,
        points: Mapping[Period, Point],
        sound: Sequence[int],
        *,
        whole: bool,
    ) -> str:
        if len(sound) < 2 or indicator.kind is Kind.CODE:  # noqa: PLR2004 - a change has two ends
            return ""
        read = (points[self.periods[column - _FIRST]].reading.figure for column in sound[-2:])
        figures: list[Figure] = [figure for figure in read if figure is not None]
        if whole and any(each.answered < each.expected for each in figures):
            return ""
        before, now = (each.value or Decimal(0) for each in figures)
        if indicator.kind.has_decimals:
            return said.change(now - before, "points")
        if abs(before) < _LEAST_FOR_PERCENT:
            return said.change(now - before, "units")
        return said.change(100 * (now - before) / before, "percent")

    def _notes(self, points: Mapping[Period, Point], *, whole: bool) -> Iterator[str]:
        """Why the series breaks and where, and of which figures not all units gave theirs."""
        reasons: dict[str, list[str]] = {}
        partly: list[str] = []
        for period in self.periods:
            point = points.get(period)
            name = said.short_period(period)
            for each in point.breaks if point else ():
                reasons.setdefault(break_sentence(each, _LANG), []).append(name)
            figure = point.reading.figure if point else None
            if whole and figure is not None and figure.answered < figure.expected:
                counts = {"answered": figure.answered, "expected": figure.expected}
                partly += [] if is_thin(figure) else [words.COVERAGE.format(period=name, **counts)]
        for reason, names in reasons.items():
            yield words.BREAK.format(periods=", ".join(names), reason=reason)
        yield from partly
