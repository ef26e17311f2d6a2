"""Expressions as short as tests want them; a text that is none fails the test."""

from __future__ import annotations

from cchc_sheets.expression import Expression
from cchc_sheets.expression.parse import parse


def parsed(text: str, *, logical: bool) -> Expression:
    """A condition, or else a number."""
    expression = parse(text, logical=logical)
    assert isinstance(expression, Expression), (text, expression)
    return expression


def condition_of(text: str) -> Expression:
    return parsed(text, logical=True)


def number_of(text: str) -> Expression:
    return parsed(text, logical=False)
