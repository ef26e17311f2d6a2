"""One line of *Soát lỗi*: texts and cells, for the formula and for the value it has at issue."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.checks.answer_tests import IN_CODE_LIST, MINIMUM, limits
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.expression import Compiled
from cchc_sheets.expression.formula import number_formula
from cchc_sheets.model import Kind
from cchc_sheets.sheet.formula_text import joined, quoted
from cchc_sheets.text import show
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.places import BEFORE, NOTED, NUMBER, SHOWN, TYPED, Places


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the hidden sheet whose text is part of a line."""

    key: str
    column: int


@dataclass(frozen=True, slots=True)
class PercentSign:
    """The sign behind a rate, unless the rate is no number or was typed with the sign."""

    of: Cell


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """A number that a line gives beside the answers."""

    value: Compiled


@dataclass(frozen=True, slots=True)
class SectionCell:
    """The name of the cell that declares the section around an answer nil."""

    key: str


Shown = Cell | PercentSign | ComputedFigure | SectionCell
Part = str | Shown


def line_parts(at: Places, check: Check) -> tuple[Part, ...]:
    """Return the line that a check says when it fires: its rule's id first."""
    facts = _facts(at, check)
    pieces = list(string.Formatter().parse(words.line_of(check.kind)))
    if not {name for _, name, _, _ in pieces if name} <= facts.keys():
        # A rule may have the code of another kind of check, whose line needs facts of its own.
        pieces = list(string.Formatter().parse(words.OTHER))
    parts: list[Part] = [at.opening(check.key), f"{check.rule}: " if check.rule else ""]
    for literal, name, _, _ in pieces:
        parts += [literal, *(facts[name] if name else ())]
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
    key, test = check.key, check.condition
    in_relation = isinstance(test, Relation)

    def operand(key: str) -> list[Part]:
        cell = Cell(key, SHOWN if in_relation else TYPED)
        sign = [PercentSign(cell)] if at.row(key).kind is Kind.RATE else []
        return [f"{at.called(key)} = ", cell, *sign]

    facts: dict[str, Sequence[Part]] = {"says": [check.says.vi if check.says else ""]}
    if isinstance(test, Relation):
        operands: list[Part] = []
        for number, each in enumerate(test.keys, start=1):
            facts[f"operand{number}"] = operand(each)
            operands += ["; ", *operand(each)] if operands else operand(each)
            if each in test.earlier:
                named = f"; {words.BEFORE} {at.called_before(each)} = "
                operands += [named, Cell(each, BEFORE)]
        figures = {name: [ComputedFigure(value)] for name, value in test.figures}
        return {**facts, **figures, "operands": operands}
    row = at.row(key)
    low, high = limits(row)
    expected = show(low if test is MINIMUM else high)
    if test is IN_CODE_LIST:
        expected = ", ".join(str(code.value) for code in row.codes)
    elif row.kind is Kind.RATE:
        expected = f"{show(low)}–{show(high)}"
    if row.table_total is not None:
        facts["sheet"] = [at.table_of(key).sheet]
    facts |= {"found": [Cell(key, TYPED)], "note": [Cell(key, NOTED)]}
    facts["section"] = [SectionCell(key)]
    return {**facts, "expected": [expected], "operands": operand(key)}


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
            case PercentSign(Cell(key, column)):
                number, shown = at.here(key, NUMBER), at.here(key, column)
                pieces.append(f'IF(ISNUMBER({number}),IF(RIGHT({shown})="%","","%"),"")')
            case Cell(key, column):
                place = at.here(key, column)
                absent = f'IFERROR({place},"{words.BLANK}")'
                pieces.append(absent if column == BEFORE else place)
    return joined(pieces)


def line_text(parts: tuple[Part, ...], text_of: Callable[[Shown], str]) -> str:
    """Return what a line says, given what its cells show."""
    return "".join(part if isinstance(part, str) else text_of(part) for part in parts)
