"""Who reports: a province's units and the layout of its provincial sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from cchc_sheets.model.period import Period

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office that issues the workbooks, and that units ask for help."""

    name: str
    address: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit (đơn vị).

    ``code`` is our own, stable and ASCII, ``official_code`` the state's for administrative units.
    ``short`` is its name in labels. ``since`` and ``until`` are ISO dates of its existence, within
    those of its type and its province, empty when open. ``source`` names where the entry comes
    from, or is ``to confirm``. ``predecessors`` are codes, ``province/code`` for a unit of another
    province. ``parts`` are its communes or divisions, where a form asks for each of them.
    ``contact``, ``telephone`` and ``email`` reach whoever fills in the workbook.
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
    contact: str = ""
    telephone: str = ""
    email: str = ""

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
    """Due date by period, ISO; a letter sets it."""
    due_after: int | None = None
    """Working days after a period's last day on which its reports are due, unless a letter says."""
    predecessors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def ended(self, today: date) -> bool:
        """Whether the province is no more."""
        return bool(self.until) and self.until < today.isoformat()

    def unit(self, code: str) -> Unit | None:
        """Return the unit ``code``, ``None`` when the roster lacks it."""
        return next((unit for unit in self.units if unit.code == code), None)

    def due_on(self, period: Period) -> date | None:
        """Return the day on which the reports of a period are due; ``None`` where nobody said.

        Working days are Monday to Friday: public holidays move by decree, and a letter names the
        day that they lead to.
        """
        named = self.due.get(str(period))
        if named is not None:
            return date.fromisoformat(named)
        if self.due_after is None:
            return None
        day, left = period.end, self.due_after
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < _SATURDAY
        return day

    def heirs(self, name: str) -> tuple[Unit, ...]:
        """Return the units that continue a unit or part of it; ``name`` as in ``predecessors``."""
        return tuple(unit for unit in self.units if name in unit.predecessors)

    def expected(self, period: Period) -> tuple[Unit, ...]:
        """Return the units that report in the period, in the roster's order."""
        return tuple(unit for unit in self.units if unit.reports_in(period))


@dataclass(frozen=True, slots=True)
class RosterFields:
    """A roster as its fields stand in the definition, for people to edit.

    Of a unit they are by the names of its fields, texts or lists of texts, what is not there left
    out; beside them ``successors``, the codes of units that have it among their predecessors.
    ``text_hash`` is that of the file's text.
    """

    id: str
    province: str
    issuer: Mapping[str, str]
    due: Mapping[str, str]
    due_after: str
    units: tuple[Mapping[str, str | tuple[str, ...]], ...]
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """What a line of the provincial sheet is called among the figures that are shown first.

    ``is_share``: shown is the share of its denominator in per cent instead of the count. Those
    with a lower ``order`` come first, of equal ones that which the sheet has first.
    """

    label: str
    is_share: bool = False
    order: int = 99


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A line of the provincial sheet: a heading (no indicator) or one indicator's figures."""

    stt: str
    label: str
    indicator: str | None = None
    unit_of_measure: str = ""
    key_figure: KeyFigure | None = None


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
