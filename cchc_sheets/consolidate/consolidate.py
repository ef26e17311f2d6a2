"""Submissions of one period → the provincial figures, with everything that was left out named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cchc_sheets.consolidate.entry import Entry, Standing, entry_of, plain_entry
from cchc_sheets.consolidate.families import figure_of, weighs_by_list
from cchc_sheets.consolidate.figure import (
    PROVINCE,
    Consolidation,
    Figure,
    Figures,
    LeftOut,
    Reason,
    Remark,
)
from cchc_sheets.consolidate.outliers import outliers
from cchc_sheets.consolidate.questions import questions
from cchc_sheets.consolidate.reporter import Owners, Reporter, asked_by, reporters_of
from cchc_sheets.consolidate.tables import province_tables
from cchc_sheets.consolidate.usual import NOTHING_KNOWN, Background
from cchc_sheets.expression import Compiled, compile_expression, names
from cchc_sheets.expression.operands import Numbers
from cchc_sheets.model import (
    Catalogue,
    Definitions,
    Family,
    Indicator,
    Period,
    Roster,
    Submission,
)


def consolidate(
    definitions: Definitions,
    roster: Roster,
    period: Period,
    submissions: Mapping[str, Submission],
    background: Background = NOTHING_KNOWN,
) -> Consolidation:
    """Consolidate the accepted submissions, keyed by unit code.

    ``background`` is what questions are asked with; no figure depends on it. The result depends on
    what was sent, not on the order of ``submissions``. A submission of a unit that does not report
    in the period enters nothing and is named in a finding.
    """
    catalogue = definitions.catalogue
    reporters = reporters_of(definitions, roster, period, submissions)
    owners = Owners(catalogue, reporters)
    figures = {
        (figure.indicator, figure.scope): figure
        for indicator in catalogue.indicators.values()
        for figure in _figures(indicator, catalogue, reporters, owners)
    }
    by_scope: dict[str, list[Reporter]] = {PROVINCE: list(reporters)}
    for reporter in reporters:
        by_scope.setdefault(reporter.unit.type, []).append(reporter)
    figures = _with_totals(catalogue, figures, by_scope)
    for at, figure in figures.items():
        above = _wholes_below(figure, owners, figures)
        if above:
            remarks = (*figure.remarks, Remark.ABOVE_WHOLE)
            figures[at] = replace(figure, above=above, remarks=remarks)
    return Consolidation(
        province=roster.id,
        period=period,
        expected=tuple(reporter.unit for reporter in reporters),
        merged=tuple(r.unit.code for r in reporters if r.submission is not None),
        figures=figures,
        findings=questions(
            catalogue,
            figures,
            reporters,
            submissions,
            outliers(definitions, (roster, period), figures, reporters, background),
        ),
        tables=province_tables(definitions, reporters),
    )


def _figures(
    indicator: Indicator, catalogue: Catalogue, reporters: Sequence[Reporter], owners: Owners
) -> Iterator[Figure]:
    """The figure of each unit type that is asked the indicator, then the province's."""
    if not any(indicator.key in reporter.rows for reporter in reporters):
        return
    if indicator.base_is_optional and any(indicator.numerator in r.rows for r in reporters):
        indicator = replace(indicator, family=Family.RATIO)
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
    visits = (Remark.VISITS,) if indicator.counts_visits else ()
    is_list = weighs_by_list(indicator, catalogue)
    for key, of_type in by_type.items():
        unit_type = [catalogue.unit_type(key)]
        figure = figure_of(indicator, key, of_type, unit_type, weight_is_list=is_list)
        apart = key not in counted and indicator.family is not Family.MUST_AGREE
        remarks = (Remark.NOT_IN_PROVINCE,) if apart else ()
        yield replace(figure, remarks=(*figure.remarks, *remarks, *visits))
    unit_types = [catalogue.unit_type(key) for key in counted]
    counting = [entry for entry in entries if entry.reporter.unit.type in counted]
    figure = figure_of(indicator, PROVINCE, counting, unit_types, weight_is_list=is_list)
    remarks = (Remark.ONLY_OWNERS,) if len(counted) < len(by_type) else ()
    yield replace(figure, remarks=(*figure.remarks, *remarks, *visits))


def _with_totals(
    catalogue: Catalogue, figures: Figures, reporters: Mapping[str, Sequence[Reporter]]
) -> dict[tuple[str, str], Figure]:
    """The figures with totals computed from their parts; ``reporters`` are those of each scope.

    A total of totals needs the inner ones first: passes go on until one changes nothing.
    """
    complete = dict(figures)
    totals: dict[str, Compiled] = {}
    for key, indicator in catalogue.indicators.items():
        if indicator.family is Family.COMPUTED and indicator.computed is not None:
            # Tolerances play no part: nothing is compared, and parts are counts.
            totals[key] = compile_expression(indicator.computed, frozenset())
    for _ in totals:
        before = dict(complete)
        for (key, scope), figure in before.items():
            if key in totals:
                complete[key, scope] = _total(figure, totals[key], complete, reporters[scope])
        if complete == before:
            break
    return complete


def _total(
    figure: Figure, formula: Compiled, figures: Figures, reporters: Sequence[Reporter]
) -> Figure:
    """A total from its parts; there is none where it could be below the parts shown beside it.

    So each form that asks the total or one of its parts must ask all parts, and all parts must
    count over the same unit types. It is covered as its parts are: by the units that gave them.
    """
    parts = names(formula.expression)
    found = [part for key in parts if (part := figures.get((key, figure.scope)))]
    values = {part.indicator: part.value for part in found}
    asked = [{*parts, figure.indicator} & reporter.rows.keys() for reporter in reporters]
    lacking = any(own and not own.issuperset(parts) for own in asked)
    remark: Remark | None = None
    if lacking or len({part.levels for part in found}) > 1:
        remark = Remark.PARTS_DIFFER
    elif len(found) < len(parts) or any(value is None for value in values.values()):
        remark = Remark.PART_ABSENT
    levels = figure.levels if remark else found[0].levels
    counting = [
        reporter
        for reporter, own in zip(reporters, asked, strict=True)
        if own and reporter.unit.type in levels
    ]
    covered = [(reporter, _coverage(reporter, parts)) for reporter in counting]
    standing = Counter(each for _, each in covered)
    return replace(
        figure,
        value=None if remark else formula.number(Numbers(values)),
        parts=parts,
        levels=levels,
        answered=standing[Standing.ANSWERED],
        not_applicable=standing[Standing.NOT_APPLICABLE],
        blank=standing[Standing.BLANK],
        unreadable=standing[Standing.UNREADABLE],
        expected=len(counting),
        left_out=tuple(
            LeftOut(
                reporter.unit.code,
                Reason.TOTAL_WITHOUT_PARTS
                if plain_entry(reporter, figure.indicator).value  # a total above 0
                else Reason.PARTS_LACKING,
            )
            for reporter, each in covered
            if each in {Standing.BLANK, Standing.UNREADABLE}
            # Who is silent about all of it is counted, as beside every figure.
            and any(
                plain_entry(reporter, key).standing is not Standing.BLANK
                for key in (figure.indicator, *parts)
                if key in reporter.rows
            )
        ),
        remarks=(remark,) if remark else (),
    )


def _coverage(reporter: Reporter, parts: Iterable[str]) -> Standing:
    """The worst that a unit did to any part; a part that does not apply lacks nothing."""
    if reporter.submission is None:
        return Standing.MISSING
    asked = reporter.rows.keys()
    given = [plain_entry(reporter, p).standing if p in asked else Standing.BLANK for p in parts]
    applying = [each for each in given if each is not Standing.NOT_APPLICABLE]
    return min(applying or given, key=lambda each: each.value)


def _wholes_below(figure: Figure, owners: Owners, figures: Figures) -> tuple[str, ...]:
    """The wholes that a figure exceeds, of those that are added up like itself."""
    indicators, adding = owners.catalogue.indicators, {Family.SUM, Family.COMPUTED}
    if figure.value is None or indicators[figure.indicator].family not in adding:
        return ()
    return tuple(
        whole
        for whole in owners.wholes.get(figure.indicator, ())
        if indicators[whole].family in adding
        and (other := figures.get((whole, figure.scope)))
        and other.value is not None
        and figure.value > other.value
    )
