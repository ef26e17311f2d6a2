"""Where each answer stands on *Theo đơn vị*: a row an indicator, a column a unit, from 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_range

from cchc_sheets.expression import names
from cchc_sheets.model import Annex, Catalogue, Definitions, Row, Unit
from cchc_sheets.record.values import ValueRow
from cchc_sheets.words import consolidated as words

FIRST_ROW, FIRST_UNIT = 3, 3


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring columns: units of one type that are asked the same, by indicator."""

    unit_type: str
    asked: Mapping[str, Row]
    units: tuple[Unit, ...]
    first: int

    @property
    def end(self) -> int:
        """The blank column behind the last unit.

        It belongs to the block's area: of a single cell an array formula makes no array, and a
        text among its numbers would be an error.
        """
        return self.first + len(self.units)


@dataclass(frozen=True)
class AnnexPlaces:
    """The sheet's plan; ``beside`` are indicators that figures need and the annex does not show."""

    blocks: tuple[Block, ...]
    rows: Mapping[str, int]
    beside: tuple[str, ...]

    @cached_property
    def columns(self) -> Mapping[str, tuple[int, Block]]:
        """Each unit's column and block, by code, from left to right."""
        return {
            unit.code: (column, block)
            for block in self.blocks
            for column, unit in enumerate(block.units, start=block.first)
        }

    def area(self, block: Block, key: str) -> str:
        """Return the cells of a block's answers, as formulas of other sheets say."""
        return self._area(key, block.first, block.end)

    def areas(self, blocks: Iterable[Block], key: str) -> list[str]:
        """Return the cells of several blocks, neighbours as one area; blocks from left to right."""
        runs: list[tuple[int, int]] = []
        for block in blocks:
            if runs and runs[-1][1] + 1 == block.first:
                runs[-1] = (runs[-1][0], block.end)
            else:
                runs.append((block.first, block.end))
        return [self._area(key, first, last) for first, last in runs]

    def _area(self, key: str, first: int, last: int) -> str:
        row = self.rows[key]
        return f"'{words.MATRIX_SHEET}'!{xl_range(row, first, row, last)}"


def places_of(
    definitions: Definitions, annex: Annex, units: Sequence[Unit], rows: Iterable[ValueRow]
) -> AnnexPlaces:
    """Return the plan for the units that report; ``rows`` are all answers.

    Units stand by type, in the annex's order, then by what they are asked, so that a formula names
    few areas. A unit that sent a form is asked what that one asks, else what it was given.
    """
    rows = tuple(rows)
    sent = {row.unit: (row.form,) for row in rows}
    given = {row.indicator for row in rows}
    groups: dict[tuple[str, tuple[str, ...]], list[Unit]] = {}
    for unit in units:
        groups.setdefault((unit.type, sent.get(unit.code, unit.forms)), []).append(unit)
    blocks: list[Block] = []
    first = FIRST_UNIT
    for (unit_type, forms), group in sorted(
        groups.items(), key=lambda each: annex.columns.index(each[0][0])
    ):
        printed = (definitions.forms[form] for form in forms)
        asked = {
            row.key: row
            for form in printed
            for row in (*form.answer_rows, *form.base_rows)
            if row.is_answer or row.key in given
        }
        blocks.append(Block(unit_type, asked, tuple(group), first))
        first = blocks[-1].end + 1
    found: dict[str, int] = {}
    for number, line in enumerate(annex.rows, start=FIRST_ROW):
        if line.indicator is not None:
            found.setdefault(line.indicator, number)
    needed = dict.fromkeys(_needed(definitions.catalogue, list(found), blocks))
    asked_of_some = {key for block in blocks for key in block.asked}
    beside = tuple(key for key in needed if key not in found and key in asked_of_some)
    start = FIRST_ROW + len(annex.rows) + 1  # below a heading
    found |= {key: number for number, key in enumerate(beside, start=start)}
    return AnnexPlaces(tuple(blocks), found, beside)


def _needed(catalogue: Catalogue, shown: Iterable[str], blocks: Sequence[Block]) -> Iterator[str]:
    """Yield all that the shown indicators are made of, themselves included."""
    pending = list(shown)
    seen: set[str] = set()
    while pending:
        key = pending.pop(0)
        if key in seen or key not in catalogue.indicators:
            continue
        seen.add(key)
        yield key
        indicator = catalogue.indicators[key]
        parts = names(indicator.computed) if indicator.computed else ()
        bases = (row.percent_of for b in blocks if (row := b.asked.get(key)))
        made_of = (indicator.numerator, indicator.denominator, indicator.weight, *parts, *bases)
        pending += [each for each in made_of if each]
