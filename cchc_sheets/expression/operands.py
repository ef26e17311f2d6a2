"""What an expression may know of one answer: for the validator a value, in a sheet a formula."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Operand:
    """What the validator knows of one answer: ``value`` is ``None`` when it is absent."""

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


class Cells(Protocol):
    """Where a sheet keeps what an expression may know of one answer; each is a formula."""

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
