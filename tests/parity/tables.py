"""Random forms with tables, filled at random; what their sheets show, and what they should."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import load_workbook

from cchc_sheets.answers import NIL_SIGNS, as_stored
from cchc_sheets.checks.judge import judge
from cchc_sheets.checks.lower import lower, lower_tables
from cchc_sheets.checks.records import judge_records, uncertain_totals
from cchc_sheets.checks.shown import counts_found
from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.definition.tables import feed
from cchc_sheets.intake.read import read_returned
from cchc_sheets.model import (
    RECORD_NAME,
    Answer,
    Catalogue,
    Column,
    Family,
    Form,
    Indicator,
    Kind,
    Row,
    State,
    Submission,
    Table,
)
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import FORM_SHEET, STATUS_CELL, Layout
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.plan import is_quiet, plan_live
from tests.decoded import read_raw
from tests.expressions import number_of
from tests.parity.answers import Stored, random_answers, random_value, store
from tests.parity.comparison import LONGEST_FORMULA, Subject, asked_in, typed_in
from tests.parity.forms import asked, made_of, relations

_NAMES = (
    *("Việc làm", "việc làm", " Việc  làm ", "A*", "A?", "~", ">5", "=A", "Khác", "12"),
    *("TỔNG  số", "cộng:", "Tổng cộng (I + II)", "Tổng hợp", "Cộng đồng", None),
    *("Hoà An", "Hòa An.", "Tổng các xã", "Tổng công ty", "Toàn tỉnh", "Cộng Hòa", "Khac"),
)
_OFFERED = ("Việc làm", "Khác", "A*")
_LINE = re.compile(r"cột ([A-Z]+): .*?(?: · ([A-Z][A-Z0-9a-z.]*))?$")
ROOM = 6
_MOST = 10**11


def random_tables(dice: Random, name: str) -> tuple[Form, Catalogue]:
    """Return a form that two tables feed, one of lines and one of columns."""
    own = [asked(f"1.{number}", Kind.COUNT) for number in range(1, 4)]
    base, catalogue = made_of(name, [Row("1", "1", "Tiêu đề"), *own], [], [])
    down = _table(dice, base, "bang", across=False)
    first, *others = down.columns
    down = replace(down, columns=(replace(first, same_as=own[2].key), *others))
    fed = [replace(row, fed_by=None) for row in own[:2]]
    across = _of(base, "chi-tiet", [Column(row) for row in fed], ROOM, across=True)
    form = feed(base, [down, across])
    rules = tuple(relations(dice, form.answer_rows, "F", 4))
    return replace(form, rules=rules), catalogue


def _table(dice: Random, base: Form, name: str, *, across: bool) -> Table:
    kinds = [Kind.COUNT, Kind.COUNT, *dice.choices((Kind.COUNT, Kind.RATE), k=dice.randint(0, 4))]
    rows = [asked(f"2.{number}", kind) for number, kind in enumerate(kinds, start=1)]
    counts = [row for row in rows if row.kind is Kind.COUNT]
    if dice.random() < 0.5:
        computed = f"{counts[0].key} + {counts[1].key}"
        rows.append(replace(asked("2.9", Kind.COUNT), computed=number_of(computed)))
    columns = [Column(row, share_of=counts[0].key if row is counts[1] else None) for row in rows]
    offered = _OFFERED if dice.random() < 0.5 else ()
    table = _of(base, name, columns, ROOM, across=across)
    rules = tuple(relations(dice, rows, "T", 5))
    return replace(table, names=offered, free=not offered, asks=replace(table.asks, rules=rules))


def _of(base: Form, name: str, columns: Sequence[Column], room: int, *, across: bool) -> Table:
    named = Indicator(RECORD_NAME, "", "Tên", Kind.TEXT, "", "period", Family.NONE)
    rows = (Row(name, "", "Tên", indicator=named), *(column.row for column in columns))
    asks = replace(base, id=f"{base.id}/{name}", rows=rows)
    return Table(
        id=name,
        sheet=f"Bảng {name}",
        title="BẢNG THỬ",
        name_label="Tên",
        columns=tuple(columns),
        asks=asks,
        room=room,
        across=across,
    )


def subject_with_tables(form: Form, catalogue: Catalogue) -> Subject:
    """Return the form without the rules whose formulas no sheet holds."""
    checks = (*lower(form, catalogue), *lower_tables(form, catalogue))
    plan = plan_live(form, checks)
    records = (record for table in plan.tables for record in table.records)
    cells = [*plan.lines, *(cell for record in records for cell in record.lines)]
    too_long = {
        line.check.rule
        for cell in cells
        if len(cell.formula) >= LONGEST_FORMULA
        for line in cell.lines
    }
    kept = tuple(check for check in checks if check.rule is None or check.rule not in too_long)
    return Subject(form, catalogue, kept, {})


def fill_tables(subject: Subject, folder: Path, dice: Random) -> Path:
    """Issue the workbook and return a copy that is filled at random, open cells first."""
    form = subject.form
    path = folder / f"{form.id}.xlsx"
    path.write_bytes(subject.written())
    book = load_workbook(path)
    typed = random_answers(dice, form)
    for row in form.rows:
        # An error over a formula is to some programs a formula again, and so the table's total.
        plain = isinstance(typed[row.key][0], Decimal | str)
        over = row.fed_by is None or (plain and dice.random() < 0.2)
        if row.is_input and over:
            store(book[FORM_SHEET][Layout(form).value_cell(row.key)], typed[row.key][0])
    for table in form.tables:
        layout, sheet = TableLayout(table), book[table.sheet]
        used = dice.sample(range(table.room), dice.randint(0, table.room))
        for record in used:
            for key, value in _record(dice, table):
                store(sheet[layout.address(record, key)], value)
    book.save(path)
    return path


def _record(dice: Random, table: Table) -> Iterator[tuple[str, Stored]]:
    yield RECORD_NAME, dice.choice(_NAMES)
    for column in table.columns:
        if column.row.computed is None:
            value = random_value(dice, column.row)
            # A total of no figure that is too large may be too large itself; of spaces alone the
            # sheet cannot tell that they are nothing.
            too_large = isinstance(value, Decimal) and abs(value) > _MOST
            nothing = isinstance(value, str) and not value.strip()
            yield column.row.key, None if too_large or nothing else value


class ShownTables:
    """One computed file with tables: what its sheets show against what the validator says."""

    def __init__(self, path: Path, subject: Subject) -> None:
        raw = read_raw(path)
        assert isinstance(raw, RawWorkbook), raw
        returned = read_returned(path, path.name, subject.definitions)
        assert returned.submission is not None, returned.findings
        self._sheets = {sheet.name: sheet.cells for sheet in raw.sheets}
        self._subject = subject
        self.findings = returned.findings
        self.submission: Submission = returned.submission
        self._records = tuple(judge_records(subject.form, subject.checks, self.submission))

    def _text(self, sheet: str, row: int, column: int) -> str:
        cell = self._sheets[sheet].get((row, column))
        return "" if cell is None or cell.value is None else str(cell.value)

    def differences(self) -> Iterator[str]:
        """Yield where sheet and validator differ: lines of records, totals, the status line."""
        for table in self._subject.form.tables:
            yield from self._line_differences(table)
            yield from self._total_differences(table)
        own = [check for check in self._subject.checks if check.table is None]
        form, uncertain = self._subject.form, uncertain_totals(self._subject.form, self._records)
        verdicts = judge(form, own, self.submission, totals=uncertain)
        everything = [*verdicts, *(v for judged in self._records for v in judged.verdicts)]
        asked_for = asked_in(self._subject.checks, self.submission)
        counts = counts_found(everything)
        expected = words.status(asked_for, *counts, typed_in(self.submission))
        shown = self._text(FORM_SHEET, *STATUS_CELL)
        if shown != expected and not uncertain.doubtful:
            yield f"status {shown!r}, expected {expected!r}"

    def _line_differences(self, table: Table) -> Iterator[str]:
        layout = TableLayout(table)
        shown: Counter[tuple[str, str]] = Counter()
        for row, _ in layout.lines():
            text = self._text(table.sheet, row, layout.check_column)
            found = (_LINE.match(line) for line in text.split("\n") if line)
            where = "" if table.across else str(row)
            shown.update((m[1] + where, m[2] or "") if m else ("?", text) for m in found)
        expected = Counter(
            (self._called(layout, judged.record.number - 1, verdict.check.key), rule or "")
            for judged in self._records
            if judged.table is table
            for verdict in judged.verdicts
            for rule in [verdict.check.rule]
            if verdict.live and not is_quiet(verdict.check)
        )
        if shown != expected:
            yield f"{table.id}: sheet {shown - expected}, validator {expected - shown}"

    @staticmethod
    def _called(layout: TableLayout, record: int, key: str) -> str:
        row, _ = layout.cell(record, key)
        return layout.called(record, key) + ("" if layout.table.across else str(row))

    def _total_differences(self, table: Table) -> Iterator[str]:
        layout = TableLayout(table)
        records = self.submission.records[table.id]
        for column in table.columns:
            key = column.row.key
            answers = [r.answers[part] for r in records for part in answers_behind(table.asks, key)]
            if column.row.kind is not Kind.COUNT or any(map(_unseen, answers)):
                continue
            at = layout.cell(TOTAL, key)
            cell = self._sheets[table.sheet].get(at)
            shown, total = cell.value if cell else None, self.submission.total(table.id, key)
            if total is not None:
                total = as_stored(total)
            if (shown or None) != (total or None) or (total == 0 and shown != 0):
                yield f"{table.id} {address(*at)} {key}: sheet {shown!r}, validator {total!r}"


def _unseen(answer: Answer) -> bool:
    """Whether a sheet's total passes over what is read here as a number."""
    odd_nil = answer.state is State.NIL and answer.raw.lower() not in ("0", *NIL_SIGNS)
    return answer.from_text or bool(answer.problems) or odd_nil
