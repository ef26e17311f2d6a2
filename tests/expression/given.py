"""Answers for expressions, as short as tests want them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from cchc_sheets.checks.judge import SubmissionScope
from cchc_sheets.expression import Compiled, compile_expression
from cchc_sheets.model import Answer, State
from tests.expressions import parsed

Given: TypeAlias = State | str | int
"""A state, or a number as text (``99.10``), so that no test depends on floats."""


def answer(key: str, given: Given, note: str = "") -> Answer:
    """Return an answer in a state, or a number."""
    if given is State.NIL:
        return Answer(key, State.NIL, Decimal(0), note=note)
    if isinstance(given, State):
        return Answer(key, given, note=note)
    return Answer(key, State.NUMBER, Decimal(given), note=note)


def scope(
    answers: Mapping[str, Given],
    previous: Mapping[str, str | int] | None = None,
    notes: Mapping[str, str] | None = None,
) -> SubmissionScope:
    """Return what an expression sees of a submission."""
    before = {key: Decimal(value) for key, value in (previous or {}).items()}
    noted = notes or {}
    now = {key: answer(key, given, noted.get(key, "")) for key, given in answers.items()}
    now |= {key: answer(key, State.BLANK, note) for key, note in noted.items() if key not in now}
    return SubmissionScope(now, before)


def compiled(text: str, *, logical: bool, rates: Iterable[str] = ()) -> Compiled:
    """Parse and compile a text that is an expression."""
    return compile_expression(parsed(text, logical=logical), frozenset(rates))


def truth(
    text: str,
    answers: Mapping[str, Given] | None = None,
    *,
    rates: Iterable[str] = (),
    previous: Mapping[str, str | int] | None = None,
    notes: Mapping[str, str] | None = None,
) -> bool | None:
    """Evaluate a condition; ``None`` is absent."""
    return compiled(text, logical=True, rates=rates).truth(scope(answers or {}, previous, notes))


def number(
    text: str,
    answers: Mapping[str, Given] | None = None,
    *,
    previous: Mapping[str, str | int] | None = None,
) -> Decimal | None:
    """Evaluate an arithmetic expression; ``None`` is absent."""
    return compiled(text, logical=False).number(scope(answers or {}, previous))
