"""A figure → the formula that makes it from the answers on *Theo đơn vị*.

The ways of consolidating are those of ``consolidate.families``; a test lets two spreadsheet
programs compute both. Texts and blank cells are passed over, as blank and unreadable answers are.
A formula over the answers themselves needs no array; one that turns shares into counts does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, Remark
from cchc_sheets.expression.nodes import Binary, Name, Negative, Node, Number
from cchc_sheets.model import AskedAs, Catalogue, Family, Indicator, Kind
from cchc_sheets.report.annex import Note, in_words
from cchc_sheets.report.looks import is_array
from cchc_sheets.report.places import AnnexPlaces, Block
from cchc_sheets.sheet.formula_text import joined, quoted

LONGEST = 8_000
"""Characters; Excel takes 8,192."""
MOST_CODES = 12
_AGREEING = frozenset({Family.MUST_AGREE, Family.SUM_OR_AGREE})
Step = tuple[str, str]
"""When something is shown, and what."""


class NoFormula(Exception):  # noqa: N818 - not an error: the figure is written as a number
    """A figure that no formula makes, or none that is short enough."""


@dataclass(frozen=True)
class AnnexFormulas:
    """The formulas of a consolidation; ``cells`` says where figures stand on *Tổng hợp*."""

    made: Consolidation
    catalogue: Catalogue
    places: AnnexPlaces
    cells: Mapping[tuple[str, str], str]

    def of(self, figure: Figure) -> str | None:
        """Return the formula, without its ``=``; ``None`` where the figure cannot be one."""
        try:
            steps = list(self._steps(figure))
        except NoFormula:
            return None
        formula = '""'
        for test, shown in reversed(steps):
            formula = f"IF({test},{shown},{formula})"
        return formula if steps and len(formula) < LONGEST else None

    def _steps(self, figure: Figure) -> Iterator[Step]:
        """What is shown, the first that there is; in the order of ``annex.cell_of``."""
        indicator, blocks = self.catalogue.indicators[figure.indicator], self._blocks(figure)
        if indicator.kind is Kind.TEXT:
            return
        match figure.family:
            case Family.RATIO:
                yield from self._ratio(indicator, blocks)
            case Family.WEIGHTED:
                yield self._weighted(indicator, blocks)
            case Family.COMPUTED:
                if Remark.PARTS_DIFFER not in figure.remarks:
                    yield from self._total(figure, indicator)
            case family if family in _AGREEING:
                yield from self._agreed(figure, indicator, blocks)
            case _:
                yield from self._plainly(figure, indicator, blocks)
        yield from self._otherwise(indicator, blocks)

    def _otherwise(self, indicator: Indicator, blocks: Sequence[Block]) -> Iterator[Step]:
        """What forms that ask otherwise gave, shown where there is no figure."""
        by_way: dict[AskedAs | None, list[str]] = {}
        for block in blocks:
            if (row := block.asked.get(indicator.key)) is not None:
                by_way.setdefault(row.asked_as, []).append(self.places.area(block, indicator.key))
        if shares := ",".join(by_way.get(AskedAs.PERCENT, ())):
            yield f"COUNT({shares})", _spread(shares)
        if counts := ",".join(by_way.get(AskedAs.COUNT, ())):
            yield f"COUNT({counts})", f'"(số: "&SUM({counts})&")"'
        if said := by_way.get(AskedAs.YES_NO):
            yes, all_ = _count(said, "1"), f"COUNT({','.join(said)})"
            yield all_, f'"Có "&{yes}&", Không "&({all_}-({yes}))'

    def _blocks(self, figure: Figure) -> list[Block]:
        types = figure.levels if figure.scope == PROVINCE else (figure.scope,)
        return [block for block in self.places.blocks if block.unit_type in types]

    def _plain(self, block: Block, key: str | None) -> str | None:
        """A block's numbers as they enter, a share as the count that follows; ``None``: none do."""
        row = block.asked.get(key or "")
        if key is None or row is None:
            return None
        given = self.places.area(block, key)
        if row.asked_as is None:
            return given
        if row.asked_as is AskedAs.PERCENT_OF and row.percent_of and row.percent_of in block.asked:
            return _both(given, base := self.places.area(block, row.percent_of), _part(given, base))
        return None

    def _plains(self, blocks: Iterable[Block], key: str) -> list[str]:
        """What enters of several blocks; neighbours that give numbers as they are make one area."""
        direct = [b for b in blocks if key in b.asked and b.asked[key].asked_as is None]
        others = (b for b in blocks if b not in direct)
        derived = [found for block in others if (found := self._plain(block, key))]
        return [*self.places.areas(direct, key), *derived]

    def _plainly(
        self, figure: Figure, indicator: Indicator, blocks: Sequence[Block]
    ) -> Iterator[Step]:
        """A sum, a count of one code or of each, or the range of what is not added."""
        areas = self._plains(blocks, indicator.key)
        if not areas:
            return
        given = ",".join(areas)
        match figure.family:
            case Family.SUM:
                yield f"COUNT({given})", f"SUM({given})"
            case Family.COUNT_YES:
                yield f"COUNT({given})", _count(areas, str(indicator.yes))
            case Family.DISTRIBUTION:
                labels = {code.value: code.label for code in indicator.codes}
                codes = sorted({*labels, *figure.tally})
                if len(codes) > MOST_CODES:
                    raise NoFormula
                counted = ((labels.get(c, str(c)), _count(areas, str(c))) for c in codes)
                each = (
                    f'IF({count},{joined([*quoted(f"; {label}: "), f"({count})"])},"")'
                    for label, count in counted
                )
                yield f"COUNT({given})", f"MID({'&'.join(each)},3,999)"
            case _:
                yield f"COUNT({given})", _spread(given)

    def share_of(self, figure: Figure) -> str | None:
        """Return the formula of a sum's share in per cent, over those that gave both numbers."""
        indicator = self.catalogue.indicators[figure.indicator]
        if figure.family is not Family.SUM or indicator.numerator != indicator.key:
            return None
        tops, bottoms = self._pairs(indicator, self._blocks(figure), with_rate=False)
        total = f"SUM({','.join(bottoms)})"
        formula = f'IF({total}<>0,100*SUM({",".join(tops)})/{total},"")'
        return formula if bottoms and len(formula) < LONGEST else None

    def _pairs(
        self, indicator: Indicator, blocks: Sequence[Block], *, with_rate: bool
    ) -> tuple[list[str], list[str]]:
        """Numerators and denominators of the units that gave both; a rate with its base does."""
        tops: list[str] = []
        bottoms: list[str] = []
        for block in blocks:
            bottom = self._plain(block, indicator.denominator)
            top = self._plain(block, indicator.numerator)
            rate = self._rate(block, indicator.key) if with_rate else None
            if bottom is None or (top is None and rate is None):
                continue
            derived = _both(rate, bottom, _part(rate, bottom)) if rate else '""'
            if top is None:
                tops.append(derived)
                bottoms.append(_both(rate or "", bottom, bottom))
                continue
            known = f"ISNUMBER({top})" + (f"+ISNUMBER({rate})" if rate else "")
            tops.append(f'IF(ISNUMBER({bottom}),IF(ISNUMBER({top}),{top},{derived}),"")')
            bottoms.append(f'IF(ISNUMBER({bottom}),IF({known},{bottom},""),"")')
        return tops, bottoms

    def _ratio(self, indicator: Indicator, blocks: Sequence[Block]) -> Iterator[Step]:
        """The ratio of two sums; where nobody gives both, the range of the rates."""
        tops, bottoms = self._pairs(indicator, blocks, with_rate=True)
        alone = ",".join(
            self.places.area(b, indicator.key) for b in blocks if indicator.key in b.asked
        )
        nobody = ""
        if bottoms:
            total = f"SUM({','.join(bottoms)})"
            yield f"{total}<>0", f"100*SUM({','.join(tops)})/{total}"
            nobody = f"(COUNT({','.join(bottoms)})=0)*"
        if alone:
            yield f"{nobody}COUNT({alone})", _spread(alone)

    def _rate(self, block: Block, key: str) -> str | None:
        """The rates of a block, whatever they are asked as."""
        row = block.asked.get(key)
        if row is None or row.asked_as is AskedAs.PERCENT_OF:
            return self._plain(block, key)
        return self.places.area(block, key)

    def _weighted(self, indicator: Indicator, blocks: Sequence[Block]) -> Step:
        """The weighted mean; a list that units of a type share weighs once for the type."""
        weight = self.catalogue.indicators[indicator.weight or ""]
        tops: list[str] = []
        weights: list[str] = []
        for unit_type in dict.fromkeys(block.unit_type for block in blocks):
            own = [block for block in blocks if block.unit_type == unit_type]
            pairs = [
                (rate, base)
                for block in own
                if (rate := self._plain(block, indicator.key))
                and (base := self._plain(block, weight.key))
            ]
            if not pairs:
                continue
            kept = ",".join(_both(r, w, f'IF({w}<>0,{w},"")') for r, w in pairs)
            once = weight.family in _AGREEING and not self.catalogue.unit_type(unit_type).lists_add
            times = f"/MAX(1,COUNT({kept}))" if once else ""
            tops.append(f"SUM({','.join(_both(r, w, f'{r}*{w}') for r, w in pairs)}){times}")
            weights.append(f"SUM({kept}){times}")
        if not tops or any(
            row.asked_as is not None for b in blocks if (row := b.asked.get(indicator.key))
        ):
            raise NoFormula
        total = "+".join(weights)
        return f"({total})<>0", f"({'+'.join(tops)})/({total})"

    def _agreed(
        self, figure: Figure, indicator: Indicator, blocks: Sequence[Block]
    ) -> Iterator[Step]:
        """Of a list of procedures the sum, or the value that most give."""
        areas = self._plains(blocks, indicator.key)
        if not areas or Remark.LEVELS_NOT_ADDED in figure.remarks:
            return
        given = ",".join(areas)
        if all(self.catalogue.unit_type(key).lists_add for key in figure.levels):
            if figure.family is Family.SUM_OR_AGREE:
                yield f"COUNT({given})", f"SUM({given})"
            else:
                alike = f"IF(MIN({given})=MAX({given}),MIN({given}),{_spread(given)})"
                yield f"COUNT({given})", alike
            return
        if is_array(given):
            raise NoFormula
        most = f"MODE({given})"
        others = ",".join(f'IF(ISNUMBER({a}),IF({a}<>{most},{a},""),"")' for a in areas)
        tie = joined(quoted(in_words([Note("no-agreement")])))
        second = f"IFERROR({_count(areas, f'MODE({others})')},1)"
        agreed = f"IFERROR(IF({second}<{_count(areas, most)},{most},{tie}),{tie})"
        yield f"COUNT({given})", f"IF(MIN({given})=MAX({given}),MIN({given}),{agreed})"

    def _total(self, figure: Figure, indicator: Indicator) -> Iterator[Step]:
        """A total of the parts' figures in the same scope, where all have one."""
        parts: dict[str, Step] = {}
        for key in figure.parts:
            part = self.made.figure(key, figure.scope)
            if part is None or part.family is Family.NONE:
                return  # it never has a value
            if (cell := self.cells.get((key, figure.scope))) is not None:
                parts[key] = (f"COUNT({cell})>0", cell)
            elif part.family in {Family.SUM, Family.COUNT_YES, Family.COMPUTED}:
                asked = self.catalogue.indicators[key]
                steps = list(
                    self._total(part, asked)
                    if part.family is Family.COMPUTED
                    else self._plainly(part, asked, self._blocks(part))
                )
                if not steps:
                    return
                parts[key] = (f"({steps[0][0]})>0", f"({steps[0][1]})")
            else:
                raise NoFormula
        if parts and indicator.computed is not None:
            shown = _arithmetic(indicator.computed.root, {k: v for k, (_, v) in parts.items()})
            yield f"AND({','.join(test for test, _ in parts.values())})", shown


def _both(first: str, second: str, then: str) -> str:
    return f'IF(ISNUMBER({first}),IF(ISNUMBER({second}),{then},""),"")'


def _part(rate: str, base: str) -> str:
    """A rate of its base, rounded half away from zero; the inner ROUND takes off binary noise."""
    return f"ROUND(ROUND({rate}*{base},6)/100,0)"


def _count(areas: Iterable[str], value: str) -> str:
    """How many cells hold a value; COUNTIF takes one area."""
    return "+".join(f"COUNTIF({area},{value})" for area in areas)


def _spread(given: str) -> str:
    """The median with the ends, or the one value that all have; a text, since it is no figure."""
    low, high = f"ROUND(MIN({given}),2)", f"ROUND(MAX({given}),2)"
    middle = f"ROUND(MEDIAN({given})+1E-9,2)"  # half a unit, whatever binary noise
    return f'IF(MIN({given})=MAX({given}),{low}&"",{middle}&" ("&{low}&"–"&{high}&")")'


def _arithmetic(node: Node, values: Mapping[str, str]) -> str:
    """A computed row's expression over cells."""
    match node:
        case Name(name):
            return values[name]
        case Number(value):
            return f"{value:f}"
        case Negative(of):
            return f"-({_arithmetic(of, values)})"
        case Binary(sign, left, right):
            return f"({_arithmetic(left, values)}{sign}{_arithmetic(right, values)})"
        case _:
            raise NoFormula
