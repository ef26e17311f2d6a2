"""Figures of published reports, exactly as the units typed them, from ``tests/data``."""

from __future__ import annotations

import csv
from pathlib import Path

from cchc_sheets.model import Form
from scripts.fill import Typed

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
STC = DATA / "stc-2021-q1.csv"
BHXH = DATA / "bhxh-2021-y.csv"

# What the two units would have to change for their reports to be accepted.
CORRECTIONS = {
    STC: {
        # The answer stood in the note column.
        "III.4": ("1", ""),
        # One subordinate administrative organisation has autonomy and divisions of its own.
        "IV.1.(2)": ("1", ""),
    },
    BHXH: {
        # All 25 procedures are of level 4, so that a rate of level 3 does not apply.
        "6.4.4": ("KAD", "Không có TTHC mức độ 3, toàn bộ 25 TTHC ở mức độ 4"),
    },
}


def real_figures(path: Path, form: Form, *, corrected: bool = False) -> list[Typed]:
    """Return the typed values and notes of a report by row key, corrected on request."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.DictReader(line for line in stream if not line.startswith("#"))
        typed = {line["path"]: (line["value"], line["note"]) for line in lines}
    if corrected:
        typed |= CORRECTIONS[path]
    keys = {row.path: row.key for row in form.rows}
    return [(keys[at], value, note) for at, (value, note) in typed.items()]
