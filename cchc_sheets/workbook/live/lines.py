"""One line of *Soát lỗi*: texts and cells, for the formula and for the value it has at issue."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence

from cchc_sheets.checks.answer_tests import IN_CODE_LIST, MINIMUM, limits
from cchc_sheets.checks.asked import asked_for
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.expression.formula import number_formula
from cchc_sheets.model import Kind
from cchc_sheets.sheet.formula_text import joined, quoted
from cchc_sheets.text import show
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.compared import (
    ComparedCell,
    ComputedFigure,
    Part,
    PercentSign,
    SectionCell,
    Shown,
    cells,
    compared,
    shown,
)
from cchc_sheets.workbook.live.places import BEFORE, NUMBER, Places

MOST_CODES, MOST_SHEET = 5, 12
"""Codes of a list, and letters of a sheet's name, that a line can give whole."""


def line_parts(at: Places, check: Check) -> tuple[Part, ...]:
    """Return the line that a check says when it fires, its rule's id last.

    Of the lines of the check's kind it is the first whose placeholders the check has facts for.
    """
    facts = _facts(at, check)
    lines = (list(string.Formatter().parse(line)) for line in words.lines_of(check.kind))
    pieces = next(
        line for line in lines if {name for _, name, _, _ in line if name} <= facts.keys()
    )
    parts: list[Part] = [at.opening(check.key)]
    for literal, name, _, _ in pieces:
        parts += [literal, *(facts[name] if name else ())]
    parts.append(words.rule_id(check.rule) if check.rule else "")
    # Texts that follow each other become one literal: Excel limits the length of a formula.
    merged: list[Part] = [""]
    for part in parts:
        if isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part.replace("\n", " ")
        else:
            merged.append(part.replace("\n", " ") if isinstance(part, str) else part)
    return tuple(part for part in merged if part != "")


def _facts(at: Places, check: Check) -> Mapping[str, Sequence[Part]]:
    """Return what the placeholders of a check's line stand for."""
    test = check.condition
    if isinstance(test, Relation):
        return {**_facts_of_relation(at, check.key, test), **compared(at, check.key, test)}
    row = at.row(check.key)
    low, high = limits(row)
    facts: dict[str, Sequence[Part]] = {
        "expected": [show(low if test is MINIMUM else high)],
        "section": [SectionCell(check.key)],
    }
    if row.table_total is not None and len(sheet := at.table_of(row.key).sheet) <= MOST_SHEET:
        facts["sheet"] = [sheet]
    if test is IN_CODE_LIST:
        del facts["expected"]
        if len(row.codes) <= MOST_CODES:
            facts["expected"] = [", ".join(str(code.value) for code in row.codes)]
    elif row.kind is Kind.RATE:
        facts["expected"] = [f"{show(low)}–{show(high)}"]
    return facts


def _facts_of_relation(at: Places, key: str, relation: Relation) -> Mapping[str, Sequence[Part]]:
    """Return what a relation names: the other answers, the figure before, its own figures."""
    facts: dict[str, Sequence[Part]] = {
        name: [ComputedFigure(value)] for name, value in relation.figures
    }
    others = [each for each in relation.keys if each != key]
    if others:
        facts["others"] = [cells(at, others)]
        facts["other"] = [f"{at.called(others[0])} (", *shown(at, others[0]), ")"]
        facts["other_is"] = [f"{at.called(others[0])} là ", *shown(at, others[0])]
    if key in relation.earlier:
        facts["before"] = [ComparedCell(key, BEFORE)]
    wanted = asked_for(relation.require.expression.root)
    if len(wanted) > 1:
        facts["asked"] = [cells(at, [each for each in relation.keys if each in wanted])]
    return facts


def line_formula(at: Places, parts: tuple[Part, ...]) -> str:
    """Return the formula of a line."""
    pieces: list[str] = []
    for part in parts:
        match part:
            case str():
                pieces += quoted(part)
            case ComputedFigure(value):
                pieces.append(number_formula(value.expression.root, at, at.rates))
            case SectionCell(key):
                name = '""'
                for row in reversed(at.form.nil_sections.get(key, ())):
                    name = f'IF({at.declares_nil(row.key)},"{at.called(row.key)}",{name})'
                pieces.append(name)
            case PercentSign(ComparedCell(key, column)):
                number, shown = at.here(key, NUMBER), at.here(key, column)
                pieces.append(f'IF(ISNUMBER({number}),IF(RIGHT({shown})="%","","%"),"")')
            case ComparedCell(key, column):
                place = at.here(key, column)
                absent = f'IFERROR({place},"{words.BLANK}")'
                pieces.append(absent if column == BEFORE else place)
    return joined(pieces)


def line_text(parts: tuple[Part, ...], text_of: Callable[[Shown], str]) -> str:
    """Return what a line says, given what its cells show."""
    return "".join(part if isinstance(part, str) else text_of(part) for part in parts)
