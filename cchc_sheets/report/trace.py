"""Where a figure came from → the text, JSON and CSV of ``trace``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import Figure, How
from cchc_sheets.consolidate.pieces import FigurePiece, Outside
from cchc_sheets.model import Answer, Catalogue, Family, Indicator, State
from cchc_sheets.record.values import flat_csv
from cchc_sheets.record.versions import Version
from cchc_sheets.report.annex import in_words, notes_of
from cchc_sheets.text import plain_digits, shorten
from cchc_sheets.words.trace import FAMILIES, HOW, OUTSIDE, amount, traced

SHORT_HASH = 8
_SHOWN = 60
"""Characters of an answer in a line; JSON has it whole."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Where the province's figure of an indicator came from.

    ``pieces`` are those of all units or of some: first those that make the figure, the greatest
    share first, then the others.
    ``version`` is the kept version that it is in, ``None`` where it is in none; ``differs``: that
    version has other figures than come out now. ``in_full``: each unit's row is told in full.
    """

    merged: Merged
    indicator: Indicator
    figure: Figure
    pieces: tuple[FigurePiece, ...]
    version: Version | None = None
    differs: bool = False
    in_full: bool = False


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One piece as a line of the table; ``outside`` and ``how`` are codes, empty where none is.

    ``read`` is the answer as it was read, ``entered`` what of it is in the figure, ``share`` in per
    cent.
    """

    unit: str
    name: str
    type: str
    indicator: str
    outside: Outside | None
    how: How | None
    entered: Decimal | None
    base: Decimal | None
    share: Decimal | None
    raw: str
    read: Decimal | None
    state: State | None
    note: str
    file: str
    sha256: str
    sheet: str
    cell: str
    base_cell: str


def _row(piece: FigurePiece) -> PieceRow:
    entry, unit, inside = piece.entry, piece.entry.reporter.unit, piece.outside is None
    answer, sent = entry.answer, entry.reporter.submission
    return PieceRow(
        unit=unit.code,
        name=unit.name,
        type=unit.type,
        indicator=piece.indicator.key,
        outside=piece.outside,
        how=entry.how if inside else None,
        entered=entry.value if inside else None,
        base=entry.base if inside else None,
        share=piece.share,
        raw=answer.raw if answer else "",
        read=answer.value if answer else None,
        state=answer.state if answer else None,
        note=answer.note if answer else "",
        file=sent.source.path if sent else "",
        sha256=sent.source.sha256 if sent else "",
        sheet=(answer.sheet or "") if answer else "",
        cell=(answer.cell or "") if answer else "",
        base_cell=(piece.base.cell or "") if piece.base else "",
    )


def _records(piece: FigurePiece) -> Iterator[tuple[str, Answer]]:
    """The records of a table whose total the answer is, each by its name."""
    sent, entry = piece.entry.reporter.submission, piece.entry
    row = entry.reporter.rows.get(piece.indicator.key)
    if sent is None or row is None or row.fed_by is None or entry.answer is None:
        return
    if sent.total(row.fed_by, row.key) != entry.answer.value:
        return  # a figure was typed in place of the total
    for record in sent.records.get(row.fed_by, ()):
        answer = record.answers.get(row.key)
        if answer is not None and answer.value is not None:
            yield record.name.raw, answer


def trace_csv(found: Traced) -> str:
    """Return a line a piece."""
    columns = tuple(PieceRow.__annotations__)
    return flat_csv(columns, map(_row, found.pieces)).decode("utf-8-sig")


def trace_json(found: Traced, catalogue: Catalogue) -> dict[str, Any]:
    """Return the figure and its pieces; numbers are plain decimal texts, what is not there null."""
    figure, merged, made = found.figure, found.merged, found.merged.consolidation
    types = (made.figure(found.indicator.key, t.key) for t in catalogue.unit_types)
    parts = (made.figure(key) for key in figure.parts)
    return {
        "indicator": found.indicator.key,
        "label": found.indicator.label,
        "family": figure.family,
        "unit_of_measure": found.indicator.unit_of_measure,
        "province": merged.roster.id,
        "period": str(merged.period),
        "version": found.version.number if found.version else None,
        "closing": found.version.closed if found.version else None,
        "differs": found.differs,
        **_figure_json(figure),
        "notes": in_words(notes_of(made, catalogue, figure.indicator)) or None,
        "by_type": [{"type": each.scope, **_figure_json(each)} for each in types if each],
        "parts": [{"indicator": each.indicator, **_figure_json(each)} for each in parts if each],
        "pieces": [_piece_json(piece, found.merged) for piece in found.pieces],
    }


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {
        "value": plain_digits(figure.value),
        "numerator": plain_digits(figure.numerator),
        "denominator": plain_digits(figure.denominator),
        "answered": figure.answered,
        "expected": figure.expected,
    }


def _piece_json(piece: FigurePiece, merged: Merged) -> dict[str, Any]:
    row = _row(piece)
    told = {name: getattr(row, name) for name in PieceRow.__annotations__}
    file = merged.accepted.get(row.unit)
    return {
        **{
            name: plain_digits(value) if isinstance(value, Decimal) else value or None
            for name, value in told.items()
        },
        "received_at": (file.arrival.at or None) if file and file.arrival else None,
        "records": [
            {"name": name, "value": plain_digits(a.value), "raw": a.raw, "cell": a.cell}
            for name, a in _records(piece)
        ],
    }


def trace_lines(found: Traced, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """Yield the figure and how it is made, then who makes it, then who does not and why."""
    yield from _head_lines(found, catalogue, lang)
    if found.in_full:
        for piece in found.pieces:
            yield ""
            yield from _full_lines(piece, found.merged, lang)
        return
    inside = [piece for piece in found.pieces if piece.outside is None]
    if inside:
        yield traced("inside", lang, n=len({piece.entry.unit for piece in inside}))
        yield from (f"  {_line(piece, found, lang)}" for piece in inside)
    outside = [piece for piece in found.pieces if piece.outside is not None]
    if outside:
        yield traced("outside", lang, n=len({piece.entry.unit for piece in outside}))
    for why in Outside:
        own = [piece for piece in outside if piece.outside is why]
        if own:
            yield f"  {OUTSIDE[why].in_language(lang)} ({len(own)}):"
            yield from (f"    {_line(piece, found, lang)}" for piece in own)


def _head_lines(found: Traced, catalogue: Catalogue, lang: str) -> Iterator[str]:
    figure, indicator, merged = found.figure, found.indicator, found.merged
    made = merged.consolidation
    yield traced("head", lang, label=indicator.label, key=indicator.key)
    yield traced(
        "made",
        lang,
        name=merged.roster.province,
        period=merged.period.label,
        value=_shown(figure, lang),
        answered=figure.answered,
        expected=figure.expected,
    )
    yield traced("way", lang, way=FAMILIES[figure.family].in_language(lang))
    parts = [(catalogue.indicators[key].label, made.figure(key)) for key in figure.parts]
    types = [(each.label, made.figure(indicator.key, each.key)) for each in catalogue.unit_types]
    for code, given in (("parts", parts), ("types", types)):
        listed = [f"{name}: {_shown(each, lang)}" for name, each in given if each]
        if listed:
            yield traced(code, lang, **{code: "; ".join(listed)})
    note = in_words(notes_of(made, catalogue, indicator.key))
    if note:
        yield traced("note", lang, note=note)
    if found.version is None:
        yield traced("from-files", lang)
    else:
        code = "closed" if found.version.closed else "open"
        yield traced(code, lang, n=found.version.number, closing=found.version.closed)
    if found.differs:
        yield traced("differs", lang)


def _shown(figure: Figure, lang: str) -> str:
    """The figure; of a rate its two numbers too."""
    if figure.value is None:
        return traced("no-value", lang)
    value = amount(figure.value, lang)
    top, bottom = figure.numerator, figure.denominator
    if figure.family is not Family.RATIO or top is None or bottom is None:
        return value
    return f"{amount(top, lang)}/{amount(bottom, lang)} = {value}%"


def _entered(piece: FigurePiece, lang: str) -> str:
    """What of an answer entered; of a rate its two numbers, of a mean the rate and its weight."""
    value, base = piece.entry.value, piece.entry.base
    if value is None:
        return ""
    sign = {Family.RATIO: "/", Family.WEIGHTED: " × "}.get(piece.indicator.family)
    return amount(value, lang) + (
        f"{sign}{amount(base, lang)}" if sign and base is not None else ""
    )


def _line(piece: FigurePiece, found: Traced, lang: str) -> str:
    """One unit in a line: what entered, its share, what was typed, where."""
    row, entry = _row(piece), piece.entry
    part = piece.indicator.label if piece.indicator.key != found.indicator.key else ""
    share = f"{amount(piece.share, lang)}%" if piece.share is not None else ""
    how = HOW[entry.how].in_language(lang) if row.how in HOW else ""
    records = list(_records(piece))
    summed = (
        traced("records-short", lang, n=len(records), sheet=records[0][1].sheet) if records else ""
    )
    cells = ", ".join(filter(None, (row.cell, row.base_cell)))
    where = f"{row.sheet}!{cells}" if cells else ""
    file = f"{row.file} ({row.sha256[:SHORT_HASH]})" if row.file else ""
    typed = f"“{shorten(row.raw, _SHOWN)}”" if row.raw else ""
    value = _entered(piece, lang) if piece.outside is None else ""
    told = (shorten(part, _SHOWN), value, share, typed, how, summed, file, where)
    return " · ".join((row.name, *filter(None, told)))


def _full_lines(piece: FigurePiece, merged: Merged, lang: str) -> Iterator[str]:
    """One unit's row in full: its file, its cells, what was typed, read and entered."""
    row, reporter = _row(piece), piece.entry.reporter
    yield f"{row.name} ({row.unit})"
    asked = reporter.rows.get(piece.indicator.key)
    lines: list[tuple[str, dict[str, object]]] = []
    if asked is not None:
        label = asked.label_for(reporter.unit)
        lines.append(("row", {"path": asked.path, "label": label}))
    if row.file:
        lines += [("file", {"path": row.file}), ("sha256", {"sha256": row.sha256})]
        file = merged.accepted.get(row.unit)
        if file and file.arrival and file.arrival.at:
            lines.append(("arrived", {"at": file.arrival.at}))
    cells = [f"{row.sheet}!{cell}" for cell in (row.cell, row.base_cell) if cell]
    lines += [("cells", {"cells": ", ".join(cells)})] if cells else []
    lines += [("typed", {"raw": row.raw})] if row.raw else []
    lines += [("read", {"value": amount(row.read, lang)})] if row.read is not None else []
    lines += [("typed-note", {"note": row.note})] if row.note else []
    if piece.outside is not None:
        lines.append(("not-in", {"why": OUTSIDE[piece.outside].in_language(lang)}))
    elif row.entered is not None:
        how = f" ({HOW[row.how].in_language(lang)})" if row.how in HOW else ""
        lines.append(("entered", {"value": _entered(piece, lang) + how}))
    if row.share is not None:
        lines.append(("share", {"share": amount(row.share, lang)}))
    yield from (f"  {traced(code, lang, **facts)}" for code, facts in lines)
    records = list(_records(piece))
    if records:
        yield "  " + traced("records", lang, n=len(records), sheet=records[0][1].sheet)
    for name, answer in records:
        value = amount(answer.value, lang) if answer.value is not None else ""
        yield "    " + traced("record", lang, name=name, value=value, cell=answer.cell)
