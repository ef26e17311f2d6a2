"""Everything that one workbook is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_sheets.handbook.book import Handbook
from cchc_sheets.model import Form, Identity, Period, Roster, Rule, Unit
from cchc_sheets.workbook.live.plan import LivePlan


@dataclass(frozen=True, slots=True)
class Prefill:
    """An answer that stands in the workbook when it is issued: a number, or a sign as text."""

    value: Decimal | str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One workbook for one unit, form, edition and period (giao biểu).

    ``previous`` and ``year_before`` are the figures shown beside the cells, by indicator key;
    ``names`` those of the records that stand in a table from the beginning, by table.
    ``rules`` are those that hold in this form, ``table_rules`` those of each table's records, for
    the guidance sheet, and ``handbook`` has them in words, for many issues of the form; ``live``
    are the formulas of its checks, ``None`` for a workbook that does not check itself.
    """

    form: Form
    unit: Unit
    roster: Roster
    period: Period
    identity: Identity
    rules: tuple[Rule, ...] = ()
    prefill: Mapping[str, Prefill] = field(default_factory=dict)
    previous: Mapping[str, Decimal] = field(default_factory=dict)
    year_before: Mapping[str, Decimal] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    live: LivePlan | None = None
    table_rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    handbook: Handbook | None = None

    @property
    def explained(self) -> Handbook:
        """The rules in words, worked out for this issue where nobody gave them."""
        return self.handbook or Handbook(self.form, self.rules, self.table_rules)
