"""The cases of ``tests/rules/`` as filled workbooks, as many in one as do not touch each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.note_tests import ANSWERED
from cchc_sheets.checks.validate import validate
from cchc_sheets.model import Form, with_nil_sections
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.workbook.live.plan import is_quiet
from tests.parity.answers import Copies, Stored
from tests.parity.comparison import Filled, Shown, Subject
from tests.rule_cases import Case, checks_in, instances, period_of, previous_in, sent_in
from tests.sent import place


@dataclass
class Pack:
    """Cases of one form that speak of different rows."""

    subject: Subject
    cases: list[Case] = field(default_factory=list)
    rows_of: list[set[str]] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)

    def add(self, case: Case, rows: set[str]) -> None:
        """Take in a case that speaks of none of the rows of the others."""
        self.cases.append(case)
        self.rows_of.append(rows)
        self.rows |= rows
        earlier = {**self.subject.previous, **previous_in(case)}
        self.subject = replace(self.subject, previous=earlier)

    def answers(self) -> dict[str, tuple[Stored, Stored]]:
        """Return what all its cases type, by key."""
        typed: dict[str, tuple[Stored, Stored]] = {}
        for case in self.cases:
            typed |= _typed(case, self.subject.form)
        return typed


def packs_of(definitions: Definitions, cases: Sequence[Case]) -> list[Pack]:
    """Return the cases that a sheet can show something of, packed."""
    catalogue = definitions.catalogue
    checks = {form.id: lower(form, catalogue) for form in definitions.forms.values()}
    packs: dict[tuple[str, str], list[Pack]] = {}
    for written in cases:
        held = checks_in(written, checks[written.form])
        own = [check for check in held if check.rule == written.rule]
        if not own or all(check.validator_only for check in own):
            continue
        form = definitions.forms[written.form]
        for case in instances(written, own):
            if _types_over_totals(case, form):
                continue
            rows = concerned(case, form, own, of_each_row=case is not written)
            alike = packs.setdefault((case.form, str(period_of(case))), [])
            pack = next((pack for pack in alike if pack.rows.isdisjoint(rows)), None)
            if pack is None:
                pack = Pack(Subject(form, catalogue, held, previous={}))
                alike.append(pack)
            pack.add(case, rows)
    return [pack for alike in packs.values() for pack in alike]


def concerned(
    case: Case, form: Form, checks: Sequence[Check], *, of_each_row: bool = False
) -> set[str]:
    """Return the rows that decide what the rule says of the case.

    Of a rule ``of_each_row`` only the relations count that the case speaks of.
    """
    named = {*_typed(case, form), *previous_in(case)}
    rows = set(named)
    for key, around in form.nil_sections.items():
        # A section declared nil decides all its rows; a figure in it decides no other.
        headings = {row.key for row in around}
        rows |= {key, *headings} if not named.isdisjoint(headings) else set()
    for check in checks:
        if not isinstance(check.condition, Relation):
            continue
        behind = {check.key, *answers_behind(form, *check.condition.keys)}
        if not of_each_row or not named.isdisjoint(behind):
            rows |= behind
    return rows


def _types_over_totals(case: Case, form: Form) -> bool:
    """Whether the case answers a row that a table feeds: there the reader takes the table's."""
    return any(form.by_key[key].is_total for key in _typed(case, form))


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
    copies: dict[object, Copies] = {}
    filled = []
    for number, pack in enumerate(packs):
        form = pack.subject.form
        issued = (form.id, len(pack.subject.checks), tuple(pack.subject.previous.items()))
        if issued not in copies:
            source = folder / f"{form.id}-{number}-issued.xlsx"
            source.write_bytes(pack.subject.written())
            copies[issued] = Copies(source, form)
        path = folder / f"{form.id}-{number}.xlsx"
        filled.append(Filled(pack.subject, copies[issued].save(path, pack.answers())))
    return filled


def wrongly_shown(pack: Pack, sheet: Shown) -> list[str]:
    """Return the cases of a pack of which the sheet says otherwise."""
    wrong = []
    said = _said_together(pack)
    for case, rows in zip(pack.cases, pack.rows_of, strict=True):
        # A case of another rule may ask for the same blank, and then says it for both.
        there = case.expected and (case.rule, case.expected[0]) in said
        # Of a blank that is only to be looked at the sheet counts how many there are.
        there = there and not _is_quiet(case, pack.subject)
        expected = {case.expected[0]} if case.expected and there else set()
        shown = _shown(case, pack.subject, sheet, rows)
        if shown != expected:
            wrong.append(f"{case}: shown at {sorted(shown)}, expected at {sorted(expected)}")
    return wrong


def _is_quiet(case: Case, subject: Subject) -> bool:
    return all(is_quiet(check) for check in subject.checks if check.rule == case.rule)


def _said_together(pack: Pack) -> set[tuple[str | None, str | None]]:
    """The rules, and the rows, of all that the validator and the sheet say of a whole pack."""
    form, earlier = pack.subject.form, pack.subject.previous
    sents = [sent_in(case, form) for case in pack.cases]
    answers, headings = dict(sents[0].answers), dict(sents[0].headings)
    for case, sent in zip(pack.cases, sents, strict=True):
        typed = _typed(case, form)
        answers |= {key: sent.answers[key] for key in typed if key in sent.answers}
        headings |= {path: each for path, each in sent.headings.items() if each.raw or each.note}
    answers = with_nil_sections(form, answers, headings.values())
    whole = replace(sents[0], answers=answers, headings=headings, previous=earlier)
    findings = validate(form, pack.subject.checks, whole, earlier)
    return {(found.rule, place(found)) for found in findings if found.live}


def _shown(case: Case, subject: Subject, sheet: Shown, rows: set[str]) -> set[str]:
    checks = [check for check in subject.checks if check.rule == case.rule]
    if any(check.condition is ANSWERED for check in checks):
        rows = set(_typed(case, subject.form))  # all other rows are blank
    return {key for key in rows if case.rule in sheet.rules_at(key)}
