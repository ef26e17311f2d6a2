"""Random well-formed expressions over the whole language that a sheet evaluates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

CONSTANTS = (
    *("0", "1", "2", "3", "5", "10", "100", "1000", "1000000"),
    *("0.5", "0.05", "0.1", "1.5", "2.675", "14.25", "14.3", "33.3", "99.95"),
)
COMPARISONS = ("<", "<=", "==", "!=", ">=", ">")
PLACES = ("", ", 0", ", 1", ", 1", ", 2", ", 3")


@dataclass(frozen=True)
class Expressions:
    """Makes expressions over ``numbers``; ``states`` may only be asked for their states.

    ``round`` and ``unit`` are asked of answers and short sums, as rules do: of products of more
    than 15 digits the noise of binary arithmetic is a decimal like any other.
    """

    dice: Random
    numbers: Sequence[str]
    states: Sequence[str]

    def condition(self, depth: int) -> str:
        """Return a random condition."""
        if depth <= 0:
            return self._state() if self.dice.random() < 0.3 else self._comparison(0)
        kind = self.dice.choice(("compare", "compare", "chain", "and", "or", "not", "if", "state"))
        below = depth - 1
        match kind:
            case "compare":
                return self._comparison(below)
            case "chain":
                links = [self.number(below), self.number(below), self.number(below)]
                first, second = self.dice.choices(COMPARISONS, k=2)
                return f"{links[0]} {first} {links[1]} {second} {links[2]}"
            case "and" | "or":
                count = self.dice.randint(2, 3)
                return f" {kind} ".join(f"({self.condition(below)})" for _ in range(count))
            case "not":
                return f"not ({self.condition(below)})"
            case "if":
                yes, test, no = (self.condition(below) for _ in range(3))
                return f"(({yes}) if ({test}) else ({no}))"
            case _:
                return self._state()

    def _comparison(self, depth: int) -> str:
        operator = self.dice.choice(COMPARISONS)
        return f"{self.number(depth)} {operator} {self.number(depth)}"

    def _state(self) -> str:
        function = self.dice.choice(("present", "blank", "not_applicable"))
        of = self.dice.choice(self.states)
        return f"{function}({f'previous({of})' if self.dice.random() < 0.2 else of})"

    def number(self, depth: int) -> str:
        """Return a random number, in brackets where it is made of several."""
        if depth <= 0:
            return self._leaf()
        below = depth - 1
        match self.dice.choice(("leaf", "leaf", "+", "+", "-", "*", "/", "-x", "f", "f", "if")):
            case "leaf":
                return self._leaf()
            case "-x":
                return f"(-{self.number(below)})"
            case "f":
                return self._call(below)
            case "if":
                yes, no = self.number(below), self.number(below)
                return f"({yes} if {self.condition(below)} else {no})"
            case operator:
                return f"({self.number(below)} {operator} {self.number(below)})"

    def _call(self, depth: int) -> str:
        function = self.dice.choice(("sum", "sum", "min", "max", "abs", "round", "unit"))
        match function:
            case "round":
                return f"round({self._short()}{self.dice.choice(PLACES)})"
            case "unit":
                return f"unit({self._short()})"
            case "abs":
                return f"abs({self.number(depth)})"
            case _:
                count = self.dice.randint(1, 4)
                return f"{function}({', '.join(self.number(depth) for _ in range(count))})"

    def _short(self) -> str:
        first = self._operand()
        if self.dice.random() < 0.6:
            return first
        return f"({first} {self.dice.choice('+-')} {self._operand()})"

    def _leaf(self) -> str:
        return self.dice.choice(CONSTANTS) if self.dice.random() < 0.25 else self._operand()

    def _operand(self) -> str:
        key = self.dice.choice(self.numbers)
        return f"previous({key})" if self.dice.random() < 0.15 else key
