"""``values.csv``: every answer as a flat table that programs and spreadsheets open alike.

UTF-8 with a byte order mark (without it Excel takes Vietnamese for gibberish), commas, line feeds;
numbers in plain digits with a dot. A text that a spreadsheet would take for a formula gets an
apostrophe in front; reading takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path

from cchc_sheets.model import State
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.record.values import ValueRow

COLUMNS = tuple(field.name for field in fields(ValueRow))
NEEDED = ("unit", "indicator", "value")
"""The columns without which a table says nothing; ``--values`` needs no others."""

# What opens a formula (or, for the last three, can bring one to the front), and the guard itself,
# so that taking it off is certain.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_GUARD = "'"
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# By hand, 12.000 is twelve thousand: only what cannot be a group of three is a decimal.
_PLAIN_BY_HAND = re.compile(r"-?\d{1,30}(\.(\d{1,2}|\d{4,30}))?")


@dataclass(frozen=True, slots=True)
class ValuesProblem:
    """Why a table of values cannot be read.

    ``code`` is one of file-unreadable, not-utf8, not-csv, missing-column, bad-state, bad-value,
    extra-cells; ``line`` counts from 1, 0 for the file itself; ``found`` is the offending text.
    """

    code: str
    line: int
    found: str


def values_csv(rows: Iterable[ValueRow]) -> bytes:
    """Return the table of all answers; the same rows give the same bytes."""
    return flat_csv(ValueRow, rows)


def flat_csv(kind: type[object], rows: Iterable[object]) -> bytes:
    """Return rows of one dataclass as CSV, a column a field; a field ``value`` is a number."""
    stream = io.StringIO()
    # Before Python 3.13 a lone carriage return is not quoted by itself, and would end the line.
    plain = csv.writer(stream, lineterminator="\n")
    quoting = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    columns = tuple(kind.__annotations__)
    plain.writerow(columns)
    for row in rows:
        values = ((name, getattr(row, name)) for name in columns)
        cells = [_digits(v) if name == "value" else guarded(str(v)) for name, v in values]
        (quoting if any("\r" in cell for cell in cells) else plain).writerow(cells)
    # A surrogate that a broken file smuggled in would end the writing.
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def _digits(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = f"{value:f}" if value else "0"  # no -0
    return text.rstrip("0").rstrip(".") if "." in text else text


def guarded(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet might compute it."""
    return _GUARD + text if text.startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """Return what ``guarded`` was given."""
    guards = text.startswith(_GUARD) and text[1:].startswith(_GUARDED)
    return text.removeprefix(_GUARD) if guards else text


def read_values(path: Path) -> tuple[ValueRow, ...] | ValuesProblem:
    """Read a table of values, written here or by hand.

    Columns may be in any order; only unit, indicator and value must be there. Semicolons are
    read too, since Excel saves so where the comma is the decimal sign. In a table without states
    a value that is not plain digits (``99,1``, ``KAD``) stays in ``raw`` for whoever knows the row.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return ValuesProblem("file-unreadable", 0, error.strerror or str(error))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return ValuesProblem("not-utf8", line, error.object[error.start :][:4].hex())
    return read_values_text(text)


def read_values_text(text: str) -> tuple[ValueRow, ...] | ValuesProblem:
    """Read the text of a table of values, as ``read_values`` does."""
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            return ValuesProblem("missing-column", 1, ", ".join(missing))
        rows: list[ValueRow] = []
        for cells in reader:
            if not any(cells):  # an empty line, or one of nothing but separators
                continue
            if len(cells) > len(names):
                return ValuesProblem("extra-cells", reader.line_num, cells[len(names)][:40])
            given = dict(zip(names, cells, strict=False))
            row = _row(given) if "state" in names else _row_by_hand(given)
            if isinstance(row, tuple):
                code, found = row
                return ValuesProblem(code, reader.line_num, found[:40])
            rows.append(row)
    except csv.Error as error:
        return ValuesProblem("not-csv", reader.line_num, str(error))
    return tuple(rows)


def _row(given: Mapping[str, str]) -> ValueRow | tuple[str, str]:
    """A row that was written here, or a problem's code and what was found."""
    text, state = given.get("value", "").strip(), given.get("state", "").strip()
    if state not in set(State):
        return "bad-state", state
    if text and not _PLAIN.fullmatch(text):
        return "bad-value", text
    if (State(state) in {State.NUMBER, State.NIL}) != bool(text):
        return "bad-value", text
    return _value_row(given, State(state), Decimal(text) if text else None)


def _row_by_hand(given: Mapping[str, str]) -> ValueRow:
    """A row of a table without states; what is no plain number is left to the caller."""
    text = given.get("value", "").strip()
    if not text:
        return _value_row(given, State.BLANK, None)
    if _PLAIN_BY_HAND.fullmatch(text):
        value = Decimal(text)
        return _value_row({"raw": text, **given}, State.NUMBER if value else State.NIL, value)
    return _value_row({"raw": text, **given}, State.UNREADABLE, None)


def _value_row(given: Mapping[str, str], state: State, value: Decimal | None) -> ValueRow:
    texts = {name: unguarded(given.get(name, "")) for name in COLUMNS}
    return ValueRow(**{**texts, "state": state, "value": value})  # type: ignore[arg-type]


def read_table(path: Path) -> tuple[ValueRow, ...] | UsageProblem:
    """Read a table of values, or say why it cannot be read."""
    rows = read_values(path)
    if not isinstance(rows, ValuesProblem):
        return rows
    if rows.code == "missing-column":
        return UsageProblem("values-columns", {"path": str(path), "missing": rows.found})
    facts = {"path": str(path), "line": str(rows.line), "error": f"{rows.code} {rows.found}"}
    return UsageProblem("values-unreadable", facts)
