"""Checked files and findings → JSON of ``check`` and ``merge``: a contract, so its keys stay."""

from __future__ import annotations

from typing import Any

from cchc_sheets.model import Finding
from cchc_sheets.model.received import Received
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


def file_json(file: Received, lang: str) -> dict[str, Any]:
    """Return one checked file."""
    identity = file.identity
    return {
        "path": file.path,
        "unit": identity.unit if identity else None,
        "form": identity.form if identity else None,
        "edition": identity.edition if identity else None,
        "period": identity.period if identity else None,
        "status": file.status.value,
        "findings": [finding_json(finding, lang) for finding in file.findings],
    }
