"""What a folder of definitions is: its files, and what they define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.model import Annex, Catalogue, Form, Roster

MAX_BYTES = 4_000_000
_SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything that a templates folder defines, by id."""

    catalogue: Catalogue
    forms: Mapping[str, Form]
    rosters: Mapping[str, Roster]
    annexes: Mapping[str, Annex]


def definition_files(folder: Path) -> list[Path]:
    """Return the folder's definition files in order; raises ``OSError`` if it cannot be read."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in _SUFFIXES and not path.name.startswith(".")
    )
