"""What is wrong with a definition, as a value with its place in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DefinitionProblem:
    """One error in a definition file.

    ``line`` and ``column`` count from 1. ``found`` is the offending text, ``suggestion`` the
    nearest known name (empty when nothing is near). ``fatal`` problems stop every command;
    the others are only reported by ``lint``.
    """

    code: str
    file: str
    line: int
    column: int
    found: str
    suggestion: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    fatal: bool = True
