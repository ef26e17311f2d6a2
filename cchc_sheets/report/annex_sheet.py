"""*Tổng hợp*: the province's annex, as it is printed, each figure a formula over the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import PROVINCE, Figure, Remark
from cchc_sheets.consolidate.headline import Comparison, Earlier, is_thin, units_behind
from cchc_sheets.model import Annex, AnnexRow, Catalogue, Family
from cchc_sheets.report.annex import Note, answered, cell_of, in_words, notes_of
from cchc_sheets.report.formulas import AnnexFormulas
from cchc_sheets.report.looks import Sheet
from cchc_sheets.report.papers import is_draft, standing_of
from cchc_sheets.report.places import AnnexPlaces
from cchc_sheets.report.pulls import lacking, pulling
from cchc_sheets.report.source_sheet import SourceLines
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import report_page as said

_SCREEN_HEAD, _TOP_ROW, _HEAD_ROW = 0, 1, 6
"""The head that stays on the screen and does not print, the first printed row, the printed head."""
_FIRST_ROW = _HEAD_ROW + 1
_STT, _LABEL, _UNIT, _FIRST = range(4)
_FIXED, _BESIDE, _NOTES = (5, 10), (11, 12, 9), 120
_TYPE_WIDTH, _PROVINCE_WIDTH = 11, 12
_PORTRAIT, _LANDSCAPE = 86, 133
"""How many characters are as wide as A4 within its margins, upright and across."""
_LEAST_LABEL, _MOST_LABEL = 34, 60


@dataclass(frozen=True)
class AnnexPlan:
    """Where everything stands on *Tổng hợp*; rows and columns count from 0."""

    annex: Annex
    catalogue: Catalogue

    @property
    def province(self) -> int:
        """The column of the whole province; what is beside it follows."""
        return _FIRST + len(self.annex.columns)

    @property
    def last(self) -> int:
        """The last column that prints; notes stand behind it."""
        return self.province + len(_BESIDE)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each indicator, the first where it has several."""
        found: dict[str, int] = {}
        for number, row in enumerate(self.annex.rows, start=_FIRST_ROW):
            if row.indicator is not None:
                found.setdefault(row.indicator, number)
        return found

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], str]:
        """The cell of each figure, by indicator and scope."""
        columns = {key: column for column, key in enumerate(self.annex.columns, start=_FIRST)}
        columns[PROVINCE] = self.province
        return {
            (key, scope): xl_rowcol_to_cell(row, column)
            for key, row in self.rows.items()
            for scope, column in columns.items()
        }

    @property
    def is_wide(self) -> bool:
        """Whether the annex needs its paper across."""
        return self._without_label + _LEAST_LABEL > _PORTRAIT

    @property
    def widths(self) -> tuple[float, ...]:
        """The columns' widths; labels take what the paper leaves."""
        room = (_LANDSCAPE if self.is_wide else _PORTRAIT) - self._without_label
        label = min(max(room, _LEAST_LABEL), _MOST_LABEL)
        types = [_TYPE_WIDTH] * len(self.annex.columns)
        return (_FIXED[0], label, _FIXED[1], *types, _PROVINCE_WIDTH, *_BESIDE, _NOTES)

    @property
    def _without_label(self) -> int:
        own = len(self.annex.columns) * _TYPE_WIDTH + _PROVINCE_WIDTH
        return sum(_FIXED) + own + sum(_BESIDE)


@dataclass(frozen=True)
class AnnexSheet:
    """One annex to be written."""

    sheet: Sheet
    merged: Merged
    beside: Earlier
    plan: AnnexPlan
    places: AnnexPlaces
    formulas: AnnexFormulas
    source: SourceLines
    _static: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Write heads, then a row an indicator, then what signs mean."""
        annex, catalogue = self.plan.annex, self.plan.catalogue
        for number, (text, trait) in enumerate(self._tops(), start=_TOP_ROW):
            self.sheet.merged((number, 0), (number, self.plan.last), text, trait)
        labels = (catalogue.unit_type(key).label for key in annex.columns)
        heads = (*words.ANNEX_HEAD, *labels, words.PROVINCE_HEAD, *words.ANNEX_BESIDE)
        self.sheet.texts(_HEAD_ROW, heads, "table", "head")
        on_screen = ("", *heads[1:], words.ANNEX_NOTE_HEAD)
        self.sheet.texts(_SCREEN_HEAD, on_screen, "tool", "tool_head", "working", "center")
        for number, row in enumerate(annex.rows, start=_FIRST_ROW):
            if row.indicator is None:
                texts = (row.stt, row.label, *[""] * (self.plan.last - 1))
                self.sheet.texts(number, texts, "table", "section")
            else:
                self._write_row(number, row, row.indicator)
        end = _FIRST_ROW + len(annex.rows)
        legend = [words.LEGEND, *([words.NOT_LIVE] if self._static else [])]
        self.sheet.merged((end, 0), (end, self.plan.last), " ".join(legend), "legend")
        self.sheet.paper(_HEAD_ROW, _UNIT, landscape=self.plan.is_wide)
        # The five lines of the printed heading would take a third of a laptop's screen.
        self.sheet.sheet.freeze_panes(_SCREEN_HEAD + 1, _UNIT)
        self.sheet.sheet.print_area(_TOP_ROW, 0, end, self.plan.last)

    def _tops(self) -> Iterator[tuple[str, str]]:
        made, annex = self.merged.consolidation, self.plan.annex
        banner = words.preliminary if made.is_preliminary else words.from_units
        parts = [banner(len(made.merged), len(made.expected))]
        if (standing := standing_of(self.merged)) is not None:
            parts.append(standing)
        parts = [words.DRAFT, *parts] if is_draft(self.merged, annex) else parts
        yield annex.appendix.replace("PHỤ LỤC", words.APPENDIX), "annex"
        yield annex.title or words.PLAIN_TITLE, "title"
        yield annex.period_line.format(period=made.period.label.upper()), "subtitle"
        yield words.ATTACHED, "attached"
        yield " – ".join(parts), "attached"

    def _write_row(self, number: int, row: AnnexRow, key: str) -> None:
        made, catalogue = self.merged.consolidation, self.plan.catalogue
        self.sheet.text(number, _STT, row.stt, "table", "center")
        self.sheet.text(number, _LABEL, row.label, "table")
        self.sheet.text(number, _UNIT, row.unit_of_measure, "table", "center", "small")
        for column, scope in enumerate(self.plan.annex.columns, start=_FIRST):
            figure = made.figure(key, scope)
            apart = figure is not None and Remark.NOT_IN_PROVINCE in figure.remarks
            self._write_figure((number, column), figure, "italic" if apart else "table")
        province, column = made.figure(key, PROVINCE), self.plan.province
        thin = province is not None and is_thin(province)
        self._write_figure((number, column), province, "plain" if thin else "bold")
        comparison = self.beside.comparison(key)
        self._write_comparison((number, column + 1), comparison)
        part = province is not None and 5 * units_behind(province) < 4 * province.expected
        shade = ["thin"] if thin else ["part"] if part else []
        self.sheet.text(number, column + 3, answered(province), "table", "center", *shade)
        notes = [*pulling(made, province), *notes_of(made, catalogue, key)]
        notes += lacking(self.places, self.source.answered, province)
        if thin and province is not None and province.answered:
            notes.insert(0, Note("thin"))
        self.sheet.text(number, column + 4, in_words(notes), "tool", "line")

    def _write_comparison(self, at: tuple[int, int], found: Comparison) -> None:
        row, column = at
        before = found.before.value if found.before else None
        if before is None:
            self.sheet.text(row, column, "", "table")
        else:
            year = found.period != self.merged.period.previous
            self.sheet.number(row, column, before, "table", "quiet", *(["year"] if year else []))
        change = found.change
        text = "" if change is None else said.change(change, found.measure)
        self.sheet.text(row, column + 1, text, "table", "right")

    def _write_figure(self, at: tuple[int, int], figure: Figure | None, trait: str) -> None:
        if figure is None:
            self.sheet.text(*at, words.NOT_ASKED, "table", "not_asked")
            return
        shown = self.shown(figure)
        if shown != "":  # openpyxl and pandas take the link of a blank cell for its value
            self.source.lead(self.sheet, at, figure)
        formula = self.formulas.of(figure)
        traits = (
            ["table", trait] if isinstance(shown, Decimal) else ["table", "small", "center", trait]
        )
        if formula is not None:
            self.sheet.formula(*at, formula, shown, *traits)
        elif isinstance(shown, Decimal):
            self._static.append(figure.indicator)
            self.sheet.number(*at, shown, *traits)
        else:
            self.sheet.text(*at, shown, *traits)

    def shown(self, figure: Figure) -> Decimal | str:
        """Return what the figure's cell shows, in the words that its formula makes."""
        found = cell_of(figure, self.plan.catalogue.indicators[figure.indicator])
        if isinstance(found, Note):
            return words.cell_text(found.code, found.facts, found.items)
        if found is None and figure.family is Family.SUM_OR_AGREE and figure.scope == PROVINCE:
            return said.BY_LEVEL if figure.answered else ""
        return "" if found is None else found
