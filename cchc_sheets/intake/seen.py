"""A returned file's sheets → what a person does not see of what is read, or sees besides.

What is seen must be what is read: a hidden sheet is refused, and so is a second one that shows
other figures. Hidden rows, merged cells and comments are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.answers import number_readings
from cchc_sheets.decode.cells import RawSheet, RawWorkbook, Spot
from cchc_sheets.findings.sight import (
    ANSWERS_HIDDEN,
    ANSWERS_MERGED,
    CELL_COMMENT,
    SHEET_HIDDEN,
    SHEET_SHOWS_OTHER,
)
from cchc_sheets.model import Fact, Finding, Form, Place, Severity, Submission, Table
from cchc_sheets.sheet.address import address, spot
from cchc_sheets.text import shorten, tidy
from cchc_sheets.words.places import ranged

LEAST_LABELS = 0.3
"""A sheet with fewer of the form's labels does not look like it."""
MOST_OF_A_COMMENT = 1_000
"""Characters; what is longer is cut in the finding."""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A sheet that is read, and by what another is known that looks like it.

    The figures stand right of the labels, or with ``down`` below them; of a form in the columns
    with the ``head``. ``least`` is how many of the labels another sheet has at least.
    """

    sheet: RawSheet
    labels: AbstractSet[str]
    least: int
    head: str = ""
    down: bool = False


def printed_form(sheet: RawSheet, form: Form, labels: Iterable[str]) -> PrintedSheet:
    """Return the sheet of a form with these labels."""
    known = frozenset(map(tidy, labels)) - {""}
    return PrintedSheet(
        sheet, known, max(1, int(LEAST_LABELS * len(known))), tidy(form.value_column)
    )


def printed_table(sheet: RawSheet, table: Table) -> PrintedSheet:
    """Return the sheet of a table."""
    labels = frozenset(tidy(row.label) for row in table.asks.rows) - {""}
    return PrintedSheet(sheet, labels, len(labels), down=not table.across)


def seen(
    raw: RawWorkbook, printed: Sequence[PrintedSheet], submission: Submission
) -> Iterator[Finding]:
    """Compare what is read with what a person sees of the same file."""
    own = {each.sheet.name for each in printed}
    others = [s for s in raw.sheets if s.state == "visible" and s.name not in own]
    filled, answers = _answers(submission)
    for each in printed:
        sheet = each.sheet
        place = Place(sheet=sheet.name)
        if sheet.state != "visible":
            facts = {"found": shorten(sheet.name)}
            yield Finding(SHEET_HIDDEN, Severity.ERROR, place=place, facts=facts)
        yield from (found for other in others for found in _other_figures(each, other))
        yield from _hidden(sheet, filled[sheet.name])
        yield from _merged(sheet, answers[sheet.name])
        for at, text in sorted(sheet.comments.items()):
            cell = address(*at)
            place = Place(answers[sheet.name].get(at), sheet.name, cell)
            told = {"cell": cell, "found": shorten(text, MOST_OF_A_COMMENT)}
            if text:
                yield Finding(CELL_COMMENT, Severity.INFO, place=place, facts=told)


def _answers(
    submission: Submission,
) -> tuple[Mapping[str, AbstractSet[Spot]], Mapping[str, Mapping[Spot, str | None]]]:
    """Return by sheet the cells that hold something typed, and the keys of all by their cell."""
    filled: dict[str, set[Spot]] = defaultdict(set)
    keys: dict[str, dict[Spot, str | None]] = defaultdict(dict)
    records = (r for rs in submission.records.values() for r in rs)
    of_records = (a for record in records for a in (record.name, *record.answers.values()))
    for answer in (*submission.answers.values(), *of_records):
        for cell, text in ((answer.cell, answer.raw), (answer.note_cell, answer.note)):
            if cell and answer.sheet:
                keys[answer.sheet][spot(cell)] = answer.key
                if text.strip():
                    filled[answer.sheet].add(spot(cell))
    for heading in submission.headings.values():
        if heading.cell and heading.sheet and (heading.raw + heading.note).strip():
            filled[heading.sheet].add(spot(heading.cell))
    return filled, keys


def _hidden(sheet: RawSheet, filled: AbstractSet[Spot]) -> Iterator[Finding]:
    rows, columns = sheet.hidden_rows, sheet.hidden_columns
    cells = [(c, r) for r, c in filled if r in rows or c in columns]
    if cells:
        names = [address(row, column) for column, row in sorted(cells)]
        facts: dict[str, Fact] = {"count": len(names), "cells": ranged(names)}
        place = Place(sheet=sheet.name, cell=names[0])
        yield Finding(ANSWERS_HIDDEN, Severity.WARNING, place=place, facts=facts)


def _merged(sheet: RawSheet, answers: Mapping[Spot, str | None]) -> Iterator[Finding]:
    columns = {column for _, column in answers}
    areas: list[str] = []
    covered: list[Spot] = []
    for (top, left), (bottom, right) in sheet.merged:
        if not any(left <= column <= right for column in columns):
            continue
        within = [
            (row, column)
            for row, column in answers
            if top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        ]
        if within:
            areas.append(f"{address(top, left)}:{address(bottom, right)}")
            covered += within
    if areas:
        names = [address(*at) for at in sorted(covered, key=lambda at: at[::-1])]
        facts = {"found": shorten(", ".join(areas), 90), "cells": ranged(names)}
        place = Place(sheet=sheet.name, cell=names[0])
        yield Finding(ANSWERS_MERGED, Severity.WARNING, place=place, facts=facts)


def _other_figures(own: PrintedSheet, other: RawSheet) -> Iterator[Finding]:
    """Report the first figure of a sheet that looks like the one that is read and is not in it."""
    shown = _figures(own, other)
    if len(shown) < own.least:
        return
    read = _figures(own, own.sheet)
    for label, lines in shown.items():
        known = read.get(label, [])
        everything = frozenset[Decimal]().union(*known)
        for number, line in enumerate(lines):
            right = known[number] if len(known) == len(lines) else everything
            if strange := line - right:
                facts: dict[str, Fact] = {
                    "found": shorten(other.name),
                    "expected": shorten(own.sheet.name),
                    "label": shorten(label, 90),
                    "other": tuple(sorted(strange))[:3],
                    "value": tuple(sorted(right))[:3] or None,
                }
                place = Place(sheet=other.name)
                yield Finding(SHEET_SHOWS_OTHER, Severity.ERROR, place=place, facts=facts)
                return


def _figures(own: PrintedSheet, sheet: RawSheet) -> dict[str, list[frozenset[Decimal]]]:
    """Return the figures beside each label in the sheet, line by line from the first."""
    heads: set[int] = set()
    labels: list[tuple[int, int, str]] = []
    figures: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for (row, column), cell in sheet.cells.items():
        line, place = (column, row) if own.down else (row, column)
        if isinstance(cell.value, Decimal):
            figures[line].append((place, cell.value))
        elif isinstance(cell.value, str):
            text = tidy(cell.value)
            if text in own.labels:
                labels.append((line, place, text))
            elif text == own.head:
                heads.add(column)
            elif numbers := number_readings(text):
                figures[line].append((place, numbers[0]))
    found: dict[str, list[frozenset[Decimal]]] = defaultdict(list)
    if own.head and not heads:
        return found
    for line, start, text in sorted(labels):
        beside = [n for at, n in figures[line] if at > start and (not own.head or at in heads)]
        found[text].append(frozenset(beside))
    return found
