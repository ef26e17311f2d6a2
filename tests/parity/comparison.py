"""What a computed workbook shows against what the validator says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.judge import Verdict, judge
from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.note_tests import ANSWERED
from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.expression import names
from cchc_sheets.handbook.book import Handbook
from cchc_sheets.intake.read import read_returned
from cchc_sheets.model import Catalogue, Form, Identity, Period, Row, Severity, State, Submission
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.form import CHECK, FORM_SHEET, NOTE, STATUS_CELL, SYMBOL, VALUE, Layout
from cchc_sheets.words import live as words
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.live.plan import is_quiet, plan_live
from cchc_sheets.workbook.write import write_workbook
from tests.decoded import read_raw
from tests.parity.answers import Copies, random_answers, random_previous
from tests.parity.engines import Engine
from tests.parity.seeds import dice
from tests.workbook.issues import ROSTER, definitions

UNIT, PERIOD = "stc", "2021-Q2"
LONGEST_FORMULA = 8_192
_UNREAD = {State.UNREADABLE}
_LINE = re.compile(r".* · ([A-Za-z][A-Za-z0-9._]*)$")


@dataclass(frozen=True)
class Subject:
    """A form with its checks, and the figures of the period before."""

    form: Form
    catalogue: Catalogue
    checks: tuple[Check, ...]
    previous: Mapping[str, Decimal]

    @property
    def relations(self) -> int:
        """How many relations each returned file is held against on the sheet."""
        live = (check for check in self.checks if not check.validator_only)
        return sum(isinstance(check.condition, Relation) for check in live)

    @property
    def definitions(self) -> Definitions:
        """What a reader needs to read this form."""
        published = definitions()
        return replace(published, catalogue=self.catalogue, forms={self.form.id: self.form})

    def issue(self) -> Issue:
        """Return the workbook's issue."""
        roster, period = definitions().rosters[ROSTER], Period.parse(PERIOD)
        unit = roster.unit(UNIT)
        assert unit is not None
        assert period is not None
        identity = Identity(
            "0a1b2c3d", ROSTER, UNIT, self.form.id, self.form.edition, PERIOD, 0, "a" * 12, "0", "f"
        )
        return Issue(
            self.form, unit, roster, period, identity, previous=self.previous, confirmed=False
        )

    def written(self) -> bytes:
        """Return the workbook; its guidance names no rules."""
        live = plan_live(self.form, self.checks)
        return write_workbook(
            self.issue(), FormPlan(self.form, (), {}, Handbook(self.form, (), {}, ()), live)
        )


def subject_of(form: Form, catalogue: Catalogue, previous: Mapping[str, Decimal]) -> Subject:
    """Return the form with those rules that Excel could hold as formulas.

    A rule of a person is never that long; random ones may be.
    """
    checks = lower(form, catalogue)
    cells = plan_live(form, checks).lines
    lines = [line for cell in cells if len(cell.formula) >= LONGEST_FORMULA for line in cell.lines]
    too_long = {line.check.rule for line in lines}
    fitting = replace(catalogue, rules=tuple(r for r in catalogue.rules if r.id not in too_long))
    smaller = replace(form, rules=tuple(r for r in form.rules if r.id not in too_long))
    return Subject(smaller, fitting, lower(smaller, fitting), previous)


@dataclass(frozen=True)
class Filled:
    """A filled workbook of a subject."""

    subject: Subject
    path: Path


def fill_at_random(subject: Subject, folder: Path, count: int, *seed: object) -> list[Filled]:
    """Issue the subject's workbook and return ``count`` copies of it, filled at random."""
    source = folder / f"{subject.form.id}.xlsx"
    source.write_bytes(subject.written())
    copies = Copies(source, subject.form)
    filled = []
    for number in range(count):
        answers = random_answers(dice(*seed, number), subject.form)
        target = folder / f"{subject.form.id}-{number}.xlsx"
        filled.append(Filled(subject, copies.save(target, answers)))
    return filled


def with_random_previous(form: Form, catalogue: Catalogue, *seed: object) -> Subject:
    """Return a subject with random figures of the period before."""
    return subject_of(form, catalogue, random_previous(dice(*seed, "previous"), form))


@dataclass(frozen=True)
class Outcome:
    """What was compared, and where the two sides differ."""

    files: int
    rows: int
    evaluations: int
    findings: int
    differences: list[str]


def compare_all(engine: Engine, filled: Sequence[Filled], out_dir: Path) -> Outcome:
    """Let the engine compute the files; compare every row of each."""
    computed = engine.recalculated([item.path for item in filled], out_dir)
    differences: list[str] = []
    findings = 0
    for item, path in zip(filled, computed, strict=True):
        sheet = Shown(path, item.subject)
        findings += len(sheet.verdicts)
        differences += (f"{path.name}: {line}" for line in sheet.differences())
    return Outcome(
        files=len(filled),
        rows=sum(len(item.subject.form.rows) for item in filled),
        evaluations=sum(item.subject.relations for item in filled),
        findings=findings,
        differences=differences,
    )


class Shown:
    """One computed file: what its sheet shows, and what the validator says of what it holds."""

    def __init__(self, path: Path, subject: Subject) -> None:
        raw = read_raw(path)
        assert isinstance(raw, RawWorkbook), raw
        returned = read_returned(path, path.name, subject.definitions)
        assert returned.submission is not None, returned.findings
        self._cells = next(sheet.cells for sheet in raw.sheets if sheet.name == FORM_SHEET)
        self._subject, self._row_of = subject, Layout(subject.form).row_of
        self.submission: Submission = returned.submission
        said = judge(subject.form, subject.checks, self.submission, subject.previous)
        self.verdicts: list[Verdict] = [verdict for verdict in said if verdict.live]

    def text(self, row: int, column: int) -> str:
        """Return a cell's text; of anything else its ``repr``, which equals nothing expected."""
        cell = self._cells.get((row, column))
        value = "" if cell is None or cell.value is None else cell.value
        return value if isinstance(value, str) else repr(value)

    def rules_at(self, key: str) -> list[str]:
        """Return the ids of the rules in *Soát lỗi*, in order."""
        lines = self.text(self._row_of[key], CHECK).split("\n")
        return [m[1] if (m := _LINE.match(line)) else line for line in lines if line]

    def differences(self) -> Iterator[str]:
        """Yield where sheet and validator differ: rows, symbols, the status line."""
        for row in self._subject.form.rows:
            if row.base_of is None:
                yield from self._row_differences(row)
        shown = self.text(*STATUS_CELL)
        if shown != self._status():
            yield f"status {shown!r}, expected {self._status()!r}"

    def _row_differences(self, row: Row) -> Iterator[str]:
        beside = self._beside(row)
        keys = {row.key, *(each.key for each in beside)}
        own = [verdict for verdict in self.verdicts if verdict.check.key in keys]
        here = [verdict for verdict in own if not is_quiet(verdict.check)]
        errors = [verdict.check.rule for verdict in here if verdict.is_error]
        others = [verdict.check.rule for verdict in here if not verdict.is_error]
        shown = self.rules_at(row.key)
        first, then = shown[: len(errors)], shown[len(errors) :]
        if beside:  # each of the cells has its errors first, one cell after the other
            alike = Counter(shown) == Counter([*errors, *others])
        else:
            alike = (Counter(first), Counter(then)) == (Counter(errors), Counter(others))
        if not alike:
            yield f"{self._place(row)}: sheet {shown}, validator {errors} and {others}"
        symbol = self.text(self._row_of[row.key], SYMBOL)
        if not (shown or self._rests_on_doubt(row)) and symbol != self._tick(row):
            yield f"{self._place(row)}: symbol {symbol!r}"
        elif shown and symbol != (words.ERROR_SIGN if errors else words.WARNING_SIGN):
            yield f"{self._place(row)}: symbol {symbol!r} beside {shown}"

    def _place(self, row: Row) -> str:
        at = self._row_of[row.key]
        value, note = self._cells.get((at, VALUE)), self._cells.get((at, NOTE))
        rules = {check.rule: check for check in self._subject.checks if check.key == row.key}
        differing = [
            check.condition.require.expression.text
            for check in rules.values()
            if isinstance(check.condition, Relation)
            and (check.rule in self.rules_at(row.key))
            != any(v.check.rule == check.rule and v.check.key == row.key for v in self.verdicts)
        ]
        return f"{row.key} = {value and value.value!r} ({note and note.value!r}) {differing}"

    def _tick(self, row: Row) -> str:
        keys = [row.key, *(each.key for each in self._beside(row))]
        answers = [self.submission.answers[key] for key in keys if key in self.submission.answers]
        unread = {State.BLANK, State.UNREADABLE}
        read = any(a.state not in unread and not a.from_text for a in answers)
        return words.GOOD_SIGN if read else ""

    def _beside(self, row: Row) -> list[Row]:
        return [each for each in self._subject.form.base_rows if each.base_of == row.key]

    def _rests_on_doubt(self, row: Row) -> bool:
        """Whether a total has a part that is no plain number: the part's own row says so."""
        answers = self.submission.answers
        parts = names(row.computed) if row.computed else ()
        rows = self._subject.form.by_key
        doubtful = {key for key in parts if answers[key].from_text or answers[key].state in _UNREAD}
        return bool(doubtful) or any(self._rests_on_doubt(rows[key]) for key in parts)

    def _status(self) -> str:
        missing = [v for v in self.verdicts if v.check.condition is ANSWERED]
        errors = sum(verdict.is_error for verdict in self.verdicts)
        warnings = [
            v
            for v in self.verdicts
            if v.check.severity == "warning" and v.check.condition is not ANSWERED
        ]
        asked = asked_in(self._subject.checks, self.submission)
        typed = typed_in(self.submission)
        return words.status(asked, len(missing), errors, len(warnings), typed)


def asked_in(checks: Iterable[Check], submission: Submission) -> int:
    """Return how many answers must be given: the form's, and those of each record with a name."""
    counted = {Severity.ERROR, Severity.WARNING}
    asking = [c for c in checks if c.condition is ANSWERED and c.severity in counted]
    named = {
        table: sum(record.name.raw.strip() != "" for record in records)
        for table, records in submission.records.items()
    }
    return sum(1 if c.table is None else named.get(c.table, 0) for c in asking)


def typed_in(submission: Submission) -> int:
    """Return in how many cells anything is typed or computed, a record's name apart."""
    records = (record for own in submission.records.values() for record in own)
    answers = [*submission.answers.values(), *(a for r in records for a in r.answers.values())]
    headings = (heading.raw.strip() for heading in submission.headings.values())
    return sum(map(bool, headings)) + sum(a.state is not State.BLANK for a in answers)
