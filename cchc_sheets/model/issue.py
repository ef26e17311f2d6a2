"""One workbook for one unit, form, edition and period (giao biểu), as a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_sheets.model.form import Form
from cchc_sheets.model.identity import Identity
from cchc_sheets.model.period import Period
from cchc_sheets.model.roster import Roster, Unit


@dataclass(frozen=True, slots=True)
class Prefill:
    """An answer that is in the workbook when it is issued: a number, or a sign as text."""

    value: Decimal | str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What one unit is given to fill in.

    ``prefill`` are the answers and notes that are there from the beginning, ``previous`` and
    ``year_before`` the figures shown beside the cells, all by indicator key; ``names`` are those
    of the records that are in a table from the beginning, by table.
    """

    form: Form
    unit: Unit
    roster: Roster
    period: Period
    identity: Identity
    prefill: Mapping[str, Prefill] = field(default_factory=dict)
    previous: Mapping[str, Decimal] = field(default_factory=dict)
    year_before: Mapping[str, Decimal] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
