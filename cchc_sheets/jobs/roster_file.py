"""The cells of an edited roster → the fields of its units and of the office, or what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cchc_sheets.decode.cells import RawCell, RawSheet, RawWorkbook, Spot
from cchc_sheets.definition.rewrite import Value
from cchc_sheets.intake.days import day_of
from cchc_sheets.jobs.issue import slug
from cchc_sheets.model import Definitions, Period
from cchc_sheets.model.roster import RosterFields
from cchc_sheets.report.roster_import import RosterNote
from cchc_sheets.sheet.address import address
from cchc_sheets.text import nearest, shorten, show, tidy
from cchc_sheets.words.roster import (
    COLUMNS,
    DUE_AFTER,
    DUE_HEAD,
    OFFICE,
    PERIOD_HEAD,
    SUCCESSORS,
    RosterColumn,
)

HEADS = {column.head.casefold(): column for column in COLUMNS}
CODE, NAME = COLUMNS[0], COLUMNS[1]


@dataclass
class ReadRoster:
    """What a file says of each unit, in its order, and of the office; what it lacks is empty.

    ``issuer`` and ``due`` are ``None`` where the file has no such sheet. ``cells`` are the
    addresses of fields: of a unit by its code, of the office by ``""``.
    """

    units: dict[str, dict[str, Value]] = field(default_factory=dict)
    issuer: dict[str, str] | None = None
    due: dict[str, str] | None = None
    due_after: str = ""
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[RosterNote] = field(default_factory=list)

    def problem(self, code: str, **facts: str) -> None:
        """Note what is wrong."""
        self.problems.append(RosterNote(code, facts))


@dataclass(frozen=True, slots=True)
class RosterEdit:
    """What somebody typed without a file: fields of one unit, or of the office and its due dates.

    ``unit`` is a code of the roster; of the office, where it is empty, ``fields`` are ``due_after``
    and those of the issuer, and ``due`` has days as they were typed, by period as it was typed.
    """

    unit: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    due: Sequence[tuple[str, str]] = ()


def edited(before: RosterFields, edit: RosterEdit) -> ReadRoster:
    """Return a roster as its definition has it, with what somebody typed in its place.

    What a message says of a cell, it says of the unit or the field instead.
    """
    empty: dict[str, Value] = {column.key: () if column.is_list else "" for column in COLUMNS}
    read = ReadRoster({str(unit["code"]): {**empty, **unit} for unit in before.units})
    typed = {key: tidy(text) for key, text in edit.fields.items()}
    if edit.unit and edit.unit not in read.units:
        read.problem("edited-meanwhile")
    elif edit.unit:
        unit = read.units[edit.unit]
        read.cells = {(edit.unit, key): str(unit["name"]) for key in unit}
        unit |= typed
    if edit.unit:
        return read
    read.due, read.due_after = {}, typed.pop("due_after", before.due_after)
    read.issuer = {**before.issuer, **typed}
    name = str(before.issuer["name"])
    read.cells = {("", key): name for key in ("due_after", *(f"issuer.{each}" for each in OFFICE))}
    for period, day in edit.due:
        if tidy(period) or tidy(day):
            cells = RawCell(period, "text"), RawCell(day, "text")
            _read_due(read, (DUE_HEAD, tidy(period)), cells, since_1904=False)
    return read


def read_roster(raw: RawWorkbook, before: RosterFields, definitions: Definitions) -> ReadRoster:
    """Read an edited roster; ``before`` is what the definition says. Never raises for bad input."""
    read = ReadRoster()
    found = next(filter(None, map(_head_of, raw.sheets)), None)
    if found is None:
        read.problem("no-sheet")
        return read
    sheet, head_row, columns = found
    for column in COLUMNS:
        places = [at for at, each in columns.items() if each is column]
        if len(places) != 1:
            read.problem("column-twice" if places else "no-column", field=column.head)
    if not read.problems:
        _Units(read, sheet, before, definitions, since_1904=raw.since_1904).read(head_row, columns)
    office = next((each for each in raw.sheets if _period_head(each)), None)
    if office is not None:
        _read_office(read, office, since_1904=raw.since_1904)
    return read


def _head_of(sheet: RawSheet) -> tuple[RawSheet, int, dict[int, RosterColumn]] | None:
    """The sheet with its head's row and columns, where it has the table of units."""
    rows: dict[int, dict[int, RosterColumn]] = {}
    for (row, at), cell in sheet.cells.items():
        column = HEADS.get(_text(cell).casefold())
        if column is not None:
            rows.setdefault(row, {})[at] = column
    heads = ((row, own) for row, own in sorted(rows.items()) if {CODE.key, NAME.key} <= _keys(own))
    return next(((sheet, row, own) for row, own in heads), None)


def _keys(columns: Mapping[int, RosterColumn]) -> set[str]:
    return {column.key for column in columns.values()}


def _text(cell: RawCell | None) -> str:
    return tidy(show(cell.value)) if cell is not None else ""


@dataclass
class _Units:
    """Reads the rows of the table of units."""

    into: ReadRoster
    sheet: RawSheet
    before: RosterFields
    definitions: Definitions
    since_1904: bool
    rows: dict[str, int] = field(default_factory=dict)

    def read(self, head_row: int, columns: Mapping[int, RosterColumn]) -> None:
        """Read every row below the head that holds something."""
        filled = {row for row, at in self.sheet.cells if row > head_row and at in columns}
        for row in sorted(filled):
            cells = {column.key: (row, at) for at, column in columns.items()}
            if any(_text(self.sheet.cells.get(spot)) for spot in cells.values()):
                self._read_row(row, cells)
        self._renamed_codes()

    def _read_row(self, row: int, cells: Mapping[str, Spot]) -> None:
        fields = {column.key: self._value(column, cells[column.key]) for column in COLUMNS}
        code, name = str(fields["code"]), str(fields["name"])
        cell = address(*cells["code"])
        if not code:
            example = slug(str(fields["short"]) or name) or "don-vi-moi"
            self.into.problem("no-code", cell=cell, unit=shorten(name), example=example)
        elif code in self.rows:
            self.into.problem("code-twice", cell=cell, found=code, row=str(self.rows[code]))
        else:
            self.rows[code] = row
            self.into.units[code] = fields
            self.into.cells |= {(code, key): address(*spot) for key, spot in cells.items()}

    def _value(self, column: RosterColumn, spot: Spot) -> Value:
        cell = self.sheet.cells.get(spot)
        text = _text(cell)
        if column.is_day:
            day = day_of(cell, since_1904=self.since_1904) if text else None
            if text and day is None:
                self.into.problem("no-day", cell=address(*spot), found=shorten(text))
            return day.isoformat() if day else ""
        if column.is_list:
            names = _names(cell)
            if column.key == "forms":
                self._known_forms(names, spot)
            return names
        return self._type(text, spot) if column.key == "type" else text

    def _known_forms(self, names: Sequence[str], spot: Spot) -> None:
        for name in names:
            if name not in self.definitions.forms:
                near = nearest(name, self.definitions.forms)
                self.into.problem("no-form", cell=address(*spot), found=shorten(name), near=near)

    def _type(self, text: str, spot: Spot) -> str:
        """The key of a type of units, which a cell has by its label."""
        types = self.definitions.catalogue.unit_types
        keys = {each.label.casefold(): each.key for each in types} | {t.key: t.key for t in types}
        if text and text.casefold() not in keys:
            known = "; ".join(each.label for each in types)
            self.into.problem("no-type", cell=address(*spot), found=shorten(text), known=known)
        return keys.get(text.casefold(), "")

    def _renamed_codes(self) -> None:
        """A code that is new where a unit of the same name is gone was typed over."""
        gone = {
            str(unit["name"]): str(unit["code"])
            for unit in self.before.units
            if unit["code"] not in self.into.units
        }
        known = {unit["code"] for unit in self.before.units}
        for code in [code for code in self.into.units if code not in known]:
            name = str(self.into.units[code]["name"])
            if name in gone:
                facts = {"before": gone[name], "now": code, "unit": name}
                self.into.problem("code-changed", cell=self.into.cells[code, "code"], **facts)


def _names(cell: RawCell | None) -> tuple[str, ...]:
    """The names in a cell: on lines of their own, or apart by semicolons."""
    text = show(cell.value) if cell is not None else ""
    parts = text.splitlines() if "\n" in text.strip() else text.split(";")
    return tuple(dict.fromkeys(filter(None, map(tidy, parts))))


def _period_head(sheet: RawSheet) -> int:
    """The row of the head of due dates, 0 where the sheet has none."""
    return next(
        (row for (row, at), cell in sheet.cells.items() if at == 1 and _text(cell) == PERIOD_HEAD),
        0,
    )


def _read_office(read: ReadRoster, sheet: RawSheet, *, since_1904: bool) -> None:
    read.issuer, read.due = {}, {}
    head_row = _period_head(sheet)
    labels = {head: key for key, head in OFFICE.items()}
    for row in sorted({row for row, _ in sheet.cells}):
        label, value = (sheet.cells.get((row, at)) for at in (1, 2))
        where = f"{sheet.name}!"
        if row < head_row and _text(label) in labels:
            key = labels[_text(label)]
            read.issuer[key] = _text(value)
            read.cells["", f"issuer.{key}"] = where + address(row, 2)
        elif row < head_row and _text(label) == DUE_AFTER:
            read.due_after = _text(value)
            read.cells["", "due_after"] = where + address(row, 2)
        elif row > head_row and (_text(label) or _text(value)):
            places = where + address(row, 1), where + address(row, 2)
            _read_due(read, places, (label, value), since_1904=since_1904)


def _read_due(
    read: ReadRoster,
    places: tuple[str, str],
    cells: tuple[RawCell | None, RawCell | None],
    *,
    since_1904: bool,
) -> None:
    label, value = cells
    period = Period.parse(_text(label))
    day = day_of(value, since_1904=since_1904)
    if period is None:
        read.problem("no-period", cell=places[0], found=shorten(_text(label)))
    elif str(period) in (read.due or {}):
        read.problem("period-twice", cell=places[0], found=str(period))
    elif day is None and _text(value):
        read.problem("no-day", cell=places[1], found=shorten(_text(value)))
    elif read.due is not None:
        read.due[str(period)] = day.isoformat() if day else ""
        read.cells["", f"due.{period}"] = places[1]


def succession(read: ReadRoster, before: RosterFields) -> None:
    """Make one of the columns of predecessors and successors, and note names that nobody has.

    A link that both columns had before stays while both have it; a new one holds where either says
    so. So it is added and taken away in one place.
    """
    old = set(links(before.units))
    known = {*read.units, *(str(unit["code"]) for unit in before.units)}
    for code, fields in read.units.items():
        for key in ("predecessors", SUCCESSORS):
            for name in fields[key]:
                if "/" not in name and name not in known:
                    near, cell = nearest(name, known), read.cells[code, key]
                    read.problem("no-unit", cell=cell, found=shorten(name), near=near)
    by_heir = {(p, code) for code, f in read.units.items() for p in f["predecessors"]}
    by_old = {(code, h) for code, f in read.units.items() for h in f[SUCCESSORS]}
    for code, fields in read.units.items():
        named = dict.fromkeys(fields["predecessors"])
        named |= dict.fromkeys(p for p, heir in by_old if heir == code)
        fields["predecessors"] = tuple(
            name
            for name in named
            if (name, code) not in old
            or "/" in name
            or ((name, code) in by_heir and ((name, code) in by_old or name not in read.units))
        )
    for code in read.units:
        if code in _ancestors(code, read.units):
            cell, unit = read.cells[code, "predecessors"], str(read.units[code]["name"])
            read.problem("own-kin", cell=cell, unit=unit)


def _ancestors(code: str, units: Mapping[str, Mapping[str, Value]]) -> set[str]:
    found: set[str] = set()
    ahead = [code]
    while ahead:
        for name in units.get(ahead.pop(), {}).get("predecessors", ()):
            if name not in found:
                found.add(name)
                ahead.append(name)
    return found


def links(units: Sequence[Mapping[str, Value]]) -> Iterator[tuple[str, str]]:
    """Yield each predecessor with the unit that continues it."""
    for unit in units:
        for name in unit.get("predecessors", ()):
            yield name, str(unit["code"])
