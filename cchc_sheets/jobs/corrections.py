"""The findings of a file → what the workbook that is returned lists and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cchc_sheets.findings.answers import FIGURE_UNCONFIRMED
from cchc_sheets.findings.file import NEARLY_BLANK, NOTHING_ANSWERED
from cchc_sheets.findings.formulas import COMPUTED_STALE, FORMULA_IN_INPUT
from cchc_sheets.findings.identity import (
    DEFINITION_CHANGED,
    IDENTITY_COPY_DIFFERS,
    UNIT_CHANGED,
    UNKNOWN_FORM,
    UNVERIFIED_SOURCE,
)
from cchc_sheets.findings.rows import ROW_MISSING, ROW_REPEATED, ROW_UNKNOWN, ROWS_MIXED
from cchc_sheets.findings.tables import (
    TABLE_COLUMN_MISSING,
    TABLE_MISSING,
    TABLE_OF_ANOTHER,
    TABLE_REPEATED,
)
from cchc_sheets.findings.typed import MISSING_ANSWER
from cchc_sheets.jobs.carried import Carried
from cchc_sheets.model import (
    RECORD_NAME,
    Fact,
    Finding,
    Group,
    Place,
    Received,
    Row,
    Severity,
    Suspicion,
    Table,
)
from cchc_sheets.model.issue import Correction, Corrections, Issue, Mark, Prefill
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.form import Layout
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.text import shorten
from cchc_sheets.words import message, remedy
from cchc_sheets.words import returned as words
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.places import section_title
from cchc_sheets.words.suspects import suspicion

_LANG = "vi"
_ABOUT_THE_FILE = (Group.FILE, Group.IDENTITY, Group.ROWS)
_BLANK = (NOTHING_ANSWERED, NEARLY_BLANK)
_GONE = (ROW_MISSING, ROWS_MIXED, TABLE_MISSING, TABLE_COLUMN_MISSING)
"""What the fresh workbook has again, without what stood there."""
_OLD_FORM = (DEFINITION_CHANGED, UNKNOWN_FORM)
_MENDED = (FORMULA_IN_INPUT, COMPUTED_STALE, TABLE_OF_ANOTHER, TABLE_REPEATED)
"""What the fresh workbook mends although it is about cells."""
_NOT_FOR_UNITS = (UNVERIFIED_SOURCE, IDENTITY_COPY_DIFFERS, UNIT_CHANGED, ROW_UNKNOWN)
"""What whoever runs the command is told, and content that is listed as not carried."""
_TOLD_TOGETHER = (*_NOT_FOR_UNITS, FIGURE_UNCONFIRMED)
"""What has no line of its own; figures to be confirmed are listed in one."""

_CELL_NAME = re.compile(r"\b[A-Z]{1,3}\d+\b")

Cell = tuple[str, str]


def correct(issue: Issue, file: Received, carried: Carried, again: Received | None) -> Issue:
    """Return the issue with what is to be corrected in it, listed and marked.

    ``again`` is what checking the fresh workbook found, where what the file's own cells were told
    is not enough: answers that were carried over are to be confirmed then.
    """
    places = _Places(issue, carried.record_cells)
    told = [finding for finding in file.findings if finding.severity is not Severity.INFO]
    wrong = [(finding, places) for finding in told if _is_to_mend(finding)]
    if again is not None:
        fresh = _Places(issue, None)
        wrong = [pair for pair in wrong if pair[0].kind in _GONE]
        found = (f for f in again.findings if f.severity is not Severity.INFO and _is_to_mend(f))
        wrong = sorted([*wrong, *((f, fresh) for f in found)], key=lambda p: p[0].severity.rank)
    blank = [pair for pair in wrong if _is_plain_blank(pair[0])]
    rest = [pair for pair in wrong if not _is_plain_blank(pair[0])]
    settled = (message(f, _LANG) for f in told if _is_settled(f) and f.kind not in _OLD_FORM)
    suspected = again or file
    its_places = places if again is None else _Places(issue, None)
    corrections = Corrections(
        suspected=tuple(map(its_places.suspected, suspected.suspicions)),
        wrong=tuple(at_places.correction(finding) for finding, at_places in rest),
        missing=tuple(places.missing(blank)),
        settled=(*_of_another(issue, file), *settled),
        to_confirm=places.to_confirm(file, carried.by_label, everything=again is not None),
        as_before=places.as_before(again or file),
        not_carried=carried.not_carried,
    )
    marks = _marks([finding for finding, _ in rest], corrections)
    return replace(issue, corrections=corrections, marks=marks)


def _is_plain_blank(finding: Finding) -> bool:
    return finding.kind is MISSING_ANSWER and finding.severity is Severity.WARNING


def _is_to_mend(finding: Finding) -> bool:
    return finding.kind not in _TOLD_TOGETHER and not _is_settled(finding)


def _is_settled(finding: Finding) -> bool:
    """Whether a fresh workbook mends what was found."""
    kind = finding.kind
    about_the_file = kind.group in _ABOUT_THE_FILE and kind not in {*_BLANK, *_GONE}
    return kind not in _NOT_FOR_UNITS and (about_the_file or kind in _MENDED)


def _of_another(issue: Issue, file: Received) -> Iterator[str]:
    if file.period is not None and file.period != issue.period:
        sent, period = words.period_in_text(file.period), words.period_in_text(issue.period)
        yield words.OTHER_PERIOD.format(sent=sent, period=period)
    if any(finding.kind in _OLD_FORM for finding in file.findings):
        yield words.FORM_CHANGED
    elif file.form is not None and file.form.id != issue.form.id:
        yield words.OTHER_FORM.format(sent=file.form.name, form=issue.form.name)


@dataclass(frozen=True)
class _Places:
    """Where in the returned workbook findings point to.

    ``record_cells`` say where the content of a record's cell is now; ``None`` for findings of the
    returned workbook itself.
    """

    issue: Issue
    record_cells: Mapping[Cell, Cell] | None

    def of(self, place: Place) -> Cell | None:
        """Return the cell of a place, ``None`` where the workbook has none."""
        there = (place.sheet or "", place.cell or "")
        if self.record_cells is None and place.cell:
            return there
        if self.record_cells is not None and there in self.record_cells:
            return self.record_cells[there]
        table = self._table(place)
        if table is not None:
            columns = {column.row.key for column in table.columns}
            layout, key = TableLayout(table), place.indicator or ""
            first = layout.address(TOTAL, key) if key in columns else layout.address(0, RECORD_NAME)
            return table.sheet, first
        row = self._row(place)
        return (at.FORM_SHEET, Layout(self.issue.form).value_cell(row.key)) if row else None

    def _table(self, place: Place) -> Table | None:
        tables = self.issue.form.tables
        return next((table for table in tables if table.id == place.table), None)

    def _row(self, place: Place) -> Row | None:
        by_key = self.issue.form.by_key
        return by_key.get(place.indicator or "") or by_key.get(f"#{place.path}")

    def correction(self, finding: Finding) -> Correction:
        """Return a finding as a line of the list."""
        cell = self.of(finding.place)
        mend = words.REFILL if finding.kind in _GONE else remedy(finding, _LANG)
        related = dict.fromkeys(filter(None, map(self.of, finding.related)))
        found = self._found(finding)
        named = {*_CELL_NAME.findall(found), cell[1] if cell else ""} - {finding.rule}
        others = ", ".join(name for _, name in related if name not in named)
        return Correction(
            severity=finding.severity,
            sheet=cell[0] if cell else "",
            cells=(cell[1],) if cell else (),
            label=self._label(finding.place),
            typed=self._typed(finding, cell),
            found=found,
            mend=f"{mend} {words.RELATED.format(cells=others)}" if others else mend,
        )

    def suspected(self, found: Suspicion) -> Correction:
        """Return what explains several findings as a line of the list, with the first cell."""
        cells = [self.of(suspect.place) or ("", "") for suspect in found.suspects]
        here = tuple(
            replace(suspect, place=replace(suspect.place, cell=cell))
            for suspect, (_, cell) in zip(found.suspects, cells, strict=True)
        )
        sheet, first = cells[0]
        sentence = suspicion(replace(found, suspects=here), _LANG)
        return Correction(Severity.ERROR, sheet, (first,), "", "", sentence, "")

    def _found(self, finding: Finding) -> str:
        """Return the sentence of a finding, without the label before it, its rule behind it.

        The figures that it holds against each other are called by their cells.
        """
        given = finding.given
        if self._table(finding.place) is None:
            cell = Layout(self.issue.form).value_cell
            cells = {row.path: cell(row.key) for row in self.issue.form.rows}
            given = tuple(
                replace(each, called=cells.get(each.called, each.called)) for each in given
            )
        sentence = message(replace(finding, given=given), _LANG)
        rest = sentence.removeprefix(f"“{finding.facts.get('label')}” ")
        return f"{rest[0].upper()}{rest[1:]}" + (f" ({finding.rule})" if finding.rule else "")

    def _label(self, place: Place) -> str:
        table = self._table(place)
        if table is not None:
            labels = {column.row.key: column.label for column in table.columns}
            return labels.get(place.indicator or "", table.name_label)
        row = self._row(place)
        return shorten(row.label_for(self.issue.unit).rstrip(":.; "), 120) if row else ""

    def _typed(self, finding: Finding, cell: Cell | None) -> str:
        """Return what stands in the returned workbook, or else what the finding says was typed."""
        if cell is None:
            return ""
        row, table = self._row(finding.place), self._table(finding.place)
        value: Fact
        if table is None and row is not None and row.is_input:
            value = self.issue.prefill.get(row.key, Prefill()).value
        elif cell in self._typed_in_tables:
            value = self._typed_in_tables[cell]
        else:
            value = in_words(finding.facts.get("found"), _LANG)
        text = words.BLANK if value in {None, ""} else shorten(in_words(value, _LANG), 60)
        noted = self.issue.prefill.get(row.key, Prefill()).note if row and table is None else ""
        return words.NOTED.format(value=text, note=shorten(noted, 60)) if noted.strip() else text

    @cached_property
    def _typed_in_tables(self) -> Mapping[Cell, Decimal | str]:
        return {
            (table.sheet, TableLayout(table).address(number, key)): value
            for table in self.issue.form.tables
            for number, typed in enumerate(self.issue.records.get(table.id, ()))
            for key, value in typed.items()
        }

    def missing(self, findings: Iterable[tuple[Finding, _Places]]) -> Iterator[Correction]:
        """Yield the blank answers by the part of the form, or the table, that they are in."""
        parts: dict[tuple[str, str], list[Cell]] = {}
        for finding, places in findings:
            cell = places.of(finding.place)
            if cell is not None:
                parts.setdefault((cell[0], self._section(finding.place)), []).append(cell)
        for (sheet, section), cells in parts.items():
            names = tuple(name for _, name in cells)
            yield Correction(Severity.WARNING, sheet, names, section, "", "", "")

    def _section(self, place: Place) -> str:
        table = self._table(place)
        if table is not None:
            return table.title
        top = (place.path or "").partition(".")[0]
        tops = (row for row in self.issue.form.rows if row.path == top)
        return next((section_title(row, row.label_for(self.issue.unit)) for row in tops), "")

    def as_before(self, checked: Received) -> tuple[str, ...]:
        """Return the cells that are as in the period before and still to be confirmed."""
        if self.issue.confirmed is not False:
            return ()
        found = {f.place.indicator for f in checked.findings if f.kind is FIGURE_UNCONFIRMED}
        cell = Layout(self.issue.form).value_cell
        return tuple(cell(row.key) for row in self.issue.form.answer_rows if row.key in found)

    def to_confirm(
        self, file: Received, by_label: frozenset[str], *, everything: bool
    ) -> dict[str, tuple[str, ...]]:
        """Return the filled cells that are to be confirmed, by sheet."""
        layout, form = Layout(self.issue.form), self.issue.form
        repeated = {f.place.indicator for f in file.findings if f.kind is ROW_REPEATED}
        unsure = by_label | repeated
        cells = tuple(
            layout.value_cell(row.key)
            for row in form.answer_rows
            if self.issue.prefill.get(row.key, Prefill()).value is not None
            and (everything or row.key in unsure)
        )
        found = {at.FORM_SHEET: cells} if cells else {}
        doubtful = {
            f.place.table for f in file.findings if f.kind in {TABLE_OF_ANOTHER, TABLE_REPEATED}
        }
        for table in form.tables:
            if everything or table.id in doubtful:
                own = TableLayout(table)
                records = enumerate(self.issue.records.get(table.id, ()))
                names = tuple(own.address(n, key) for n, typed in records for key in typed)
                found |= {table.sheet: names} if names else {}
        return found


def _marks(findings: Iterable[Finding], corrections: Corrections) -> dict[Cell, Mark]:
    """Return the marks of the cells that are listed; ``findings`` are those behind ``wrong``."""
    marks = {
        (sheet, cell): Mark(None)
        for sheet, cells in corrections.to_confirm.items()
        for cell in cells
    }
    marks |= {(at.FORM_SHEET, cell): Mark(None, live=True) for cell in corrections.as_before}
    told: dict[Cell, list[tuple[Finding, Correction]]] = {}
    for finding, correction in zip(findings, corrections.wrong, strict=True):
        if correction.cells:
            cell = correction.sheet, correction.cells[0]
            told.setdefault(cell, []).append((finding, correction))
    for cell, pairs in told.items():
        lines = ((each.severity, each.found, each.mend) for _, each in pairs)
        worst = min((each.severity for _, each in pairs), key=lambda one: one.rank)
        live = all(finding.live for finding, _ in pairs)
        marks[cell] = Mark(worst, words.comment(lines), live)
    return marks
