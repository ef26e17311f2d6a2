"""Rows that stand below another → rules that hold the parts against the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_sheets.drafting.draft import DraftRow
from cchc_sheets.drafting.propose import Sureness
from cchc_sheets.drafting.wording import Asked, asked

_ASKED = {Sureness.SURE, Sureness.UNSURE, Sureness.NEW}


@dataclass(frozen=True, slots=True)
class Parts:
    """A row that asks a number, and rows right below it that are counted in the same unit."""

    whole: DraftRow
    parts: tuple[DraftRow, ...]


def parts_of(rows: Sequence[DraftRow]) -> Iterator[Parts]:
    """Yield what the printed order suggests to be wholes and their parts.

    Of indicators that the catalogue has, its own rules speak; here at least one of two is new.
    """
    below: dict[str, list[DraftRow]] = {}
    for row in rows:
        below.setdefault(row.path.rpartition(".")[0], []).append(row)
    for whole in rows:
        if _counts(whole):
            parts = [part for part in below.get(whole.path, ()) if _belongs(part, whole)]
            if parts:
                yield Parts(whole, tuple(parts))


def _belongs(part: DraftRow, whole: DraftRow) -> bool:
    alike = part.unit_of_measure.casefold() == whole.unit_of_measure.casefold()
    some_new = Sureness.NEW in {part.proposal.sureness, whole.proposal.sureness}
    return _counts(part) and alike and some_new


def _counts(row: DraftRow) -> bool:
    return (
        row.proposal.sureness in _ASKED
        and bool(row.indicator)
        and not row.proposal.asked_as
        and bool(row.unit_of_measure)
        and asked(row.unit_of_measure) is Asked.NUMBER
    )
