"""The base of a rate (its numerator and denominator) where a form asks the rate alone.

A rate that the catalogue does not add up has no indicators for its two counts: it gets two of its
own. Each rate of a form whose base no row asks gets rows for what is lacking; they stand beside the
rate on the sheet, are not printed and may stay blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cchc_sheets.model import Catalogue, Family, Form, Indicator, Kind, Row
from cchc_sheets.words.workbook import DENOMINATOR_HEAD, NUMERATOR_HEAD, base_label


def with_base(indicator: Indicator) -> tuple[Indicator, ...]:
    """Return the indicator, and where it is a rate that is not added up, the two of its base."""
    if indicator.kind is not Kind.RATE or indicator.family is not Family.NONE:
        return (indicator,)
    top, bottom = (f"{indicator.key}_{name}" for name in ("numerator", "denominator"))
    counts = (
        replace(
            indicator,
            key=key,
            label=base_label(indicator.label, is_top=key == top),
            kind=Kind.COUNT,
            family=Family.SUM,
            unit_of_measure="",
            against_plan=False,
            remark="",
            base_of=indicator.key,
        )
        for key in (top, bottom)
    )
    return (replace(indicator, numerator=top, denominator=bottom), *counts)


def with_bases(form: Form, catalogue: Catalogue) -> Form:
    """Return the form with rows for the bases that it does not ask, after all others."""
    asked = {row.key for row in form.answer_rows}
    rows: list[Row] = []
    beside: list[Row] = []
    for row in form.rows:
        base = _base_of(row)
        if set(base) <= asked:
            rows.append(row)
            continue
        rows.append(replace(row, base=base))
        new = list(_rows_of(row, base, asked, catalogue))
        asked |= {each.key for each in new}
        beside += new
    return replace(form, rows=(*rows, *beside)) if beside else form


def _base_of(row: Row) -> tuple[str, ...]:
    indicator = row.indicator
    if indicator is None or not row.is_input or row.kind is not Kind.RATE or row.asked_as:
        return ()
    if indicator.numerator is None or indicator.denominator is None:
        return ()
    return indicator.numerator, indicator.denominator


def _rows_of(
    row: Row, base: tuple[str, ...], asked: set[str], catalogue: Catalogue
) -> Iterator[Row]:
    for key in base:
        indicator = catalogue.indicators.get(key)
        if indicator is not None and key not in asked:
            is_top = key == base[0]
            name = NUMERATOR_HEAD if is_top else DENOMINATOR_HEAD
            yield Row(
                path=f"{row.path}/{name.lower()}",
                stt="",
                label=base_label(row.label, is_top=is_top),
                unit_of_measure=indicator.unit_of_measure,
                indicator=indicator,
                kind=Kind.COUNT,
                minimum=Decimal(0),
                printed=False,
                base_of=row.key,
            )
