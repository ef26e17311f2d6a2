"""The JSON of ``check`` and ``merge``: a contract, so its keys stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cchc_sheets.model import Finding, Status
from cchc_sheets.words import says


def finding_json(finding: Finding, lang: str) -> dict[str, Any]:
    """Return one finding; what is not known is null."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "indicator": finding.place.indicator,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "related": [place.cell for place in finding.related if place.cell],
        "message": says(finding, lang),
        "live": finding.live,
    }


def file_json(  # noqa: PLR0913 - the contract's own keys
    path: str,
    unit: str | None,
    form: str | None,
    edition: str | None,
    period: str | None,
    status: Status,
    findings: Iterable[Finding],
    lang: str,
) -> dict[str, Any]:
    """Return one checked file."""
    return {
        "path": path,
        "unit": unit,
        "form": form,
        "edition": edition,
        "period": period,
        "status": status.value,
        "findings": [finding_json(finding, lang) for finding in findings],
    }
