"""One workbook for one unit, form, edition and period (giao biểu), as a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_sheets.model.finding import Severity
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
class Panel:
    """What is typed above the heading block: about the report, and who filled it in."""

    report_number: str = ""
    signed_on: str = ""
    filled_by: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What makes a cell of a returned workbook stand out.

    ``severity`` is ``None`` where an answer was carried over and only has to be confirmed. ``note``
    is the text of the cell's comment, empty for none. ``live``: the sheet's own checks see it too.
    """

    severity: Severity | None
    note: str = ""
    live: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the list of a returned workbook: a cell of it, and what to do there.

    ``cells`` are one cell or, for answers that are blank, those of a section; what is about the
    whole workbook has none. ``label`` is what the row is called, ``typed`` what the unit typed.
    """

    severity: Severity
    sheet: str
    cells: tuple[str, ...]
    label: str
    typed: str
    found: str
    mend: str


@dataclass(frozen=True, slots=True)
class NotCarried:
    """Something that stood in the file and has no place in the returned workbook."""

    where: str
    label: str
    typed: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a returned workbook lists before everything else, errors first.

    ``suspected`` are the cells that explain several findings, ``missing`` the blank answers by
    section, ``settled`` sentences about the file itself, which the fresh workbook mends,
    ``to_confirm`` the cells that were carried over from another workbook by sheet, ``as_before``
    the cells of the form that are as in the period before and not yet confirmed, and
    ``not_carried`` what was not.
    """

    suspected: tuple[Correction, ...] = ()
    wrong: tuple[Correction, ...] = ()
    missing: tuple[Correction, ...] = ()
    settled: tuple[str, ...] = ()
    to_confirm: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_before: tuple[str, ...] = ()
    not_carried: tuple[NotCarried, ...] = ()


UNSIGNED = Identity("", "", "", "", "", "", 0, "", "")
"""The identity of an issue that nobody has signed yet."""
TypedRecord = Mapping[str, Decimal | str]
"""What is in a record's cells, by column key; its name is among them."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What one unit is given to fill in.

    ``prefill`` are answers and notes that the workbook holds when it is issued, ``previous`` and
    ``year_before`` the figures that it shows beside the cells, all by indicator key. ``records``
    are the records that a table holds when it is issued, by table. ``confirmed``: whether the unit
    confirmed the answers that are filled in as in the period before, ``None`` where there are none.
    A workbook that is returned to
    its unit also has ``corrections`` and ``marks``, by sheet and cell.
    """

    form: Form
    unit: Unit
    roster: Roster
    period: Period
    identity: Identity = UNSIGNED
    prefill: Mapping[str, Prefill] = field(default_factory=dict)
    previous: Mapping[str, Decimal] = field(default_factory=dict)
    year_before: Mapping[str, Decimal] = field(default_factory=dict)
    records: Mapping[str, tuple[TypedRecord, ...]] = field(default_factory=dict)
    panel: Panel = Panel()
    confirmed: bool | None = None
    corrections: Corrections | None = None
    marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
