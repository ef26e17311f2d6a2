"""Random formulas of what is computed anew, and an evaluation of their own, in fractions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from random import Random

Cells = Mapping[str, Fraction | str]
"""What stands in the cells that are not blank, by A1 address."""
SHEET = "Biểu thống kê"
COLUMN, ROWS = "A", range(1, 11)
CELLS: Cells = {
    **{f"{COLUMN}{row}": Fraction(str(row * row - 20)) / 4 for row in ROWS[:6]},
    "A7": "KAD",
    "A9": Fraction(0),
}
_STRENGTH = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_STRENGTH["^"] = 4
_COMPARISONS = [sign for sign, strength in _STRENGTH.items() if strength == 1]


class ShowsError(Exception):
    """The formula shows an error."""


class InDoubt(Exception):  # noqa: N818 - what is expected of some formulas
    """The formula rounds a half."""


@dataclass(frozen=True)
class Tree:
    """A formula: its sign or function, and its parts; ``text`` of a number or reference."""

    what: str
    parts: tuple[Tree, ...] = ()
    text: str = ""


def tree(random: Random, depth: int = 4) -> Tree:
    """Return a random formula that gives a number, or an error."""
    pick = random.randrange(12) if depth else random.randrange(2)
    if pick == 0:
        return Tree("number", text=random.choice(("0", "1", "2", "2.5", "10", "0.1", "33.3", ".5")))
    if pick == 1:
        return Tree("cell", text=f"{COLUMN}{random.choice(ROWS)}")
    if pick == 2:
        return Tree("%", (tree(random, depth - 1),))
    if pick == 3:
        return Tree("minus", (tree(random, depth - 1),))
    if pick == 4:
        power = Tree("number", text=random.choice("123"))
        return Tree("^", (tree(random, depth - 1), power))
    if pick == 5:
        sides = (_sum(tree(random, depth - 2)) for _ in range(2)) if depth > 1 else (_ONE, _ONE)
        condition = Tree(random.choice(_COMPARISONS), tuple(sides))
        return Tree("IF", (condition, tree(random, depth - 1), tree(random, depth - 1)))
    if pick == 6:
        places = Tree("number", text=random.choice("0123"))
        return Tree("ROUND", (tree(random, depth - 1), places))
    if pick == 7:
        return Tree("ABS", (tree(random, depth - 1),))
    if pick == 8:
        first, last = sorted(random.choices(ROWS, k=2))
        cells = Tree("range", text=f"{COLUMN}{first}:{COLUMN}{last}")
        name = random.choice(("SUM", "MIN", "MAX", "AVERAGE"))
        return Tree(name, (cells, _sum(tree(random, depth - 1))))
    return Tree(random.choice("+-*/"), (tree(random, depth - 1), tree(random, depth - 1)))


_ONE = Tree("number", text="1")


def _sum(part: Tree) -> Tree:
    """Make a number of what may be a text, of which functions and comparisons think otherwise."""
    return Tree("+", (part, Tree("number", text="0")))


def written(formula: Tree, *, in_ods: bool = False) -> str:
    """Return the formula as files store it, with no more brackets than it needs."""
    return _written(formula, in_ods=in_ods)[0]


def _written(formula: Tree, *, in_ods: bool) -> tuple[str, int]:
    texts = [_written(part, in_ods=in_ods) for part in formula.parts]
    match formula.what:
        case "cell" | "range" if in_ods:
            return "[." + formula.text.replace(":", ":.") + "]", 9
        case "number" | "cell" | "range":
            return formula.text, 9
        case "minus":
            return "-" + _bracketed(*texts[0], 7), 7
        case "%":
            return _bracketed(*texts[0], 6) + "%", 6
        case sign if sign in _STRENGTH:
            strength = _STRENGTH[sign]
            return _bracketed(*texts[0], strength) + sign + _bracketed(*texts[1], strength + 1), (
                strength
            )
        case name:
            separator = ";" if in_ods else ","
            return f"{name}({separator.join(text for text, _ in texts)})", 9


def _bracketed(text: str, strength: int, least: int) -> str:
    return text if strength >= least else f"({text})"


def value(formula: Tree, cells: Cells = CELLS) -> Fraction:
    """Compute the formula; a text in arithmetic and a division by 0 show an error."""
    match formula:
        case Tree("number", (), text):
            return Fraction(text)
        case Tree("cell", (), text):
            found = cells.get(text, Fraction(0))
            if isinstance(found, str):
                raise ShowsError
            return found
        case Tree("IF", (condition, then, otherwise)):
            return value(then if _holds(condition, cells) else otherwise, cells)
        case Tree(name, (Tree("range", (), text), last)):
            first, end = (int(address.removeprefix(COLUMN)) for address in text.split(":"))
            inside = (cells.get(f"{COLUMN}{row}") for row in range(first, end + 1))
            numbers = [each for each in inside if isinstance(each, Fraction)]
            return _of_many(name, [*numbers, value(last, cells)])
        case Tree(what, (part,)):
            number = value(part, cells)
            return {"%": number / 100, "minus": -number, "ABS": abs(number)}[what]
        case Tree("ROUND", (part, places)):
            unit = Fraction(10 ** int(places.text))
            number = value(part, cells) * unit
            if number % 1 == Fraction(1, 2):
                raise InDoubt
            return Fraction(floor(abs(number) + Fraction(1, 2))) / unit * (1 if number > 0 else -1)
        case Tree(sign, (left, right)):
            return _made(sign, value(left, cells), value(right, cells))
        case _:
            raise AssertionError(formula)


def _holds(condition: Tree, cells: Cells) -> bool:
    left, right = (value(part, cells) for part in condition.parts)
    return {
        "=": left == right,
        "<>": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[condition.what]


def _of_many(name: str, numbers: list[Fraction]) -> Fraction:
    total = sum(numbers, Fraction(0))
    return {
        "SUM": total,
        "MIN": min(numbers),
        "MAX": max(numbers),
        "AVERAGE": total / len(numbers),
    }[name]


def _made(sign: str, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/" if right == 0:
            raise ShowsError
        case "/":
            return left / right
        case _:
            return Fraction(left ** int(right))
