"""*Nguồn*: under each indicator its units, what each gave, what entered, and from which cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Contribution, Figure, How
from cchc_sheets.model import Catalogue, State
from cchc_sheets.record.values import ValueRow
from cchc_sheets.report.looks import MAX_LINKS, Sheet
from cchc_sheets.report.places import AnnexPlaces
from cchc_sheets.words import consolidated as words

WIDTHS = (38, 26, 14, 12, 11, 12, 12, 34, 30, 30, 14, 7, 14, 16, 26)
HEAD_ROW, FIRST = 1, 2
_RAW, _VALUE, _UNIT, _ENTERED, _BASE, _HOW = range(2, 8)
_SILENT = {State.BLANK, State.UNREADABLE}


@dataclass(frozen=True)
class SourceLines:
    """The lines in their order: by indicator as in the annex, then as units stand in the matrix."""

    made: Consolidation
    catalogue: Catalogue
    places: AnnexPlaces
    rows: Sequence[ValueRow]

    @cached_property
    def answered(self) -> frozenset[tuple[str, str]]:
        """Unit and indicator of all that was answered."""
        return frozenset((r.unit, r.indicator) for r in self.rows if r.state not in _SILENT)

    @cached_property
    def sent(self) -> Mapping[tuple[str, str], ValueRow]:
        """The answers by unit and indicator."""
        return {(row.unit, row.indicator): row for row in self.rows}

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Unit and indicator of each line, first to last; of a ratio also who gave its parts."""
        shown = {key: number for number, key in enumerate(self.places.rows)}
        others = (key for key in self.catalogue.indicators if key not in shown)
        order = shown | {key: len(shown) + number for number, key in enumerate(others)}
        columns = {code: column for code, (column, _) in self.places.columns.items()}
        keys = {*self.sent, *self.contributions}
        return tuple(sorted(keys, key=lambda each: (order[each[1]], columns[each[0]])))

    @cached_property
    def numbers(self) -> Mapping[tuple[str, str], int]:
        """The row of each line."""
        return {each: number for number, each in enumerate(self.lines, start=FIRST)}

    @cached_property
    def starts(self) -> Mapping[tuple[str, str], int]:
        """The first row of an indicator's lines, by it and the scope."""
        found: dict[tuple[str, str], int] = {}
        for (unit, key), number in self.numbers.items():
            block = self.places.columns[unit][1]
            found.setdefault((key, PROVINCE), number)
            found.setdefault((key, block.unit_type), number)
        return found

    @cached_property
    def contributions(self) -> Mapping[tuple[str, str], Contribution]:
        """What entered, by unit and indicator: each unit is in one unit type's figure."""
        return {
            (each.unit, figure.indicator): each
            for figure in self.made.figures.values()
            if figure.scope != PROVINCE
            for each in figure.contributions
        }

    @cached_property
    def _left_out(self) -> Mapping[tuple[str, str], str]:
        return {
            (unit, figure.indicator): words.LEFT_OUT[reason.value]
            for figure in self.made.figures.values()
            if figure.scope != PROVINCE
            for unit, reason in figure.left_out
        }

    def lead(self, sheet: Sheet, at: tuple[int, int], figure: Figure) -> None:
        """Lead from a figure's cell to the units that make it; what it shows is written after."""
        if (number := self.starts.get((figure.indicator, figure.scope))) is not None:
            sheet.link(at, (number, 0), words.SOURCE_SHEET, words.TO_UNITS)

    def how(self, unit: str, key: str) -> str:
        """Return how an answer entered the province's figure, or why it did not."""
        entered, figure = self.contributions.get((unit, key)), self.made.figure(key, PROVINCE)
        said = [self._left_out[unit, key]] if (unit, key) in self._left_out else []
        if entered is not None and entered.how is not How.AS_IS:
            said.append(words.HOW[entered.how.value])
        unit_type = self.places.columns[unit][1].unit_type
        if entered is not None and figure and unit_type not in figure.levels:
            said.append(words.ONLY_OWN_LEVEL)
        return words.joined(said)

    def write(self, sheet: Sheet) -> None:
        """Write one line an answer."""
        sheet.texts(HEAD_ROW, words.SOURCE_HEAD, "tool", "tool_head")
        names = {unit.code: unit.name for unit in self.made.expected}
        with_links = len(self.lines) <= MAX_LINKS
        for (unit, key), number in self.numbers.items():
            row, entered = self.sent.get((unit, key)), self.contributions.get((unit, key))
            indicator = self.catalogue.indicators[key]
            state = row.state if row else entered.state if entered else State.BLANK
            place = (row.file, row.sheet, row.cell) if row else _place(entered)
            sheet.texts(
                number,
                (
                    indicator.label,
                    names[unit],
                    row.raw if row else entered.raw if entered else "",
                    "",
                    row.unit_of_measure if row else indicator.unit_of_measure,
                    "",
                    "",
                    self.how(unit, key),
                    row.note if row else "",
                    *place,
                    words.STATES[state],
                    row.sha256 if row else "",
                    key,
                ),
                *("tool", "line"),
            )
            if row is not None and row.value is not None:
                sheet.number(number, _VALUE, row.value, "tool", "line")
            if entered is not None:
                sheet.number(number, _ENTERED, entered.value, "tool", "line", "bold")
                if entered.base is not None:
                    sheet.number(number, _BASE, entered.base, "tool", "line")
            if with_links and (at := self.places.rows.get(key)) is not None:
                column, _ = self.places.columns[unit]
                sheet.link((number, 1), (at, column), words.MATRIX_SHEET, words.TO_CELL)
                sheet.text(number, 1, names[unit], "tool", "line", "accent")
        sheet.working(words.SOURCE_LEGEND, HEAD_ROW, 2, 10)
        last = max(HEAD_ROW + len(self.lines), FIRST)
        sheet.sheet.autofilter(HEAD_ROW, 0, last, len(words.SOURCE_HEAD) - 1)


def _place(entered: Contribution | None) -> tuple[str, str, str]:
    return (entered.path, entered.sheet or "", entered.cell or "") if entered else ("", "", "")
