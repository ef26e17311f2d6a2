"""The texts of a form's heading block and labels for one unit and period."""

from __future__ import annotations

from cchc_sheets.model import Form, Period, Row, Unit

UNKNOWN = "…"


def label_of(row: Row, unit: Unit) -> str:
    """Return what stands in the row's label cell, with the unit's name in its place."""
    return row.printed_label(unit)


def period_line(form: Form, unit: Unit, period: Period) -> str:
    """Return the printed line that names the period (in capitals) and the unit."""
    return _filled_in(form.period_line, unit, period)


def title(form: Form, unit: Unit, period: Period) -> str:
    """Return the printed title."""
    return _filled_in(form.title, unit, period)


def _filled_in(text: str, unit: Unit, period: Period) -> str:
    return text.format(
        period=period.label.upper(),
        year=period.year,
        unit=unit.name,
        unit_upper=unit.name.upper(),
        short=unit.short,
    )


def attached_to(form: Form, unit: Unit, number: str, date: str) -> str:
    """Return *(Kèm theo Báo cáo số … ngày … )*; unknown parts are dots until signing."""
    return form.attached_to.format(
        number=number or UNKNOWN,
        date=date or UNKNOWN,
        unit=unit.name,
        unit_upper=unit.name.upper(),
        short=unit.short,
    )
