"""What a page about a kind of finding says beyond the finding's own sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_sheets.model import Severity

ERROR, WARNING, INFO = Severity


@dataclass(frozen=True, slots=True)
class Meaning:
    """When a kind of finding arises, and an example.

    ``severities`` are those that the code gives it by itself; rules add theirs. ``variant_of`` are
    the kinds whose test or rule also finds this one. ``facts`` fill the example's placeholders.
    """

    arises: tuple[str, str]
    severities: tuple[Severity, ...] = ()
    variant_of: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
