"""A figure → what its cell shows and the notes beside it, which ``words`` turns into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from cchc_sheets.consolidate.figure import (
    PROVINCE,
    Consolidation,
    Figure,
    How,
    Reason,
    Remark,
    UnitValue,
)
from cchc_sheets.model import Catalogue, Family, Indicator


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say: ``facts`` fill the sentence, ``items`` are listed, each with its value."""

    code: str
    facts: Mapping[str, Decimal | int | str] = field(default_factory=dict)
    items: tuple[tuple[str, Decimal | int | None], ...] = ()


@dataclass(frozen=True)
class _Names:
    catalogue: Catalogue
    consolidation: Consolidation

    @cached_property
    def units(self) -> Mapping[str, str]:
        return {unit.code: unit.short for unit in self.consolidation.expected}

    def unit_types(self, keys: Iterable[str]) -> tuple[tuple[str, None], ...]:
        return tuple((self.catalogue.unit_type(key).label, None) for key in keys)

    def indicators(self, keys: Iterable[str]) -> tuple[tuple[str, None], ...]:
        return tuple((self.catalogue.indicators[key].label, None) for key in keys)

    def valued(self, values: Iterable[UnitValue]) -> tuple[tuple[str, Decimal], ...]:
        return tuple((self.units[unit], value) for unit, value in values)


def cell_of(figure: Figure, indicator: Indicator) -> Decimal | Note | None:
    """Return what is shown in the figure's own cell: a number, a few words, or nothing."""
    if figure.value is not None:
        return figure.value
    if figure.family is Family.DISTRIBUTION and figure.tally:
        return Note("codes", items=_coded(figure, indicator))
    if figure.deviating:
        return Note("no-agreement")
    if figure.minimum is not None:
        return _range(figure, "range-cell", len(figure.contributions))
    if figure.apart is not None:
        return Note("apart-cell", {"total": figure.apart})
    if figure.tally:
        return Note("tallied-cell", _yes_no(figure))
    return None


def notes_of(consolidation: Consolidation, catalogue: Catalogue, key: str) -> tuple[Note, ...]:
    """Return the notes of the annex row of one indicator."""
    figure = consolidation.figure(key, PROVINCE)
    if figure is None:
        return ()
    names = _Names(catalogue, consolidation)
    indicator = catalogue.indicators[key]
    scopes = [f for t in catalogue.unit_types if (f := consolidation.figure(key, t.key))]
    return (
        *_measure_notes(figure, indicator, names),
        *_otherwise_notes(figure),
        *_scope_notes(figure, names),
        *_agreement_notes(figure, scopes, names),
        *_left_out_notes(figure, scopes, names),
    )


def _measure_notes(figure: Figure, indicator: Indicator, names: _Names) -> Iterator[Note]:
    """What the figure itself consists of, family by family."""
    if figure.share is not None:
        code = "ratio" if figure.family is Family.RATIO else "share"
        facts = _known(
            numerator=figure.numerator, denominator=figure.denominator, share=figure.share
        )
        bases = filter(None, (indicator.numerator, indicator.denominator))
        yield Note(code, facts, names.indicators(bases))
    if figure.family is Family.WEIGHTED and figure.denominator is not None:
        weight = names.indicators([indicator.weight or ""])
        yield Note("weighted", {"weight": figure.denominator}, weight)
    if figure.family is Family.COUNT_YES and figure.value is not None:
        silent = figure.blank + figure.unreadable + figure.missing
        yield Note("yes-no", {**_yes_no(figure, indicator), "silent": silent})
    if figure.family is Family.DISTRIBUTION and figure.tally:
        yield Note("codes", items=_coded(figure, indicator))
        if figure.deviating:
            bad = _label(indicator, indicator.bad)
            units = tuple((names.units[unit], None) for unit, _ in figure.deviating)
            yield Note("bad-code", {"label": bad}, units)
    if figure.family is Family.NONE and figure.minimum is not None:
        yield Note("not-added")
        yield _range(figure, "range", len(figure.contributions))
    if figure.family is Family.RATIO and figure.minimum is not None:
        alone = sum(reason is Reason.RATE_WITHOUT_BASE for _, reason in figure.left_out)
        yield _range(figure, "range", alone)
    if figure.family is Family.COMPUTED and figure.value is not None:
        yield Note("computed", items=names.indicators(figure.parts))


def _otherwise_notes(figure: Figure) -> Iterator[Note]:
    """What forms that ask otherwise gave, apart from the figure."""
    if figure.apart is not None:
        units = sum(c.how is How.APART for c in figure.contributions)
        yield Note("apart", {"total": figure.apart, "units": units})
    shares = sum(c.how is How.SHARE_APART for c in figure.contributions)
    if shares:
        yield _range(figure, "share-apart", shares)
    if figure.tally and figure.family not in {Family.COUNT_YES, Family.DISTRIBUTION}:
        yield Note("tallied", {**_yes_no(figure), "units": sum(figure.tally.values())})
    shares = sum(c.how is How.FROM_SHARE for c in figure.contributions)
    if shares and figure.family is Family.SUM:
        yield Note("from-share", {"units": shares})
    rates = sum(c.how is How.FROM_RATE for c in figure.contributions)
    if rates:
        yield Note("from-rate", {"units": rates})


def _scope_notes(figure: Figure, names: _Names) -> Iterator[Note]:
    if figure.not_applicable:
        yield Note("not-applicable", {"units": figure.not_applicable})
    for remark in figure.remarks:
        match remark:
            case Remark.ONLY_OWNERS if not figure.levels:
                yield Note("no-owners")
            case Remark.ONLY_OWNERS:
                yield Note(remark.value, items=names.unit_types(figure.levels))
            case Remark.ABOVE_WHOLE:
                yield Note(remark.value, items=names.indicators(figure.above))
            case Remark.OWN_PART:
                pass  # noted of the unit types, in _agreement_notes
            case _:
                yield Note(remark.value)


def _agreement_notes(figure: Figure, scopes: list[Figure], names: _Names) -> Iterator[Note]:
    """Who gave another value than most, and where nobody need agree."""
    if any(Remark.OWN_PART in scope.remarks for scope in scopes):
        own = [scope.scope for scope in scopes if Remark.OWN_PART in scope.remarks]
        yield Note(Remark.OWN_PART.value, items=names.unit_types(own))
    if figure.family is Family.MUST_AGREE:
        scopes = [figure]
    elif figure.family is not Family.SUM_OR_AGREE:
        return
    for scope in scopes:
        if not scope.deviating:
            continue
        items = names.valued(scope.deviating)
        if scope.value is None:
            yield Note("tie", items=items)
        else:
            yield Note("deviating", {"value": scope.value}, items)


def _left_out_notes(figure: Figure, scopes: list[Figure], names: _Names) -> Iterator[Note]:
    """The units left out, by reason; a figure per level names those of its levels."""
    sources = scopes if figure.family is Family.SUM_OR_AGREE else [figure]
    left_out = [pair for source in sources for pair in source.left_out]
    for reason in Reason:
        units = tuple((names.units[unit], None) for unit, why in left_out if why is reason)
        if units:
            yield Note(f"left-out-{reason.value}", items=units)


def _yes_no(figure: Figure, indicator: Indicator | None = None) -> dict[str, Decimal | int | str]:
    """How many answered yes and no, and the words for it where the catalogue has others."""
    yes = indicator.yes if indicator else 1
    said_yes = figure.tally.get(yes, 0)
    counts: dict[str, Decimal | int | str] = {
        "yes": said_yes,
        "no": sum(figure.tally.values()) - said_yes,
    }
    labels = {code.value: code.label for code in indicator.codes} if indicator else {}
    others = [label for value, label in labels.items() if value != yes]
    if yes in labels and len(others) == 1:
        counts |= {"yes_label": labels[yes], "no_label": others[0]}
    return counts


def _range(figure: Figure, code: str, units: int) -> Note:
    """The units' lowest, median and highest rate; one number where all are equal."""
    if figure.minimum == figure.maximum:
        code = code.replace("range", "alike")
    facts = _known(minimum=figure.minimum, median=figure.median, maximum=figure.maximum)
    return Note(code, {**facts, "units": units})


def _known(**numbers: Decimal | None) -> dict[str, Decimal | int | str]:
    return {name: number for name, number in numbers.items() if number is not None}


def _coded(figure: Figure, indicator: Indicator) -> tuple[tuple[str, int], ...]:
    return tuple((_label(indicator, code), count) for code, count in figure.tally.items())


def _label(indicator: Indicator, value: int | None) -> str:
    labels = {code.value: code.label for code in indicator.codes}
    return labels.get(value, str(value)) if value is not None else ""
