"""The checked tree of an expression: frozen nodes, and questions about a whole tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cchc_sheets.expression.functions import (
    FUNCTIONS,
    NUMBER_FUNCTIONS,
    PATTERNS,
    STATE_TESTS,
    StateTest,
)
from cchc_sheets.expression.operators import Arithmetic, Comparison


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator by its key; ``it`` in a rule that holds for each of several.

    ``column``: how many characters of the expression's text come before it.
    """

    key: str
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Previous:
    """The same indicator's value in the previous submission."""

    key: str
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """The name of a pattern, as the second argument of ``matches``."""

    value: str


@dataclass(frozen=True, slots=True)
class Negative:
    """``-x``."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """``x + y`` and its like."""

    operator: Arithmetic
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare:
    """``x <= y`` and its like; a chain is written as ``And``."""

    operator: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class And:
    """Kleene's conjunction."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Kleene's disjunction."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene's negation."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """``then if condition else otherwise``; absent when the condition is absent."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language over its arguments."""

    function: str
    arguments: tuple[Node, ...]

    @property
    def test(self) -> StateTest:
        """The test that a condition calls; raises ``KeyError`` when the call gives a number."""
        match self.arguments:
            case (_, Text(pattern)):
                return PATTERNS[pattern]
            case _:
                return STATE_TESTS[self.function]


Node = (
    Number | Name | Previous | Text | Negative | Binary | Compare | And | Or | Not | Choice | Call
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed and checked expression; ``text`` is how the definition writes it."""

    text: str
    root: Node


def written(root: Node) -> Expression:
    """Return a tree that is in no definition as an expression, with the text for it."""
    return Expression(shown(root), root)


def children(node: Node) -> tuple[Node, ...]:
    """Return the node's operands, left to right."""
    match node:
        case Binary(_, left, right) | Compare(_, left, right):
            return (left, right)
        case And(operands) | Or(operands) | Call(_, operands):
            return operands
        case Not(operand) | Negative(operand):
            return (operand,)
        case Choice(condition, then, otherwise):
            return (condition, then, otherwise)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def names(expression: Expression) -> tuple[str, ...]:
    """Return the keys that the expression mentions, in order, each once."""
    keys = (n.key for n in walk(expression.root) if isinstance(n, Name | Previous))
    return tuple(dict.fromkeys(keys))


def shown(node: Node) -> str:
    """Return the node as an author would write it, for messages."""
    match node:
        case Number(constant):
            return f"{constant:f}"
        case Name(key):
            return key
        case Previous(key):
            return f"previous({key})"
        case Text(pattern):
            return f"'{pattern}'"
        case Negative(operand) | Not(operand):
            return f"{'-' if isinstance(node, Negative) else 'not '}{_inner(operand)}"
        case Binary(operator, left, right) | Compare(operator, left, right):
            # a + b + c and 100 * a / b need no brackets.
            products = {"*", "/"}
            bare = isinstance(left, Binary) and (
                operator not in products or left.operator in products
            )
            return f"{(shown if bare else _inner)(left)} {operator} {_inner(right)}"
        case And(operands) | Or(operands):
            return (" and " if isinstance(node, And) else " or ").join(map(_inner, operands))
        case Choice(condition, then, otherwise):
            return f"{_inner(then)} if {_inner(condition)} else {_inner(otherwise)}"
        case Call(function, arguments):
            return f"{function}({', '.join(map(shown, arguments))})"


def _inner(node: Node) -> str:
    match node:
        case Number() | Name() | Previous() | Text() | Call():
            return shown(node)
        case _:
            return f"({shown(node)})"


def is_total(expression: Expression) -> bool:
    """Whether it only adds and subtracts, which is all that a computed row may do."""
    for node in walk(expression.root):
        match node:
            case Number() | Name() | Negative() | Binary("+" | "-"):
                pass
            case Call("sum", arguments) if all(isinstance(each, Name) for each in arguments):
                pass
            case _:
                return False
    return True


def validator_only(expression: Expression) -> bool:
    """Whether no sheet can evaluate it, for example because it reads the words of a note."""
    calls = (node for node in walk(expression.root) if isinstance(node, Call))
    return any(FUNCTIONS[call.function].logical and call.test.formula is None for call in calls)


def looks_back(expression: Expression) -> bool:
    """Whether it reads a figure of the period before."""
    return any(isinstance(n, Previous) for n in walk(expression.root))


def substitute(expression: Expression, keys: Mapping[str, str]) -> Expression:
    """Return the expression with names replaced (``it`` by an indicator's key)."""
    return Expression(
        expression.text,
        with_leaves(expression.root, lambda leaf: replace(leaf, key=keys.get(leaf.key, leaf.key))),
    )


def with_leaves(
    node: Node, leaf: Callable[[Name | Previous], Node], *, in_tests: bool = True
) -> Node:
    """Return the tree with each answer, and each figure of the period before, replaced.

    ``in_tests``: also those whose state is tested, for which only another such leaf can stand.
    """

    def inner(child: Node) -> Node:
        return with_leaves(child, leaf, in_tests=in_tests)

    match node:
        case Name() | Previous():
            return leaf(node)
        case Binary(_, left, right) | Compare(_, left, right):
            return replace(node, left=inner(left), right=inner(right))
        case And(operands) | Or(operands):
            return replace(node, operands=tuple(map(inner, operands)))
        case Call(function, arguments) if in_tests or not FUNCTIONS[function].logical:
            return replace(node, arguments=tuple(map(inner, arguments)))
        case Not(operand) | Negative(operand):
            return replace(node, operand=inner(operand))
        case Choice(condition, then, otherwise):
            return Choice(inner(condition), inner(then), inner(otherwise))
        case _:
            return node


_LARGEST_FACTOR = 1000


def is_logical(node: Node) -> bool:
    """Whether the node is a condition rather than a number."""
    match node:
        case Compare() | And() | Or() | Not():
            return True
        case Choice(_, then, _):
            return is_logical(then)
        case Call(function, _):
            return FUNCTIONS[function].logical
        case _:
            return False


def is_exact(node: Node, rates: AbstractSet[str]) -> bool:
    """Whether a number is whole wherever it is present; sheets then compute it exactly."""
    match node:
        case Number(value):
            return value == value.to_integral_value()
        case Name(key) | Previous(key):
            return key not in rates
        case Binary("*", Number(factor) as constant, other) | Binary(
            "*", other, Number(factor) as constant
        ):
            small = abs(factor) <= _LARGEST_FACTOR and is_exact(constant, rates)
            return small and isinstance(other, Name | Previous) and is_exact(other, rates)
        case Binary("+" | "-", left, right):
            return is_exact(left, rates) and is_exact(right, rates)
        case Negative(operand):
            return is_exact(operand, rates)
        case Choice(_, then, otherwise):
            return is_exact(then, rates) and is_exact(otherwise, rates)
        case Call(name, arguments) if name in NUMBER_FUNCTIONS:
            keeps_whole = NUMBER_FUNCTIONS[name].keeps_whole
            return keeps_whole and all(is_exact(argument, rates) for argument in arguments)
        case _:
            return False
