"""Findings across units: who disagrees, whose rate could not be used, who is not expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from cchc_sheets.consolidate.entry import plain_entry
from cchc_sheets.consolidate.figure import PROVINCE, Figure, Reason
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.model import Catalogue, Family, Finding, Place, Severity, Submission

Figures = Mapping[tuple[str, str], Figure]

_BASE = {Reason.RATE_WITHOUT_BASE, Reason.RATE_WITHOUT_WEIGHT}


def questions(
    catalogue: Catalogue,
    figures: Figures,
    reporters: Sequence[Reporter],
    submissions: Mapping[str, Submission],
) -> tuple[Finding, ...]:
    """Return all findings across units, by indicator, then in the roster's order."""
    by_code = {reporter.unit.code: reporter for reporter in reporters}
    found = [_not_expected(code) for code in sorted(submissions) if code not in by_code]
    for figure in figures.values():
        found.extend(_disagreements(catalogue, figure, by_code))
        if figure.scope != PROVINCE:  # every unit stands in one unit type's figure exactly
            found.extend(_without_base(catalogue, figure, by_code))
    return tuple(found)


def _not_expected(code: str) -> Finding:
    return Finding("unit-not-expected", Severity.WARNING, facts={"unit": code})


def _disagreements(
    catalogue: Catalogue, figure: Figure, by_code: Mapping[str, Reporter]
) -> Iterator[Finding]:
    """Yield a question for each unit that gives another value than most do.

    A list that must agree is compared once for the province, others within each unit type.
    """
    of_province = figure.family is Family.MUST_AGREE
    if figure.family not in {Family.MUST_AGREE, Family.SUM_OR_AGREE}:
        return
    if of_province != (figure.scope == PROVINCE):
        return
    agreeing = len(figure.contributions) - len(figure.deviating)
    for unit, value in figure.deviating:
        yield Finding(
            code="units-disagree",
            severity=Severity.WARNING,
            place=_place(by_code[unit], figure.indicator),
            facts={
                **_facts(catalogue, by_code[unit], figure.indicator),
                "value": _plain(value),
                "agreed": "" if figure.value is None else _plain(figure.value),
                "agreeing": str(agreeing),
                "answered": str(len(figure.contributions)),
            },
        )


def _without_base(
    catalogue: Catalogue, figure: Figure, by_code: Mapping[str, Reporter]
) -> Iterator[Finding]:
    for unit, reason in figure.left_out:
        if reason in _BASE:
            yield Finding(
                code=reason.value,
                severity=Severity.WARNING,
                place=_place(by_code[unit], figure.indicator),
                facts={
                    **_facts(catalogue, by_code[unit], figure.indicator),
                    "base": _base_label(catalogue, by_code[unit], figure.indicator, reason),
                },
            )


def _facts(catalogue: Catalogue, reporter: Reporter, key: str) -> dict[str, str]:
    submission = reporter.submission
    return {
        "unit": reporter.unit.code,
        "unit_name": reporter.unit.name,
        "indicator_label": catalogue.indicators[key].label,
        "file": submission.source.path if submission else "",
    }


def _place(reporter: Reporter, key: str) -> Place:
    answer = plain_entry(reporter, key).answer
    row = reporter.rows.get(key)
    return Place(
        indicator=key,
        sheet=answer.sheet if answer else None,
        cell=answer.cell if answer else None,
        path=row.path if row else None,
    )


def _base_label(catalogue: Catalogue, reporter: Reporter, key: str, reason: Reason) -> str:
    """Return the label of what the unit would have to answer for its rate to count."""
    indicator, row = catalogue.indicators[key], reporter.rows.get(key)
    base = indicator.weight if reason is Reason.RATE_WITHOUT_WEIGHT else indicator.denominator
    if row and row.percent_of:
        base = row.percent_of
    return catalogue.indicators[base].label if base in catalogue.indicators else ""


def _plain(value: Decimal) -> str:
    """Return the number in plain digits, as in ``values.csv``."""
    return f"{value.normalize():f}" if value else "0"
