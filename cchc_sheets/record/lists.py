"""``tables.csv`` of a version → which records each unit listed, to offer them again."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from cchc_sheets.record.values import unguarded

Lists = Mapping[tuple[str, str], tuple[str, ...]]
"""The names of records in the order of the unit's sheet, by unit and table."""


def read_lists(path: Path) -> Lists:
    """Read the names of the records in a table that this program wrote; raises ``OSError``."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            own = names.setdefault((row["unit"], row["table"]), {})
            if name := unguarded(row["record"]).strip():
                own[name] = None
    return {whose: tuple(own) for whose, own in names.items()}
