"""Submissions of one period → the provincial figures, with everything that was left out named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cchc_sheets.consolidate.computed import with_totals, with_wholes
from cchc_sheets.consolidate.entry import Entry, entry_of
from cchc_sheets.consolidate.families import figure_of
from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, Remark
from cchc_sheets.consolidate.questions import questions
from cchc_sheets.consolidate.reporter import Owners, Reporter, asked_by, reporters_of
from cchc_sheets.consolidate.tables import province_tables
from cchc_sheets.model import Catalogue, Family, Indicator, Period, Roster, Submission
from cchc_sheets.model.definitions import Definitions


def consolidate(
    definitions: Definitions,
    roster: Roster,
    period: Period,
    submissions: Mapping[str, Submission],
) -> Consolidation:
    """Consolidate the accepted submissions, keyed by unit code.

    The result depends on what was sent, not on the order of ``submissions``. A submission of a
    unit that does not report in the period enters nothing and is named in a finding.
    """
    reporters = reporters_of(definitions, roster, period, submissions)
    owners = Owners(definitions.catalogue, reporters)
    figures: dict[tuple[str, str], Figure] = {}
    for indicator in definitions.catalogue.indicators.values():
        for figure in _figures(indicator, definitions.catalogue, reporters, owners):
            figures[figure.indicator, figure.scope] = figure
    by_scope: dict[str, list[Reporter]] = {PROVINCE: list(reporters)}
    for reporter in reporters:
        by_scope.setdefault(reporter.unit.type, []).append(reporter)
    figures = with_totals(definitions.catalogue, figures, by_scope)
    figures = with_wholes(definitions.catalogue, owners.wholes, figures)
    return Consolidation(
        province=roster.id,
        period=period,
        expected=tuple(reporter.unit for reporter in reporters),
        merged=tuple(r.unit.code for r in reporters if r.submission is not None),
        figures=figures,
        findings=questions(definitions.catalogue, figures, reporters, submissions),
        tables=province_tables(definitions, reporters),
    )


def _figures(
    indicator: Indicator, catalogue: Catalogue, reporters: Sequence[Reporter], owners: Owners
) -> Iterator[Figure]:
    """The figure of each unit type that is asked the indicator, then the province's."""
    if not any(indicator.key in reporter.rows for reporter in reporters):
        return
    entries = [entry_of(r, indicator) for r in reporters if asked_by(r, indicator)]
    by_type: dict[str, list[Entry]] = {}
    for entry in entries:
        by_type.setdefault(entry.reporter.unit.type, []).append(entry)
    counted = owners.counted(indicator.key, by_type)
    if indicator.family is Family.MUST_AGREE:
        # A list that all units of a type share is compared over those types only: an agency that
        # holds its own part of the list neither confirms nor contradicts the districts' figure.
        sharing = tuple(key for key in counted if not catalogue.unit_type(key).lists_add)
        counted = sharing or counted
    for key, of_type in by_type.items():
        figure = figure_of(indicator, key, of_type, [catalogue.unit_type(key)])
        if key not in counted and indicator.family is not Family.MUST_AGREE:
            figure = _with_remark(figure, Remark.NOT_IN_PROVINCE)
        yield _with_visits(figure, indicator)
    unit_types = [catalogue.unit_type(key) for key in counted]
    counting = [entry for entry in entries if entry.reporter.unit.type in counted]
    figure = figure_of(indicator, PROVINCE, counting, unit_types)
    if len(counted) < len(by_type):
        figure = _with_remark(figure, Remark.ONLY_OWNERS)
    yield _with_visits(figure, indicator)


def _with_visits(figure: Figure, indicator: Indicator) -> Figure:
    return _with_remark(figure, Remark.VISITS) if indicator.counts_visits else figure


def _with_remark(figure: Figure, remark: Remark) -> Figure:
    return replace(figure, remarks=(*figure.remarks, remark))
