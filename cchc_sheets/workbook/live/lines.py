"""One line of *Soát lỗi*: texts and cells, for the formula and for the value it has at issue."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.checks.answer_tests import IN_CODE_LIST, MINIMUM, limits
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.model import Kind, Row
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
    """The sign behind a rate, unless what stands there is no number or has the sign itself."""

    of: Cell


Part = str | Cell | PercentSign


def line_parts(at: Places, check: Check) -> tuple[Part, ...]:
    """Return the line that a check says when it fires: its rule's id first."""
    facts = _LineFacts(at, check)
    parts: list[Part] = [at.opening(check.key), f"{check.rule}: " if check.rule else ""]
    for literal, name, _, _ in _line(check):
        parts.append(literal)
        parts.extend(facts.of(name) if name else ())
    return tuple(_merged(parts))


def _line(check: Check) -> Sequence[tuple[str, str | None, str | None, str | None]]:
    """Return the line's pieces; a code made for another kind of check says what others say."""
    pieces = list(string.Formatter().parse(words.line_of(check.code)))
    if {name for _, name, _, _ in pieces if name} <= _known(check):
        return pieces
    return list(string.Formatter().parse(words.OTHER))


def _known(check: Check) -> set[str]:
    relation = check.condition if isinstance(check.condition, Relation) else None
    if relation is None:
        return {"says", "operands", "found", "note", "expected"}
    return {"says", "operands", *(f"operand{n}" for n in range(1, len(relation.keys) + 1))}


def line_formula(at: Places, parts: tuple[Part, ...]) -> str:
    """Return the formula of a line."""
    pieces: list[str] = []
    for part in parts:
        pieces.extend(quoted(part) if isinstance(part, str) else [_part_formula(at, part)])
    return joined(pieces)


def _part_formula(at: Places, part: Cell | PercentSign) -> str:
    if isinstance(part, Cell):
        place = at.here(part.key, part.column)
        return f'IFERROR({place},"{words.BLANK}")' if part.column == BEFORE else place
    number, shown = at.here(part.of.key, NUMBER), at.here(part.of.key, part.of.column)
    return f'IF(ISNUMBER({number}),IF(RIGHT({shown})="%","","%"),"")'


def line_text(parts: tuple[Part, ...], text_of: Callable[[Cell | PercentSign], str]) -> str:
    """Return what a line says, given what its cells show."""
    return "".join(part if isinstance(part, str) else text_of(part) for part in parts)


def _merged(parts: list[Part]) -> Iterator[Part]:
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part.replace("\n", " ")
            continue
        if text:
            yield text
        yield part
        text = ""
    if text:
        yield text


@dataclass(frozen=True, slots=True)
class _LineFacts:
    at: Places
    check: Check

    def of(self, name: str) -> list[Part]:
        """Return what a placeholder stands for."""
        check = self.check
        relation = check.condition if isinstance(check.condition, Relation) else None
        if relation is None:
            own: Mapping[str, Callable[[], list[Part]]] = {
                "found": lambda: [Cell(check.key, TYPED)],
                "note": lambda: [Cell(check.key, NOTED)],
                "expected": lambda: [_expected(self.at.row(check.key), check)],
                "says": lambda: [check.says.vi if check.says else ""],
                "operands": lambda: self._operand(check.key),
            }
            return own[name]()
        if name == "says":
            return [check.says.vi if check.says else ""]
        if name == "operands":
            return self._operands(relation)
        return self._operand(relation.keys[int(name.removeprefix("operand")) - 1])

    def _value(self, key: str) -> list[Part]:
        in_relation = isinstance(self.check.condition, Relation)
        shown = Cell(key, SHOWN if in_relation else TYPED)
        return [shown, PercentSign(shown)] if self.at.row(key).kind is Kind.RATE else [shown]

    def _operand(self, key: str) -> list[Part]:
        return [f"{self.at.called(key)} = ", *self._value(key)]

    def _operands(self, relation: Relation) -> list[Part]:
        parts: list[Part] = []
        before = relation.earlier
        for key in relation.keys:
            parts += ["; ", *self._operand(key)] if parts else self._operand(key)
            if key in before:
                cell = self.at.called_before(key)
                parts += [f"; {words.BEFORE} {cell} = ", Cell(key, BEFORE)]
        return parts


def _expected(row: Row, check: Check) -> str:
    low, high = limits(row)
    if check.condition is IN_CODE_LIST:
        return ", ".join(str(code.value) for code in row.codes)
    if row.kind is Kind.RATE:
        return f"{show(low)}–{show(high)}"
    return show(low if check.condition is MINIMUM else high)
