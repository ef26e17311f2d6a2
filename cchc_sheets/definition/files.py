"""What a folder of definitions is: its files, and what they define."""

from __future__ import annotations

from pathlib import Path

MAX_BYTES = 4_000_000
_SUFFIXES = {".yaml", ".yml"}


def definition_files(folder: Path) -> list[Path]:
    """Return the folder's definition files in order; raises ``OSError`` if it cannot be read."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in _SUFFIXES and not path.name.startswith(".")
    )
