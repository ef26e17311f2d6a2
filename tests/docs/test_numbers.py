"""The README's figures of what is defined are those of the definitions."""

from __future__ import annotations

import re
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_counts_indicators_as_the_catalogue_does() -> None:
    definitions, problems = load(packaged_templates())
    assert definitions is not None, problems
    indicators = definitions.catalogue.indicators.values()
    count = sum(item.level_of is None for item in indicators)
    said = re.findall(r"(\d+) (?:chỉ tiêu|indicators)", README.read_text(encoding="utf-8"))
    assert said == [str(count)] * 2
