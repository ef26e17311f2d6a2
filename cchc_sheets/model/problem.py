"""What stops a whole job: wrong usage or a folder that cannot be used, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_sheets.model.finding import Fact


@dataclass(frozen=True, slots=True)
class UsageProblem:
    """Why a job was not begun; ``words.usage`` has its sentence under ``code``."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
