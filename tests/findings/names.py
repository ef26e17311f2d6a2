"""The names that the rows of kinds of findings have in the code."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from cchc_sheets import findings
from cchc_sheets.model import FindingKind


@cache
def codes_by_name() -> dict[str, str]:
    """Return the code of each kind of finding by the name of its row."""
    modules = (
        importlib.import_module(f"{findings.__name__}.{module.name}")
        for module in pkgutil.iter_modules(findings.__path__)
    )
    return {
        name: value.code
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, FindingKind) and value.code
    }
