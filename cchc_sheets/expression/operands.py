"""What an expression can ask about one answer: the validator gets a value, a sheet a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Operand:
    """What the validator knows of one answer; ``value`` is ``None`` when it is absent."""

    value: Decimal | None = None
    blank: bool = False
    not_applicable: bool = False
    note: str = ""


class Scope(Protocol):
    """Where the validator finds the operands of an expression."""

    def current(self, key: str) -> Operand:
        """Return this submission's answer."""

    def previous(self, key: str) -> Operand:
        """Return the previous submission's answer; absent when there is none."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A scope of bare numbers by key, with no past; a key that is not there is absent."""

    values: Mapping[str, Decimal | None]

    def current(self, key: str) -> Operand:
        """Return the number."""
        return Operand(self.values.get(key))

    def previous(self, key: str) -> Operand:  # noqa: ARG002 - part of the protocol
        """Return nothing."""
        return Operand()


class Cells(Protocol):
    """The formulas for what an expression can ask about one answer in a sheet."""

    def number(self, key: str) -> str:
        """Return the answer's number; an error value when it has none."""

    def unit(self, key: str) -> str:
        """Return one unit of the last decimal of a rate; an error value when it has no number."""

    def previous(self, key: str) -> str:
        """Return the figure of the period before; an error value when there is none."""

    def is_blank(self, key: str) -> str:
        """Return the condition that the answer is blank."""

    def is_not_applicable(self, key: str) -> str:
        """Return the condition that the answer is not applicable."""

    def has_note(self, key: str) -> str:
        """Return the condition that the note beside the answer is filled."""
