"""The cases of ``tests/rules/`` as filled workbooks, as many in one as do not touch each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from cchc_sheets.definition import Definitions
from cchc_sheets.excel.writer import write_workbook
from cchc_sheets.lowering import CellTest, Check, Relation, lower
from cchc_sheets.model import Form
from cchc_sheets.validate import answers_behind, validate
from tests.parity.answers import Copies, Stored
from tests.parity.comparison import Filled, Shown, Subject
from tests.rule_cases import Case, sent_in
from tests.sent import place


@dataclass
class Pack:
    """Cases of one form that speak of different rows."""

    subject: Subject
    cases: list[Case] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)

    def answers(self) -> dict[str, tuple[Stored, Stored]]:
        """Return what all its cases type, by key."""
        typed: dict[str, tuple[Stored, Stored]] = {}
        for case in self.cases:
            typed |= _typed(case, self.subject.form)
        return typed


def packs_of(definitions: Definitions, cases: Sequence[Case]) -> list[Pack]:
    """Return the cases that a sheet can show something of, packed."""
    subjects = {
        form.id: Subject(
            form, definitions.catalogue, lower(form, definitions.catalogue), previous={}
        )
        for form in definitions.forms.values()
    }
    packs: dict[str, list[Pack]] = {}
    for case in cases:
        subject = subjects[case.form]
        checks = [check for check in subject.checks if check.rule == case.rule]
        if all(check.validator_only for check in checks):
            continue
        rows = concerned(case, subject.form, checks)
        of_form = packs.setdefault(case.form, [])
        pack = next((pack for pack in of_form if pack.rows.isdisjoint(rows)), None)
        if pack is None:
            pack = Pack(subject)
            of_form.append(pack)
        pack.cases.append(case)
        pack.rows |= rows
    return [pack for of_form in packs.values() for pack in of_form]


def concerned(case: Case, form: Form, checks: Sequence[Check]) -> set[str]:
    """Return the rows that decide what the rule says of the case."""
    rows = set(_typed(case, form))
    for check in checks:
        if isinstance(check.condition, Relation):
            rows |= {check.key, *answers_behind(form, *check.condition.keys)}
    return rows


def _typed(case: Case, form: Form) -> dict[str, tuple[Stored, Stored]]:
    keys = {row.path: row.key for row in form.rows} | {row.key: row.key for row in form.rows}

    def by_key(name: str) -> Mapping[str, Any]:
        return {keys[n]: value for n, value in (case.sent.get(name) or {}).items()}

    values, notes = {**by_key("headings"), **by_key("answers")}, by_key("notes")
    return {key: (_stored(values.get(key)), notes.get(key)) for key in {**values, **notes}}


def _stored(value: object) -> Stored:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value if isinstance(value, str | bool) else None


def fill_packs(packs: Sequence[Pack], folder: Path) -> list[Filled]:
    """Write a filled workbook of each pack."""
    copies: dict[str, Copies] = {}
    filled = []
    for number, pack in enumerate(packs):
        form = pack.subject.form
        if form.id not in copies:
            source = folder / f"{form.id}.xlsx"
            source.write_bytes(write_workbook(pack.subject.issue()))
            copies[form.id] = Copies(source, form)
        path = folder / f"{form.id}-{number}.xlsx"
        filled.append(Filled(pack.subject, copies[form.id].save(path, pack.answers())))
    return filled


def wrongly_shown(pack: Pack, sheet: Shown) -> list[str]:
    """Return the cases of a pack of which the sheet says otherwise."""
    wrong = []
    for case in pack.cases:
        expected, shown = _expected(case, pack.subject), _shown(case, pack.subject, sheet)
        if shown != expected:
            wrong.append(f"{case}: shown at {sorted(shown)}, expected at {sorted(expected)}")
    return wrong


def _expected(case: Case, subject: Subject) -> set[str]:
    """Return the row where the case says that the rule fires, if the sheet can tell it."""
    if case.expected is None:
        return set()
    findings = validate(subject.form, subject.checks, sent_in(case, subject.form))
    live = [f for f in findings if f.rule == case.rule and f.live and place(f) == case.expected[0]]
    return {case.expected[0]} if live else set()


def _shown(case: Case, subject: Subject, sheet: Shown) -> set[str]:
    checks = [check for check in subject.checks if check.rule == case.rule]
    if any(check.condition is CellTest.ANSWERED for check in checks):
        rows = set(_typed(case, subject.form))  # all other rows are blank
    else:
        rows = concerned(case, subject.form, checks)
    return {key for key in rows if case.rule in sheet.rules_at(key)}
