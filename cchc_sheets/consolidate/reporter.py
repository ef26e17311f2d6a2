"""Units and submissions → who is asked what, and whose figures count for the province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cchc_sheets.expression.nodes import Compare, Name
from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.findings.relations import PART_ABOVE_WHOLE
from cchc_sheets.model import (
    Catalogue,
    Definitions,
    Form,
    Indicator,
    Period,
    Roster,
    Row,
    Severity,
    Submission,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """A unit that reports in the period, what it is asked, and what it sent (if anything)."""

    unit: Unit
    rows: Mapping[str, Row]
    submission: Submission | None = None


def reporters_of(
    definitions: Definitions,
    roster: Roster,
    period: Period,
    submissions: Mapping[str, Submission],
) -> tuple[Reporter, ...]:
    """Return a reporter for each expected unit, in the roster's order."""
    found: list[Reporter] = []
    for unit in roster.expected(period):
        submission = submissions.get(unit.code)
        forms = forms_of(definitions, unit, submission)
        asked = (submission.rows_of(form) if submission else form.answer_rows for form in forms)
        rows = {row.key: row for of_form in asked for row in of_form}
        found.append(Reporter(unit, rows, submission))
    return tuple(found)


def forms_of(
    definitions: Definitions, unit: Unit, submission: Submission | None
) -> tuple[Form, ...]:
    """Return the form that the unit sent, else those it was given."""
    sent = definitions.forms.get(submission.form) if submission else None
    return (sent,) if sent else tuple(definitions.forms[name] for name in unit.forms)


def asked_by(reporter: Reporter, indicator: Indicator) -> bool:
    """Whether the unit's form asks the indicator, or what its ratio is made of."""
    rows = reporter.rows
    if indicator.key in rows:
        return True
    return indicator.numerator in rows and indicator.denominator in rows


@dataclass(frozen=True)
class Owners:
    """Which unit types count for the province, by indicator, among those that exist now."""

    catalogue: Catalogue
    reporters: tuple[Reporter, ...]

    @cached_property
    def wholes(self) -> Mapping[str, tuple[str, ...]]:
        """The wholes of each part, as the shared rules ``part <= whole`` state them.

        Rules of lower severity admit exceptions and say nothing about what is part of what.
        """
        found: dict[str, tuple[str, ...]] = {}
        for rule in self.catalogue.rules:
            is_of_parts = kind_of(rule.code) is PART_ABOVE_WHOLE
            if rule.severity is not Severity.ERROR or not is_of_parts:
                continue
            for case in (*rule.cases, *rule.alternatives):
                match case.require.root:
                    case Compare("<=", Name(part), Name(whole)) if not case.for_each:
                        found[part] = (*found.get(part, ()), whole)
                    case _:
                        pass  # another relation says nothing of parts
        return found

    def counted(self, key: str, asked: Iterable[str]) -> tuple[str, ...]:
        """Return those of the ``asked`` unit types whose figures enter the province's.

        A part never counts over more types than its whole: a type that does not own the whole
        does not own the part.
        """
        asked = tuple(asked)
        allowed = set(self._own(key, asked))
        wholes: set[str] = set()  # those of the indicator, and those of these
        pending = {*self.wholes.get(key, ())}
        while pending:
            wholes |= pending
            pending = {w for each in pending for w in self.wholes.get(each, ())} - {*wholes, key}
        for whole in sorted(wholes - {key}):
            indicator = self.catalogue.indicators.get(whole)
            if indicator is None or not indicator.owners:
                continue
            asking = (each.unit.type for each in self.reporters if whole in each.rows)
            narrowed = allowed & set(self._own(whole, tuple(dict.fromkeys(asking))))
            allowed = narrowed or allowed
        return tuple(unit_type for unit_type in asked if unit_type in allowed)

    def _own(self, key: str, asked: tuple[str, ...]) -> tuple[str, ...]:
        indicator = self.catalogue.indicators[key]
        if not indicator.owners:
            return asked
        # In the owners' order: communes, or districts where communes do not report themselves.
        present = tuple(owner for owner in indicator.owners if owner in asked)
        return present[:1] if indicator.owners_first else present
