"""The places of a form's rows on a returned sheet → the rows whose keys stand at other rows.

A row is told by its print (STT and label) where no other row is printed so; of rows that are, by
the row above to which they belong, and by their order below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cchc_sheets.intake.answers import FormReader
from cchc_sheets.model import Row
from cchc_sheets.sheet.form import LABEL, STT
from cchc_sheets.sheet.heading import label_of
from cchc_sheets.text import tidy

Print = tuple[str, str]


def mixed_rows(reader: FormReader) -> Iterator[tuple[Row, str]]:
    """Yield each row whose key stands at another row, and what that one is called."""
    issued = {row.key: _printed(row, reader) for row in reader.form.rows if row.base_of is None}
    prints = set(issued.values())
    labels = {label for _, label in prints} - {""}
    present = [row for row in reader.form.rows if row.key in reader.first_rows]
    found = {row.key: _on_sheet(row, reader) for row in present}
    there = _by_place(sorted(present, key=lambda row: reader.first_rows[row.key]), issued)
    should = _by_place(present, issued)
    others = {
        row.key: other
        for place, rows in there.items()
        for row, other in zip(rows, should.get(place, ()), strict=False)
        if row.key != other.key
    }
    for row in present:
        stt, label = found[row.key]
        if label != issued[row.key][1]:
            if label in labels:
                yield row, label
        elif stt != issued[row.key][0] and found[row.key] in prints:
            yield row, f"{stt} {label}"
        elif row.key in others:
            yield row, f"{others[row.key].path} {label}"


def _printed(row: Row, reader: FormReader) -> Print:
    is_below = row.line is not None and row.line.number > 1  # printed once, beside all lines
    return "" if is_below else tidy(row.stt), tidy(label_of(row, reader.unit))


def _on_sheet(row: Row, reader: FormReader) -> Print:
    stt, label = (reader.cells.text(reader.first_rows[row.key], at) for at in (STT, LABEL))
    return tidy(stt), tidy(label)


def _by_place(
    rows: Iterable[Row], prints: Mapping[str, Print]
) -> Mapping[tuple[str, Print], list[Row]]:
    """Return rows by what they are printed as and the row above that they belong to, in order."""
    found: dict[tuple[str, Print], list[Row]] = defaultdict(list)
    above: list[Row] = []
    for row in rows:
        while above and above[-1].depth >= row.depth:
            above.pop()
        found[above[-1].key if above else "", prints[row.key]].append(row)
        above.append(row)
    return found
