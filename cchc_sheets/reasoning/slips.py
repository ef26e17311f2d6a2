"""How the number that was meant may have become the one that was typed: slips of the hand."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.model.suspicion import Slip


def slip(typed: Decimal, meant: Decimal, *, rate: bool = False) -> Slip | None:
    """Return the slip that makes ``typed`` of ``meant``; ``None`` where no single one does."""
    if not typed or not meant or typed == meant:
        return None
    if rate and meant == typed * 100:
        return Slip.FRACTION
    quotient = meant / typed if abs(meant) > abs(typed) else typed / meant
    if quotient in {Decimal(10) ** power for power in range(1, 10)}:
        return Slip.POWER_OF_TEN
    now, then = _digits(typed), _digits(meant)
    if len(then) == len(now) + 1 and _one_less(then, now):
        return Slip.DIGIT_DROPPED
    if len(now) == len(then) + 1 and _one_less(now, then):
        return Slip.DIGIT_ADDED
    if len(now) != len(then):
        return None
    differing = [
        place for place, pair in enumerate(zip(now, then, strict=True)) if len({*pair}) > 1
    ]
    if len(differing) == 1 and len(now) > 1:
        return Slip.DIGIT_CHANGED
    first, last = differing[0], differing[-1]
    exchanged = now[first] == then[last] and now[last] == then[first]
    return Slip.TRANSPOSED if last == first + 1 and exchanged else None


def _digits(number: Decimal) -> str:
    return f"{abs(number.normalize()):f}".replace(".", "").lstrip("0")


def _one_less(longer: str, shorter: str) -> bool:
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
