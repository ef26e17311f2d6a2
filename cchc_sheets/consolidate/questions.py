"""Figures → findings across units: who stands out, who disagrees, whose rate lacks its base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchc_sheets.consolidate.entry import plain_entry
from cchc_sheets.consolidate.figure import PROVINCE, Figures, Reason
from cchc_sheets.consolidate.outliers import Outlier
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.findings.province import (
    RATE_WITHOUT_BASE,
    RATE_WITHOUT_WEIGHT,
    UNIT_NOT_EXPECTED,
    UNITS_DISAGREE,
    UNITS_TIED,
)
from cchc_sheets.model import (
    Catalogue,
    Fact,
    Family,
    Finding,
    FindingKind,
    Place,
    Severity,
    Submission,
)


def questions(
    catalogue: Catalogue,
    figures: Figures,
    reporters: Sequence[Reporter],
    submissions: Mapping[str, Submission],
    outliers: Sequence[Outlier],
) -> tuple[Finding, ...]:
    """Return all findings across units: ``outliers`` as they come, then by indicator and roster."""
    by_code = {reporter.unit.code: reporter for reporter in reporters}
    found = [
        Finding(
            UNIT_NOT_EXPECTED,
            Severity.WARNING,
            facts={"unit": code, "found": code, "file": submissions[code].source.path},
        )
        for code in sorted(submissions.keys() - by_code.keys())
    ]
    found += [
        _question(
            each.kind,
            catalogue,
            each.reporter,
            each.indicator,
            {"name": each.reporter.unit.name, **each.facts},
        )
        for each in outliers
    ]
    for figure in figures.values():
        key, indicator = figure.indicator, catalogue.indicators[figure.indicator]
        in_province = figure.scope == PROVINCE
        # A list that must agree is compared once for the province, others within each unit type.
        compared = {Family.MUST_AGREE: in_province, Family.SUM_OR_AGREE: not in_province}
        if compared.get(figure.family):
            # On a tie no value is expected: all that were given are named, each once.
            tied = {value for _, value in figure.deviating}
            expected = tied if figure.value is None else {figure.value}
            facts: dict[str, Fact] = {"expected": tuple(sorted(expected))}
            for code, value in figure.deviating:
                facts |= {"name": by_code[code].unit.name, "found": value}
                kind = UNITS_TIED if figure.value is None else UNITS_DISAGREE
                found.append(_question(kind, catalogue, by_code[code], key, facts))
        bases = {
            Reason.RATE_WITHOUT_BASE: (RATE_WITHOUT_BASE, indicator.denominator),
            Reason.RATE_WITHOUT_WEIGHT: (RATE_WITHOUT_WEIGHT, indicator.weight),
        }
        # Every unit is in exactly one unit type's figure.
        for code, reason in () if in_province else figure.left_out:
            if reason not in bases:
                continue
            unit, (kind, base) = by_code[code], bases[reason]
            row = unit.rows.get(key)
            base = (row.percent_of if row else None) or base or ""
            if base in unit.rows:  # the form asks for the base
                facts = {"found": unit.unit.name, "base": catalogue.indicators[base].label}
                found.append(_question(kind, catalogue, unit, key, facts))
    return tuple(found)


def _question(
    kind: FindingKind,
    catalogue: Catalogue,
    reporter: Reporter,
    key: str,
    found: Mapping[str, Fact],
) -> Finding:
    """A warning about a unit's answer to an indicator, with its file and cell."""
    submission, indicator = reporter.submission, catalogue.indicators[key]
    # A form may ask the two counts instead of their rate.
    keys = (key, indicator.numerator, indicator.denominator)
    at = next((k for k in keys if k is not None and k in reporter.rows), key)
    answer = plain_entry(reporter, at).answer
    facts = {
        "unit": reporter.unit.code,
        "label": indicator.label,
        "file": submission.source.path if submission else "",
    }
    place = Place(
        indicator=key,
        sheet=answer.sheet if answer else None,
        cell=answer.cell if answer else None,
        path=reporter.rows[at].path if at in reporter.rows else None,
    )
    return Finding(kind, Severity.WARNING, place=place, facts={**facts, **found})
