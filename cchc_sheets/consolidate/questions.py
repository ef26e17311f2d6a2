"""Figures → findings across units: who disagrees, whose rate lacks its base, who is unexpected."""

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
    found = [
        Finding("unit-not-expected", Severity.WARNING, facts={"unit": code, "found": code})
        for code in sorted(submissions.keys() - by_code.keys())
    ]
    for figure in figures.values():
        found.extend(_disagreements(catalogue, figure, by_code))
        if figure.scope != PROVINCE:  # every unit is in exactly one unit type's figure
            found.extend(_without_base(catalogue, figure, by_code))
    return tuple(found)


def _disagreements(
    catalogue: Catalogue, figure: Figure, by_code: Mapping[str, Reporter]
) -> Iterator[Finding]:
    """A question for each unit that gives another value than most do.

    A list that must agree is compared once for the province, others within each unit type.
    """
    of_province = figure.family is Family.MUST_AGREE
    if figure.family not in {Family.MUST_AGREE, Family.SUM_OR_AGREE}:
        return
    if of_province != (figure.scope == PROVINCE):
        return
    # On a tie no value is expected: all that were given are named, each once.
    most = {value for _, value in figure.deviating} if figure.value is None else {figure.value}
    expected = " / ".join(map(_shown, sorted(most)))
    for unit, value in figure.deviating:
        reporter = by_code[unit]
        yield Finding(
            code="units-disagree",
            severity=Severity.WARNING,
            place=_place(reporter, figure.indicator),
            facts={
                **_facts(catalogue, reporter, figure.indicator),
                "found": f"{reporter.unit.name}: {_shown(value)}",
                "expected": expected,
            },
        )


def _without_base(
    catalogue: Catalogue, figure: Figure, by_code: Mapping[str, Reporter]
) -> Iterator[Finding]:
    """Ask for the base of each rate that lacks it, where the unit's form asks for it."""
    for unit, reason in figure.left_out:
        reporter = by_code[unit]
        if reason not in _BASE:
            continue
        indicator, row = catalogue.indicators[figure.indicator], reporter.rows.get(figure.indicator)
        base = indicator.weight if reason is Reason.RATE_WITHOUT_WEIGHT else indicator.denominator
        base = (row.percent_of if row else None) or base or ""
        if base not in reporter.rows:
            continue
        yield Finding(
            code=reason.value,
            severity=Severity.WARNING,
            place=_place(reporter, figure.indicator),
            facts={
                **_facts(catalogue, reporter, figure.indicator),
                "found": reporter.unit.name,
                "base": catalogue.indicators[base].label,
            },
        )


def _facts(catalogue: Catalogue, reporter: Reporter, key: str) -> dict[str, str]:
    submission = reporter.submission
    return {
        "unit": reporter.unit.code,
        "label": catalogue.indicators[key].label,
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


def _shown(value: Decimal) -> str:
    """The number as a person types it: plain digits, a comma for the decimals."""
    return f"{value.normalize():f}".replace(".", ",") if value else "0"
