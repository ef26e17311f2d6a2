"""The provincial sheet, in the workbook and on the page: its rows, its cells and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, How, Reason, Remark
from cchc_sheets.model import Annex, AnnexRow, Catalogue, Definitions, Family, Indicator, Kind
from cchc_sheets.words import consolidated as words


def annex_for(definitions: Definitions, consolidation: Consolidation) -> Annex:
    """Return the province's annex; without one, a draft with everything that is asked.

    A draft is in the catalogue's order and has no title. A unit type that reports but has no
    column in the annex gets one: no figure is hidden.
    """
    catalogue = definitions.catalogue
    annex = definitions.annexes.get(definitions.rosters[consolidation.province].annex)
    if annex is None:
        rows: list[AnnexRow] = []
        for section in catalogue.sections:
            items = (each for each in catalogue.concepts if each.section == section.key)
            asked = [item for item in items if consolidation.figure(item.key, PROVINCE)]
            if asked:
                rows.append(AnnexRow(section.key, section.label))
            rows += [
                AnnexRow(str(number), item.label, item.key, item.unit_of_measure)
                for number, item in enumerate(asked, start=1)
            ]
        annex = Annex("", "", "{period}", appendix="", columns=(), rows=tuple(rows))
    reporting = {unit.type for unit in consolidation.expected} - set(annex.columns)
    added = (each.key for each in catalogue.unit_types if each.key in reporting)
    return replace(annex, columns=(*annex.columns, *added))


def answered(figure: Figure | None) -> str:
    """Return how many units answered, of how many that were asked."""
    return f"{figure.answered}/{figure.expected}" if figure else ""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say: ``facts`` fill the sentence, ``items`` are listed, each with its value."""

    code: str
    facts: Mapping[str, Decimal | int | str] = field(default_factory=dict)
    items: tuple[tuple[str, Decimal | int | str | None], ...] = ()


def in_words(notes: Iterable[Note]) -> str:
    """Return notes as sentences."""
    return words.joined(words.note_text(note.code, note.facts, note.items) for note in notes)


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


def notes_of(
    consolidation: Consolidation, catalogue: Catalogue, key: str, scope: str = PROVINCE
) -> tuple[Note, ...]:
    """Return the notes of the annex row of one indicator, or of one unit type's figure."""
    figure = consolidation.figure(key, scope)
    if figure is None:
        return ()
    types = [each.key for each in catalogue.unit_types if scope in {PROVINCE, each.key}]
    scopes = [f for each in types if (f := consolidation.figure(key, each))]
    units = {unit.code: unit.short for unit in consolidation.expected}
    row = _RowNotes(catalogue, catalogue.indicators[key], figure, scopes, units)
    return (
        *row.of_family(),
        *row.asked_otherwise(),
        *row.of_scope(),
        *row.of_agreement(),
        *row.left_out(),
    )


@dataclass(frozen=True, slots=True)
class _RowNotes:
    """The notes of one row; ``scopes`` are the unit types' figures, ``units`` names by code."""

    catalogue: Catalogue
    indicator: Indicator
    figure: Figure
    scopes: list[Figure]
    units: Mapping[str, str]

    def of_family(self) -> Iterator[Note]:
        """What the figure itself consists of, family by family."""
        figure, indicator = self.figure, self.indicator
        if figure.share is not None:
            code = "ratio" if figure.family is Family.RATIO else "share"
            facts = _known(
                numerator=figure.numerator, denominator=figure.denominator, share=figure.share
            )
            bases = filter(None, (indicator.numerator, indicator.denominator))
            yield Note(code, facts, self._indicators(bases))
        if figure.family is Family.WEIGHTED and figure.denominator is not None:
            weight = self._indicators([indicator.weight or ""])
            yield Note("weighted", {"weight": figure.denominator}, weight)
        if figure.family is Family.COUNT_YES and figure.value is not None:
            silent = figure.blank + figure.unreadable + figure.missing
            yield Note("yes-no", {**_yes_no(figure, indicator), "silent": silent})
        if figure.family is Family.DISTRIBUTION and figure.tally:
            yield Note("codes", items=_coded(figure, indicator))
            if figure.deviating:
                units = tuple((self.units[unit], None) for unit, _ in figure.deviating)
                yield Note("bad-code", {"label": _label(indicator, indicator.bad)}, units)
        if figure.family is Family.NONE and figure.minimum is not None:
            yield Note("not-added")
            code = "range" if indicator.kind is Kind.RATE else "range-numbers"
            yield _range(figure, code, len(figure.contributions))
        if figure.family is Family.RATIO and figure.minimum is not None:
            alone = sum(reason is Reason.RATE_WITHOUT_BASE for _, reason in figure.left_out)
            yield _range(figure, "range", alone)
        if figure.family is Family.COMPUTED and figure.value is not None:
            yield Note("computed", items=self._indicators(figure.parts))

    def asked_otherwise(self) -> Iterator[Note]:
        """What forms that ask otherwise gave, apart from the figure."""
        figure, ways = self.figure, [each.how for each in self.figure.contributions]
        if figure.apart is not None:
            yield Note("apart", {"total": figure.apart, "units": ways.count(How.APART)})
        if How.SHARE_APART in ways:
            yield _range(figure, "share-apart", ways.count(How.SHARE_APART))
        if figure.tally and figure.family not in {Family.COUNT_YES, Family.DISTRIBUTION}:
            yield Note("tallied", {**_yes_no(figure), "units": sum(figure.tally.values())})
        if How.FROM_SHARE in ways and figure.family is Family.SUM:
            yield self._made("from-share", How.FROM_SHARE)
        if How.FROM_RATE in ways:
            yield self._made("from-rate", How.FROM_RATE)

    def _made(self, code: str, how: How) -> Note:
        """The counts that entered in place of the shares that were given, by unit."""
        made = [each for each in self.figure.contributions if each.how is how]
        items = tuple((self.units[each.unit], each.value) for each in made)
        return Note(code, {"units": len(made)}, items)

    def of_scope(self) -> Iterator[Note]:
        """Whom the figure is about, and how it may be read."""
        figure = self.figure
        if figure.not_applicable:
            yield Note("not-applicable", {"units": figure.not_applicable})
        for remark in figure.remarks:
            match remark:
                case Remark.ONLY_OWNERS if not figure.levels:
                    yield Note("no-owners")
                case Remark.ONLY_OWNERS:
                    yield Note(remark.value, items=self._unit_types(figure.levels))
                case Remark.ABOVE_WHOLE:
                    yield Note(remark.value, items=self._indicators(figure.above))
                case Remark.OWN_PART:
                    pass  # noted of the unit types, in of_agreement
                case _:
                    yield Note(remark.value)

    def of_agreement(self) -> Iterator[Note]:
        """Who gave another value than most, and where nobody need agree."""
        own = [scope.scope for scope in self.scopes if Remark.OWN_PART in scope.remarks]
        if own:
            yield Note(Remark.OWN_PART.value, items=self._unit_types(own))
        compared = {Family.MUST_AGREE: [self.figure], Family.SUM_OR_AGREE: self.scopes}
        for figure in compared.get(self.figure.family, ()):
            items = tuple((self.units[unit], value) for unit, value in figure.deviating)
            if items and figure.value is None:
                yield Note("tie", items=items)
            elif items and figure.value is not None:
                yield Note("deviating", {"value": figure.value}, items)

    def left_out(self) -> Iterator[Note]:
        """The units left out, by reason; a figure per level names those of its levels."""
        sources = self.scopes if self.figure.family is Family.SUM_OR_AGREE else [self.figure]
        pairs = [pair for source in sources for pair in source.left_out]
        for reason in Reason:
            units = tuple((self.units[unit], None) for unit, why in pairs if why is reason)
            if units:
                yield Note(f"left-out-{reason.value}", items=units)

    def _unit_types(self, keys: Iterable[str]) -> tuple[tuple[str, None], ...]:
        return tuple((self.catalogue.unit_type(key).label, None) for key in keys)

    def _indicators(self, keys: Iterable[str]) -> tuple[tuple[str, None], ...]:
        return tuple((self.catalogue.indicators[key].label, None) for key in keys)


def _yes_no(figure: Figure, indicator: Indicator | None = None) -> dict[str, Decimal | int | str]:
    """How many answered yes and no, and the words for it where the catalogue has others."""
    yes = indicator.yes if indicator else 1
    for_yes = figure.tally.get(yes, 0)
    counts: dict[str, Decimal | int | str] = {
        "yes": for_yes,
        "no": sum(figure.tally.values()) - for_yes,
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
