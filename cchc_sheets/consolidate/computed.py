"""Totals that are computed from their parts, scope by scope, and parts above their wholes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cchc_sheets.consolidate.entry import plain_entry
from cchc_sheets.consolidate.figure import Figure, LeftOut, Reason, Remark
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.expression import Compiled, Expression, Operand, compile_expression, names, parse
from cchc_sheets.model import Catalogue, Family, Indicator

Figures = Mapping[tuple[str, str], Figure]


@dataclass(frozen=True, slots=True)
class _FiguresOf:
    """The figures of one scope, as an expression sees them."""

    figures: Figures
    scope: str

    def current(self, key: str) -> Operand:
        figure = self.figures.get((key, self.scope))
        return Operand(figure.value if figure else None)

    def previous(self, key: str) -> Operand:  # noqa: ARG002 - part of the protocol
        return Operand()


def with_totals(
    catalogue: Catalogue, figures: Figures, reporters: Mapping[str, Sequence[Reporter]]
) -> dict[tuple[str, str], Figure]:
    """Return the figures with computed totals filled in; ``reporters`` are those of each scope.

    A total of totals needs the inner ones first: passes go on until one changes nothing.
    """
    complete = dict(figures)
    totals: dict[str, Compiled] = {}
    for key, indicator in catalogue.indicators.items():
        if indicator.family is not Family.COMPUTED or indicator.computed is None:
            continue
        parsed = parse(indicator.computed, logical=False)
        if isinstance(parsed, Expression):
            # Tolerances play no part: nothing is compared, and parts are counts.
            totals[key] = compile_expression(parsed, frozenset())
    for _ in totals:
        changed = False
        for (key, scope), figure in complete.items():
            if key not in totals:
                continue
            total = _total(figure, totals[key], complete, reporters[scope])
            changed = changed or total != figure
            complete[key, scope] = total
        if not changed:
            break
    return complete


def _total(
    figure: Figure, formula: Compiled, figures: Figures, reporters: Sequence[Reporter]
) -> Figure:
    parts = names(formula.expression)
    found = [part for key in parts if (part := figures.get((key, figure.scope)))]
    remark = _obstacle(figure, parts, found, reporters)
    return replace(
        figure,
        value=None if remark else formula.number(_FiguresOf(figures, figure.scope)),
        parts=parts,
        levels=figure.levels if remark else found[0].levels,
        left_out=tuple(
            LeftOut(reporter.unit.code, Reason.TOTAL_WITHOUT_PARTS)
            for reporter in reporters
            if plain_entry(reporter, figure.indicator).value  # a total above 0
            and any(plain_entry(reporter, part).value is None for part in parts)
        ),
        remarks=(remark,) if remark else (),
    )


def _obstacle(
    figure: Figure, parts: tuple[str, ...], found: Sequence[Figure], reporters: Sequence[Reporter]
) -> Remark | None:
    """Why there is no total here; ``None`` when there is one.

    Each form that asks the total or one of its parts must ask all parts, and all parts must count
    over the same unit types. Otherwise the total could be below the parts shown beside it.
    """
    for reporter in reporters:
        asked = [key in reporter.rows for key in parts]
        if (any(asked) or figure.indicator in reporter.rows) and not all(asked):
            return Remark.PARTS_DIFFER
    if len({part.levels for part in found}) > 1:
        return Remark.PARTS_DIFFER
    if len(found) < len(parts) or any(part.value is None for part in found):
        return Remark.PART_ABSENT
    return None


def with_wholes(
    catalogue: Catalogue, wholes: Mapping[str, tuple[str, ...]], figures: Figures
) -> dict[tuple[str, str], Figure]:
    """Mark the figures that exceed a whole of theirs."""
    marked = dict(figures)
    for (key, scope), figure in figures.items():
        if figure.value is None or not _adds(catalogue.indicators[key]):
            continue
        above = tuple(
            whole
            for whole in wholes.get(key, ())
            if _adds(catalogue.indicators[whole])
            and (other := figures.get((whole, scope)))
            and other.value is not None
            and figure.value > other.value
        )
        if above:
            remarks = (*figure.remarks, Remark.ABOVE_WHOLE)
            marked[key, scope] = replace(figure, above=above, remarks=remarks)
    return marked


def _adds(indicator: Indicator) -> bool:
    return indicator.family in {Family.SUM, Family.COMPUTED}
