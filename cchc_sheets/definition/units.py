"""Units of measure as people write them → units that can be told apart, row by row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.expression import Expression, parse
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
from cchc_sheets.model import AskedAs, Catalogue, Code, Form, Kind, Row

_SAME = {
    "cơ quan, đơn vị": "đơn vị",
    "cơ quan": "đơn vị",
    "thủ tục": "tthc",
    "thủ tục hành chính": "tthc",
    "lượt hồ sơ": "hồ sơ",
    "vbqppl": "văn bản",
}
"""Words that the printed forms use for one thing, and the one that stands for it."""
_PERCENT = {"%", "(%)", "phần trăm", "tỷ lệ", "tỷ lệ %", "tỷ lệ (%)", "tỉ lệ %", "tỉ lệ (%)"}
UNSAID = "–"
_NUMBER_OF = re.compile(r"^(?:số lượng|số) (?=\S)")


def normal_unit(text: str) -> str:
    """Return one spelling for all spellings of a unit of measure."""
    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    words = re.sub(r"\s*([,/])\s*", r"\1", words.strip(" .;:")).replace(",", ", ")
    words = _NUMBER_OF.sub("", words)
    return "%" if words in _PERCENT else _SAME.get(words, words)


def catalogue_units(catalogue: Catalogue) -> dict[str, Dimension]:
    """Return the unit of every indicator, as shared rules mean it."""
    return {
        key: _unit(item.kind, item.unit_of_measure, item.codes)
        for key, item in catalogue.indicators.items()
    }


def form_units(form: Form) -> dict[str, Dimension]:
    """Return the unit of every row, as the form asks it."""
    return {row.key: _row_unit(row) for row in form.answer_rows}


def _row_unit(row: Row) -> Dimension:
    if row.indicator is None or row.asked_as in {AskedAs.PERCENT_OF, AskedAs.PERCENT}:
        return SHARE
    meant = row.indicator.unit_of_measure if row.asked_as is None else row.unit_of_measure
    return _unit(row.kind, meant, row.codes)


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


def mixture_problem(tree: Tree, path: Path, text: str, mixture: Mixture) -> DefinitionProblem:
    """Return the problem of two operands that do not go together, at the second one."""
    facts = {
        "unit": str(mixture.unit),
        "other": shown(mixture.other)[:60],
        "other_unit": str(mixture.other_unit),
    }
    found, before = shown(mixture.node)[:60], before_column(text, mixture.column)
    return problem_at(tree, path, f"units-{mixture.code}", found, facts=facts, after=before)


def before_column(text: str, column: int) -> str:
    """Return what stands before a column of an expression, in the text as it was written."""
    return text[: len(text) - len(text.lstrip()) + column]


def computed_unit_problems(
    tree: Tree, path: Path, text: str, units: Mapping[str, Dimension], own: Dimension
) -> Iterator[DefinitionProblem]:
    """Yield what is mixed in a computed row, and that its total is not in its own unit."""
    parsed = parse(text, logical=False)
    if not isinstance(parsed, Expression):
        return
    unit, mixed = mixtures(parsed, units)
    for mixture in mixed:
        yield mixture_problem(tree, path, text, mixture)
    if not mixed and unit is not None and not agree(unit, own):
        facts = {"unit": str(unit), "expected": str(own)}
        yield problem_at(tree, path, "units-computed", text[:60], facts=facts)
