"""Where the definitions stand that come with the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def packaged_templates() -> Path:
    """Return the folder of the packaged definitions.

    A wheel carries them inside the package; in a checkout they stand beside it.
    """
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def packaged_schemas() -> Path:
    """Return the folder of the JSON Schemas, beside the definitions that name them."""
    return packaged_templates() / "schemas"
