"""Submissions → every answer as one flat table, and ``values.csv``, which holds it, read back.

The file is UTF-8 with a byte order mark (without it Excel takes Vietnamese for gibberish), commas,
line feeds; numbers in plain digits with a dot. A text that a spreadsheet would take for a formula
gets an apostrophe in front; reading takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path

from cchc_sheets.model import (
    Answer,
    Definitions,
    Period,
    Roster,
    State,
    Submission,
    UsageProblem,
)
from cchc_sheets.words.columns import VALUES
from cchc_sheets.words.usage import io_reason

NEEDED = ("unit", "indicator", "value")
"""The columns without which a table says nothing; ``--values`` needs no others."""

# What opens a formula (or, for the last three, can bring one to the front), and the guard itself,
# so that taking it off is certain.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_GUARD = "'"
_BLANKS = " \u00a0\u202f\u2007\u2009\u3000\ufeff\u200b"
"""What spreadsheets pass over in front of a formula when they open a CSV file."""
_LONGEST_FIELD = 1 << 26
"""Characters: a note of a returned file is kept whole, however long."""
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# By hand, 12.000 is twelve thousand: only what cannot be a group of three is a decimal.
_PLAIN_BY_HAND = re.compile(r"-?\d{1,30}(\.(\d{1,2}|\d{4,30}))?")


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One unit's answer to one indicator, in which file, sheet and cell.

    ``value`` is in ``unit_of_measure``, the printed one (percentage points for a rate); ``None``
    unless the state is number or nil. ``raw`` is what was typed. ``province`` is the roster's id,
    empty in tables from before it was written.
    """

    unit: str
    form: str
    edition: str
    period: str
    indicator: str
    state: State
    value: Decimal | None
    unit_of_measure: str
    raw: str
    note: str
    file: str
    sha256: str
    sheet: str
    cell: str
    province: str = ""


COLUMNS = tuple(field.name for field in fields(ValueRow))


def value_rows(
    definitions: Definitions,
    roster: Roster,
    period: Period,
    submissions: Mapping[str, Submission],
) -> tuple[ValueRow, ...]:
    """Return a row for each indicator that a merged unit was asked, in roster and form order.

    Of what a rate is made of, only where the unit gives it.
    """
    found: list[ValueRow] = []
    for unit in roster.expected(period):
        submission = submissions.get(unit.code)
        form = definitions.forms.get(submission.form) if submission else None
        if submission is None or form is None:
            continue
        for row in submission.rows_of(form):
            if row.indicator is None:
                continue
            key = row.indicator.key
            # A row that the file has lost counts as blank.
            answer = submission.answers.get(key) or Answer(key, State.BLANK)
            if row.base_of is not None and answer.state is State.BLANK:
                continue  # nobody has to say what a rate is made of
            found.append(
                ValueRow(
                    unit=unit.code,
                    form=form.id,
                    edition=form.edition,
                    period=str(period),
                    indicator=key,
                    state=answer.state,
                    value=answer.value,
                    unit_of_measure=row.unit_of_measure or row.indicator.unit_of_measure,
                    raw=answer.origin.raw,
                    note=answer.note,
                    file=submission.source.path,
                    sha256=submission.source.sha256,
                    sheet=answer.sheet or "",
                    cell=answer.origin.cell or "",
                    province=roster.id,
                )
            )
    return tuple(found)


def values_csv(rows: Iterable[ValueRow]) -> bytes:
    """Return the table of all answers; the same rows give the same bytes."""
    return flat_csv(VALUES.names, rows)


def flat_csv(columns: Sequence[str], rows: Iterable[object]) -> bytes:
    """Return rows as CSV, a column an attribute; numbers are in plain digits."""
    stream = io.StringIO()
    # Before Python 3.13 a lone carriage return is not quoted by itself, and would end the line.
    plain = csv.writer(stream, lineterminator="\n")
    quoting = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(columns)
    for row in rows:
        cells = [_cell(getattr(row, name)) for name in columns]
        (quoting if any("\r" in cell for cell in cells) else plain).writerow(cells)
    # A surrogate that a broken file smuggled in would end the writing.
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, Decimal):
        return guarded(str(value))
    digits = f"{value:f}" if value else "0"  # no -0
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def guarded(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet might compute it."""
    return _GUARD + text if text.lstrip(_BLANKS).startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """Return what ``guarded`` was given."""
    rest = text.removeprefix(_GUARD)
    return rest if rest != text and rest.lstrip(_BLANKS).startswith(_GUARDED) else text


def read_table(path: Path) -> tuple[ValueRow, ...] | UsageProblem:
    """Read a table of values, written here or by hand, or say why it cannot be read.

    Columns may be in any order; only unit, indicator and value must be there. Semicolons are
    read too, since Excel saves so where the comma is the decimal sign. In a table without states
    a value that is not plain digits (``99,1``, ``KAD``) stays in ``raw`` for whoever knows the row.
    """
    try:
        rows = read_values(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        rows = UsageProblem("io", {"error": io_reason(error)})
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        rows = UsageProblem("values-not-utf8", {"line": line})
    if isinstance(rows, UsageProblem):
        return UsageProblem(rows.code, {**rows.facts, "path": str(path)})
    return rows


def read_values(text: str) -> tuple[ValueRow, ...] | UsageProblem:
    """Read the text of a table of values, as ``read_table`` does; a problem names no path."""
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            return UsageProblem("values-columns", {"missing": ", ".join(missing)})
        twice = next((name for name in names if name and names.count(name) > 1), None)
        if twice is not None:  # the second would silently stand for the first
            return UsageProblem("values-twice", {"found": twice})
        rows: list[ValueRow] = []
        for cells in filter(any, reader):  # but empty lines, or those of nothing but separators
            if len(cells) > len(names):
                found = cells[len(names)][:40]
                return UsageProblem("values-extra-cells", {"line": reader.line_num, "found": found})
            row = _row(dict(zip(names, cells, strict=False)), by_hand="state" not in names)
            if isinstance(row, UsageProblem):
                return UsageProblem(row.code, {**row.facts, "line": reader.line_num})
            rows.append(row)
    except csv.Error:
        return UsageProblem("values-not-csv", {"line": reader.line_num})
    return tuple(rows)


def _row(given: Mapping[str, str], *, by_hand: bool) -> ValueRow | UsageProblem:
    """A row, or what is wrong with it.

    In a table without states, typed by hand, what is no plain number is left to the caller.
    """
    text, state = given.get("value", "").strip(), given.get("state", "").strip()
    value: Decimal | None = None
    if not by_hand:
        if state not in set(State):
            return UsageProblem("values-state", {"found": state[:40]})
        if text and not _PLAIN.fullmatch(text):
            return UsageProblem("values-number", {"found": text[:40]})
        if (State(state) in {State.NUMBER, State.NIL}) != bool(text):
            return UsageProblem("values-number", {"found": text[:40]})
        value = Decimal(text) if text else None
    elif not text:
        state = State.BLANK
    elif _PLAIN_BY_HAND.fullmatch(text):
        value = Decimal(text)
        state = State.NUMBER if value else State.NIL
    else:
        state = State.UNREADABLE
    if by_hand and text:
        given = {"raw": text, **given}
    texts = {name: unguarded(given.get(name, "")) for name in COLUMNS}
    return ValueRow(**{**texts, "state": State(state), "value": value})  # type: ignore[arg-type]
