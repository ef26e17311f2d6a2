"""Which files define something: those of a folder, those of the package, and their schemas."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("catalogue", "addition", "rules", "form", "roster", "annex")
MAX_BYTES = 4_000_000
_SUFFIXES = {".yaml", ".yml"}
_PACKAGE = Path(__file__).resolve().parent.parent


def definition_files(folder: Path) -> list[Path]:
    """Return the folder's definition files in order; raises ``OSError`` if it cannot be read."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in _SUFFIXES and not path.name.startswith(".")
    )


def packaged_templates() -> Path:
    """Return the folder of the definitions that come with the package.

    A wheel carries them inside the package; in a checkout they are beside it.
    """
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def packaged_schemas() -> Path:
    """Return the folder of the JSON Schemas, beside the definitions that name them."""
    return packaged_templates() / "schemas"


@cache
def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of definition file."""
    return dict(json.loads((packaged_schemas() / f"{kind}.schema.json").read_text("utf-8")))
