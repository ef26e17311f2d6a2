"""Who reports: a province's units and the layout of its provincial sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_sheets.model.period import Period


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whom a unit asks: the office that issues the workbooks."""

    name: str
    address: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit (đơn vị).

    ``code`` is ours, stable and ASCII, ``official_code`` the state's for administrative units;
    ``short`` is its name in labels; ``since`` and ``until`` are ISO dates of its existence, within
    those of its type and its province, empty when open; ``source`` says where the entry comes from,
    or ``to confirm``. ``predecessors`` are codes, ``province/code`` where they were of another one.
    ``parts`` are its communes or divisions, where a form asks for each of them.
    """

    code: str
    name: str
    short: str
    type: str
    forms: tuple[str, ...]
    source: str
    predecessors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    official_code: str = ""
    parts: tuple[str, ...] = ()

    def reports_in(self, period: Period) -> bool:
        """Whether the unit exists at the end of the period's window."""
        end = period.end.isoformat()
        return (not self.since or self.since <= end) and (not self.until or end <= self.until)


@dataclass(frozen=True, slots=True)
class Roster:
    """A province's units and the form of each.

    ``predecessors`` are the ids of the provinces that it was made of on the day ``since``.
    """

    id: str
    province: str
    issuer: Issuer
    units: tuple[Unit, ...]
    annex: str = ""
    due: Mapping[str, str] = field(default_factory=dict)
    """Due date by period, ISO; set by letter."""
    predecessors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def unit(self, code: str) -> Unit | None:
        """Return the unit ``code``, ``None`` when the roster lacks it."""
        return next((unit for unit in self.units if unit.code == code), None)

    def heirs(self, name: str) -> tuple[Unit, ...]:
        """Return the units that continue a unit, or part of one; ``name`` as in predecessors."""
        return tuple(unit for unit in self.units if name in unit.predecessors)

    def expected(self, period: Period) -> tuple[Unit, ...]:
        """Return the units that report in the period, in the roster's order."""
        return tuple(unit for unit in self.units if unit.reports_in(period))


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A line of the provincial sheet: a heading (no indicator) or one indicator's figures."""

    stt: str
    label: str
    indicator: str | None = None
    unit_of_measure: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """The layout of the provincial sheet: one column a unit type, then the whole province."""

    id: str
    title: str
    period_line: str
    appendix: str
    columns: tuple[str, ...]
    rows: tuple[AnnexRow, ...]
    draft: bool = True
