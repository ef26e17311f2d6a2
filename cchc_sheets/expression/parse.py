"""Text → checked tree: Python parses it, a whitelist checks it, and nothing is executed."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.expression.functions import (
    FUNCTIONS,
    MAX_PLACES,
    EarlierFigure,
    NumberFunction,
    PatternTest,
    StateTest,
)
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Previous,
    Text,
)
from cchc_sheets.expression.operators import Arithmetic, Comparison

MAX_LENGTH = 1000
MAX_DEPTH = 40
MAX_NUMBER = Decimal(10) ** 15

# Letters that only look like ASCII, comments and line continuations are refused.
_FOREIGN = re.compile(r"[^\t\n\r\x20-\x7e]|[#\\]")
# Numbers are digits with a decimal point; 1e9, 0x10, 1_000 and 2if are refused.
_ODD_NUMBER = re.compile(r"(?<![\w.])(?:\d+\.?\d*|\.\d+)[A-Za-z_]\w*")
_LINE_BREAKS = str.maketrans("\t\r\n", "   ")

_ARITHMETIC: dict[type[ast.operator], Arithmetic] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARISON: dict[type[ast.cmpop], Comparison] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.Gt: ">",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text is no expression.

    ``code`` is one of syntax, not-allowed, unknown-function, arguments, number-expected,
    condition-expected, too-long, number-too-large; ``column`` counts characters from 1.
    """

    code: str
    column: int
    found: str


class _Rejected(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, code: str, node: ast.expr) -> None:
        self.code, self.node = code, node


def parse(text: str, *, logical: bool) -> Expression | Problem:
    """Parse and check ``text``; ``logical`` says whether a condition or a number is expected."""
    if len(text) > MAX_LENGTH:
        return Problem("too-long", MAX_LENGTH + 1, text[MAX_LENGTH:][:20])
    for pattern in (_FOREIGN, _ODD_NUMBER):
        odd = pattern.search(text)
        if odd:
            return Problem("not-allowed", odd.start() + 1, odd[0][:60])
    source = text.translate(_LINE_BREAKS).strip()
    indent = len(text) - len(text.lstrip())
    try:
        tree = ast.parse(source, mode="eval")
        root = _logical(tree.body, 0) if logical else _numeric(tree.body, 0)
    except _Rejected as rejected:
        start, end = rejected.node.col_offset, rejected.node.end_col_offset
        return Problem(rejected.code, indent + start + 1, source[start:end][:60])
    except SyntaxError as error:
        column = min(error.offset or MAX_LENGTH, len(source) + 1)
        found = source[column - 1 :][:20] or source[-20:]
        return Problem("syntax", indent + column, found)
    except (RecursionError, MemoryError):
        return Problem("too-long", indent + 1, source[:20])
    return Expression(source, root)


def _numeric(node: ast.expr, depth: int) -> Node:
    _check_depth(node, depth)
    match node:
        case ast.Constant():
            return _number(node)
        case ast.Name(key):
            return Name(key, node.col_offset)
        case ast.UnaryOp(ast.USub(), operand):
            return Negative(_numeric(operand, depth + 1))
        case ast.BinOp(left, operator, right) if type(operator) in _ARITHMETIC:
            symbol = _ARITHMETIC[type(operator)]
            return Binary(symbol, _numeric(left, depth + 1), _numeric(right, depth + 1))
        case ast.IfExp():
            return _choice(node, depth, _numeric)
        case ast.Call():
            return _call(node, depth, logical=False)
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(ast.Not()):
            raise _Rejected("number-expected", node)
        case _:
            raise _Rejected("not-allowed", node)


def _logical(node: ast.expr, depth: int) -> Node:
    _check_depth(node, depth)
    match node:
        case ast.BoolOp(operator, values):
            operands = tuple(_logical(value, depth + 1) for value in values)
            return And(operands) if isinstance(operator, ast.And) else Or(operands)
        case ast.UnaryOp(ast.Not(), operand):
            return Not(_logical(operand, depth + 1))
        case ast.Compare(left, operators, others):
            sides = [_numeric(operand, depth + 1) for operand in (left, *others)]
            if any(type(operator) not in _COMPARISON for operator in operators):
                raise _Rejected("not-allowed", node)
            links = tuple(
                Compare(_COMPARISON[type(operator)], one, other)
                for operator, one, other in zip(operators, sides, sides[1:], strict=False)
            )
            return links[0] if len(links) == 1 else And(links)
        case ast.IfExp():
            return _choice(node, depth, _logical)
        case ast.Call():
            return _call(node, depth, logical=True)
        case ast.Name() | ast.Constant() | ast.BinOp() | ast.UnaryOp():
            raise _Rejected("condition-expected", node)
        case _:
            raise _Rejected("not-allowed", node)


def _check_depth(node: ast.expr, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _Rejected("too-long", node)


def _number(node: ast.Constant) -> Number:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise _Rejected("number-expected", node)
    value = Decimal(repr(node.value))
    if not value.is_finite() or abs(value) > MAX_NUMBER:
        raise _Rejected("number-too-large", node)
    return Number(value)


def _choice(node: ast.IfExp, depth: int, branch: Callable[[ast.expr, int], Node]) -> Choice:
    return Choice(
        _logical(node.test, depth + 1),
        branch(node.body, depth + 1),
        branch(node.orelse, depth + 1),
    )


def _call(node: ast.Call, depth: int, *, logical: bool) -> Node:
    if not isinstance(node.func, ast.Name) or node.keywords:
        raise _Rejected("not-allowed", node)
    function = FUNCTIONS.get(node.func.id)
    if function is None:
        raise _Rejected("unknown-function", node.func)
    if function.logical != logical:
        raise _Rejected("condition-expected" if logical else "number-expected", node)
    fewest, most = function.takes
    if not fewest <= len(node.args) <= most:
        raise _Rejected("arguments", node)
    if not isinstance(function, NumberFunction):
        return _call_on_name(node, function)
    arguments = tuple(_numeric(argument, depth + 1) for argument in node.args)
    for places in arguments[1:] if function.says_decimals else ():
        if not isinstance(places, Number) or places.value not in range(MAX_PLACES + 1):
            raise _Rejected("arguments", node)
    return Call(function.name, arguments)


def _call_on_name(node: ast.Call, function: StateTest | PatternTest | EarlierFigure) -> Node:
    match function:
        case StateTest():
            if function.before and isinstance(first := node.args[0], ast.Call):
                inner = _call(first, 0, logical=False)
                if isinstance(inner, Previous):
                    return Call(function.name, (inner,))
            return Call(function.name, (_name(node),))
        case PatternTest():
            pattern = node.args[1]
            if not isinstance(pattern, ast.Constant) or pattern.value not in function.patterns:
                raise _Rejected("arguments", node)
            return Call(function.name, (_name(node), Text(str(pattern.value))))
        case EarlierFigure():
            name = _name(node)
            return Previous(name.key, name.column)


def _name(node: ast.Call) -> Name:
    """Return the first argument, which must be the bare name of an indicator."""
    first = node.args[0]
    if not isinstance(first, ast.Name):
        raise _Rejected("arguments", node)
    return Name(first.id, first.col_offset)
