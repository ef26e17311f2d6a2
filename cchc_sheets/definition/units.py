"""Units of measure as people write them → dimensions that can be compared, row by row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.where import Where
from cchc_sheets.expression import Expression
from cchc_sheets.expression.dimensions import (
    ANY,
    SHARE,
    Dimension,
    Mixture,
    agree,
    mixtures,
    quantity,
    sign,
)
from cchc_sheets.expression.nodes import shown
from cchc_sheets.model import AskedAs, Catalogue, Code, Form, Kind

_SAME = {
    "cơ quan, đơn vị": "đơn vị",
    "cơ quan": "đơn vị",
    "thủ tục": "tthc",
    "thủ tục hành chính": "tthc",
    "lượt hồ sơ": "hồ sơ",
    "vbqppl": "văn bản",
}
"""Words of printed forms, and the word for the same thing that replaces them."""
_PERCENT = {"%", "(%)", "phần trăm", "tỷ lệ", "tỷ lệ %", "tỷ lệ (%)", "tỉ lệ %", "tỉ lệ (%)"}
UNSAID = "–"
_NUMBER_OF = re.compile(r"^(?:số lượng|số) (?=\S)")


def normal_unit(text: str) -> str:
    """Return the one spelling by which all spellings of a unit of measure are known."""
    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    words = re.sub(r"\s*([,/])\s*", r"\1", words.strip(" .;:")).replace(",", ", ")
    words = _NUMBER_OF.sub("", words)
    return "%" if words in _PERCENT else _SAME.get(words, words)


def catalogue_units(catalogue: Catalogue) -> dict[str, Dimension]:
    """Return the dimension of every indicator, as shared rules mean it."""
    return {
        key: _unit(item.kind, item.unit_of_measure, item.codes)
        for key, item in catalogue.indicators.items()
    }


def form_units(form: Form) -> dict[str, Dimension]:
    """Return the dimension of every row, as the form asks it."""
    units: dict[str, Dimension] = {}
    for row in form.answer_rows:
        if row.indicator is None or row.asked_as in {AskedAs.PERCENT_OF, AskedAs.PERCENT}:
            units[row.key] = SHARE
        else:
            meant = row.indicator.unit_of_measure if row.asked_as is None else row.unit_of_measure
            units[row.key] = _unit(row.kind, meant, row.codes)
    return units


def _unit(kind: Kind, text: str, codes: tuple[Code, ...]) -> Dimension:
    if kind is Kind.CODE:
        # Lists with the same numbers for the same things are one list, whatever their order.
        entries = sorted((code.value, " ".join(code.label.casefold().split())) for code in codes)
        legend = "; ".join(f"{code.label} = {code.value}" for code in codes)
        return sign(repr(entries), legend or UNSAID)
    if kind is Kind.TEXT:
        return sign("", text or UNSAID)
    normal = normal_unit(text)
    if normal == "%" or (kind is Kind.RATE and not normal):
        return SHARE
    return quantity(normal, " ".join(text.split())) if normal else ANY


def mixture_problem(where: Where, expression: Expression, mixture: Mixture) -> DefinitionProblem:
    """Return the problem of two operands that do not go together, placed at the second one."""
    facts = {
        "unit": str(mixture.unit),
        "other": shown(mixture.other)[:60],
        "other_unit": str(mixture.other_unit),
    }
    found, before = shown(mixture.node)[:60], expression.text[: mixture.column]
    return where.problem(f"units-{mixture.code}", found, facts=facts, after=before)


def computed_unit_problems(
    where: Where, total: Expression, units: Mapping[str, Dimension], own: Dimension
) -> Iterator[DefinitionProblem]:
    """Yield units that a computed row mixes, and a total that is not in the row's own unit."""
    unit, mixed = mixtures(total, units)
    for mixture in mixed:
        yield mixture_problem(where, total, mixture)
    if not mixed and unit is not None and not agree(unit, own):
        facts = {"unit": str(unit), "expected": str(own)}
        yield where.problem("units-computed", total.text[:60], facts=facts)
