"""Expressions and operands on a bare sheet, with no form around them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain
from pathlib import Path

import openpyxl

from cchc_sheets.expression import Operand, compile_expression
from cchc_sheets.expression.formula import condition_formula, number_formula
from cchc_sheets.expression.nodes import Expression
from cchc_sheets.expression.operators import unit_formula
from cchc_sheets.sheet.address import address
from tests.expressions import parsed
from tests.parity.engines import Engine
from tests.parity.expressions import Expressions

COUNTS, RATES = ("c1", "c2", "c3", "c4"), ("r1", "r2", "r3")
KEYS = (*COUNTS, *RATES)
ABSENT_STATES = ("blank", "not_applicable", "unreadable")
NEAR = 1e-9
"""How near two numbers are the same: sheets compute in binary."""
LONGEST = 8000
"""Characters of a formula; Excel takes 8,192."""


@dataclass(frozen=True)
class Example:
    """An expression and its operands: a number, or the state that stands for its absence."""

    text: str
    logical: bool
    operands: Mapping[str, Decimal | str]
    before: Mapping[str, Decimal] = field(default_factory=dict)

    def current(self, key: str) -> Operand:
        """Return what the evaluation is given."""
        given = self.operands.get(key, "blank")
        if isinstance(given, Decimal):
            return Operand(given)
        return Operand(None, blank=given == "blank", not_applicable=given == "not_applicable")

    def previous(self, key: str) -> Operand:
        """Return the figure of the period before."""
        return Operand(self.before.get(key), blank=key not in self.before)

    @cached_property
    def parsed(self) -> Expression:
        """The parsed expression."""
        return parsed(self.text, logical=self.logical)


@dataclass(frozen=True)
class _Cells:
    """One line of the sheet: for each key its number, state and figure before."""

    row: int

    def _at(self, key: str, column: int) -> str:
        return address(self.row, 1 + 4 * KEYS.index(key) + column)

    def number(self, key: str) -> str:
        return self._at(key, 0)

    def state(self, key: str) -> str:
        return self._at(key, 1)

    def previous(self, key: str) -> str:
        return self._at(key, 2)

    def unit(self, key: str) -> str:
        return self._at(key, 3)

    def is_blank(self, key: str) -> str:
        return f'{self.state(key)}="blank"'

    def is_not_applicable(self, key: str) -> str:
        return f'{self.state(key)}="not_applicable"'

    def has_note(self, key: str) -> str:
        raise NotImplementedError(key)


FIRST_RESULT = 1 + 4 * len(KEYS)


def formulas_of(example: Example, row: int) -> tuple[str, ...]:
    """Return what the sheet computes: true and false, or the number."""
    cells, rates = _Cells(row), frozenset(RATES)
    if not example.logical:
        return (number_formula(example.parsed.root, cells, rates),)
    found = condition_formula(example.parsed.root, cells, rates)
    return found.true, found.false


def write_examples(path: Path, examples: Sequence[Example]) -> None:
    """Write one line an example."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("bare")
    for row, example in enumerate(examples, 1):
        operands = (_operand_cells(example, key, _Cells(row)) for key in KEYS)
        formulas = (f"={formula}" for formula in formulas_of(example, row))
        sheet.append([*chain.from_iterable(operands), *formulas])
    book.save(path)


def _operand_cells(example: Example, key: str, cells: _Cells) -> tuple[str | float | None, ...]:
    """Return number, state, figure before and unit, as far as the expression asks for them."""
    if key not in example.text:
        return (None,) * 4
    given, before = example.operands.get(key, "blank"), example.before.get(key)
    number = float(given) if isinstance(given, Decimal) else "=NA()"
    state = given if isinstance(given, str) else None
    earlier = "=NA()" if before is None else float(before)
    return number, state, earlier, f"={unit_formula(cells.number(key))}"


def differences(path: Path, examples: Sequence[Example]) -> Iterator[str]:
    """Yield what a computed sheet says otherwise than the evaluation."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    lines = book["bare"].iter_rows(
        min_col=FIRST_RESULT, max_col=FIRST_RESULT + 1, max_row=len(examples), values_only=True
    )
    for example, (first, second) in zip(examples, lines, strict=True):
        compiled = compile_expression(example.parsed, frozenset(RATES))
        if example.logical:
            truth = compiled.truth(example)
            same = (first, second) == (truth is True, truth is False)
            said: object = (first, second)
            expected: object = truth
        else:
            said, expected = first, compiled.number(example)
            same = _same(first, compiled.number(example))
        if not same:
            yield f"{example.text} of {_shown(example)}: sheet {said}, validator {expected}"
    book.close()


def _shown(example: Example) -> str:
    now = {key: str(value) for key, value in example.operands.items() if key in example.text}
    before = {f"previous({key})": str(value) for key, value in example.before.items()}
    return str({**now, **{k: v for k, v in before.items() if k in example.text}})


def _same(said: object, expected: Decimal | None) -> bool:
    if expected is None or not isinstance(said, int | float):
        return expected is None and isinstance(said, str) and said.startswith("#")
    return abs(float(expected) - said) <= NEAR * max(1.0, abs(float(expected)))


def compared(engine: Engine, folder: Path, examples: Sequence[Example], a_file: int) -> list[str]:
    """Let an engine compute all the examples; return the differences."""
    groups = [examples[start : start + a_file] for start in range(0, len(examples), a_file)]
    paths = [folder / f"bare-{number}.xlsx" for number in range(len(groups))]
    for path, group in zip(paths, groups, strict=True):
        write_examples(path, group)
    computed = engine.recalculated(paths, folder / "out")
    return [
        line
        for path, group in zip(computed, groups, strict=True)
        for line in differences(path, group)
    ]


# ------------------------------------------------------------------------------ random examples


def random_examples(dice: random.Random, count: int) -> list[Example]:
    """Return random expressions with random operands."""
    return [_random_example(dice) for _ in range(count)]


def _random_example(dice: random.Random) -> Example:
    language = Expressions(dice, KEYS, KEYS)
    logical = dice.random() < 0.75
    while True:
        depth = dice.choice((1, 1, 2, 2, 3))
        text = language.condition(depth) if logical else language.number(depth)
        operands = {key: _operand(dice, key) for key in KEYS}
        before = {key: _number(dice, key) for key in KEYS if dice.random() < 0.6}
        example = Example(text, logical, operands, before)
        if len(text) < 1000 and max(map(len, formulas_of(example, 99999))) < LONGEST:
            return example


def _operand(dice: random.Random, key: str) -> Decimal | str:
    return dice.choice(ABSENT_STATES) if dice.random() < 0.2 else _number(dice, key)


def _number(dice: random.Random, key: str) -> Decimal:
    return random_rate(dice) if key in RATES else random_count(dice)


def random_rate(dice: random.Random) -> Decimal:
    """Return a rate: mostly few decimals, often the same ones."""
    match dice.randrange(8):
        case 0:
            return Decimal(dice.choice(("0", "100", "50", "33.3", "14.3", "14.25", "14.35")))
        case 1:
            return Decimal(dice.randint(0, 100))
        case 2 | 3:
            return Decimal(dice.randint(0, 1000)) / 10
        case 4 | 5:
            return Decimal(dice.randint(0, 10000)) / 100
        case 6:
            return Decimal(dice.randint(0, 20)) / 20
        case _:
            return Decimal(dice.randint(0, 10**7)).scaleb(-dice.randint(3, 5))


def random_count(dice: random.Random) -> Decimal:
    """Return a count: mostly small, so that figures meet."""
    match dice.randrange(8):
        case 0:
            return Decimal(0)
        case 1 | 2 | 3:
            return Decimal(dice.randint(0, 6))
        case 4 | 5:
            return Decimal(dice.randint(0, 100))
        case 6:
            return Decimal(dice.randint(0, 10**6))
        case _:
            return Decimal(dice.choice((7, 14, 100, 1000, 171034, 10**9, 10**11)))


# --------------------------------------------------------------------------------- at boundaries


def at_tolerances(dice: random.Random, count: int) -> list[Example]:
    """Return comparisons of rates that are just as far apart as they may be, or a little more."""
    examples = []
    for _ in range(count):
        places = dice.randint(0, 3)
        unit = Decimal(1).scaleb(-places)
        first = Decimal(dice.randint(0, 100 * 10**places)) * unit
        step = dice.choice((Decimal("0.5"), Decimal(1), Decimal("0.25"), Decimal("1.5")))
        shift = step * unit + dice.choice((0, 0, 1, -1)) * Decimal("0.00001")
        second = first + dice.choice((1, -1)) * shift
        text = f"{dice.choice(_TOLERANT)}".replace("==", dice.choice(_OPERATORS))
        examples.append(Example(text, True, {"r1": first, "r2": second, "c1": Decimal(1)}))
    return examples


_OPERATORS = ("<", "<=", "==", "!=", ">=", ">")
_TOLERANT = (
    *("r1 == r2", "r1 - r2 == 0", "2 * r1 == r1 + r2", "sum(r1, r2) == 2 * r2", "r1 * c1 == r2"),
    *("r1 / c1 == r2", "max(r1, r2) == min(r1, r2)", "abs(r1 - r2) == 0", "-r1 == -r2"),
    *("r1 / 100 == r2 / 100", "r1 + r1 + r1 == r2 + r2 + r2", "round(r1, 1) == r2"),
)


def at_rounding(dice: random.Random, count: int) -> list[Example]:
    """Return numbers that lie between two rounded ones, and shares with a rate beside them."""
    examples = []
    for number in range(count):
        places = dice.randint(0, 3)
        half = (Decimal(dice.randint(0, 10**5)) + Decimal("0.5")).scaleb(-places)
        if number % 2:
            text = f"round(r1, {places}) == r2"
            near = half + dice.choice((0, 0, 0, 1, -1)) * Decimal("0.000001")
            up = (half * 10**places + Decimal("0.5")).scaleb(-places)
            examples.append(Example(text, True, {"r1": near, "r2": up}))
            examples.append(Example(text.partition(" ==")[0], False, {"r1": near}))
        else:
            examples.append(_share(dice))
    return examples


_COMPUTED = (
    *("r1 - r2", "c1 / c2", "100 * c1 / c2", "r1 * c1", "r1 * r2", "r1 * c1 / c2", "sum(r1, r2)"),
    *("(r1 + r2) / 2", "r1 * 1.1", "abs(r1 - r2)", "c1 * 0.05", "100 * c1 / c2 - r1"),
)
_USED = (
    *("round({x}, {n})", "round({x}, {n}) {o} r3", "round({x}) {o} c3", "round(-({x}), {n})"),
    *("{x} {o} r3", "c1 / ({x})", "({x}) / ({x} - r3) {o} 5"),
)


def of_computed(dice: random.Random, count: int) -> list[Example]:
    """Return rounded and divided results of arithmetic, where its noise could decide."""
    examples = []
    for _ in range(count):
        parts = {"x": dice.choice(_COMPUTED), "n": dice.randint(0, 4), "o": dice.choice(_OPERATORS)}
        used = dice.choice(_USED)
        operands = {key: _number(dice, key) for key in KEYS}
        examples.append(Example(used.format(**parts), "{o}" in used, operands))
    return examples


def _share(dice: random.Random) -> Example:
    whole = dice.choice((2, 4, 7, 8, 16, 20, 32, 40, 80, 160, 400, 800, dice.randint(1, 3000)))
    part = dice.randint(0, whole)
    share = Decimal(100 * part) / whole
    rate = round(share, dice.randint(0, 2))
    if dice.random() < 0.3:
        rate += dice.choice((1, -1)) * Decimal(1).scaleb(-dice.randint(0, 2))
    text = dice.choice(
        (
            "100 * c1 / c2 - r1 <= unit(r1) / 2 and r1 <= 100 * c1 / c2",
            "r1 == 100 * c1 / c2",
            "r1 * c2 / 100 == c1",
            "r1 >= c1 / c2 * 100",
        )
    )
    return Example(text, True, {"c1": Decimal(part), "c2": Decimal(whole), "r1": rate})
