"""Editions compared and figures over the periods → text and JSON of ``diff`` and ``series``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cchc_sheets.consolidate.figure import Figure
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.history.editions import (
    Changed,
    Difference,
    Fate,
    LineChange,
    RuleChange,
    TableChange,
)
from cchc_sheets.history.series import IndicatorSeries
from cchc_sheets.history.steps import Point, Series
from cchc_sheets.model import Form, Indicator, Roster, Rupture, SeriesBreak
from cchc_sheets.text import show
from cchc_sheets.words import severity_word
from cchc_sheets.words.editions import aspect_word, break_sentence, edition_sentence, value_words

DECIMALS = 2
_SIGNS = {Fate.ADDED: "+", Fate.DROPPED: "-", Fate.KEPT: "~"}


def difference_lines(found: Difference, lang: str) -> Iterator[str]:
    """Yield what changed, in the printed order of the new edition; what did not is counted."""
    names = {"before": found.before.id, "after": found.after.id}
    yield edition_sentence("head", lang, **names)
    rows = [row for row in found.rows if row.fate is not Fate.KEPT or row.changes]
    tables = [table for table in found.tables if table.differs]
    if not (rows or tables or found.heading or found.rules):
        yield edition_sentence("same", lang)
    if found.heading:
        yield ""
        yield edition_sentence("heading", lang)
        yield from (f"  ~ {_changed(change, lang)}" for change in found.heading)
    yield ""
    yield edition_sentence("rows", lang)
    for row in rows:
        yield f"  {_SIGNS[row.fate]} {row.line.path}  {row.line.label}"
        yield from (f"      {_changed(change, lang)}" for change in row.changes)
    fates = Counter(row.fate for row in found.rows)
    changed = sum(bool(row.changes) for row in found.rows)
    counts = {"added": fates[Fate.ADDED], "dropped": fates[Fate.DROPPED], "changed": changed}
    same = fates[Fate.KEPT] - changed
    yield "  " + edition_sentence("row-counts", lang, **counts, same=same)
    if tables:
        yield ""
        yield edition_sentence("tables", lang)
        yield from (f"  {line}" for table in tables for line in _table_lines(table, lang))
    if found.rules:
        yield ""
        yield edition_sentence("rules", lang)
        yield from (f"  {line}" for line in _rule_lines(found.rules, lang))
    yield ""
    yield edition_sentence("series", lang)
    yield from _series_lines(found, lang)


def alone_lines(before: Sequence[Form], after: Sequence[Form], lang: str) -> Iterator[str]:
    """Yield which forms of either edition no form of the other answers to."""
    for key, forms in (("only-before", before), ("only-after", after)):
        if forms:
            yield ""
            ids = ", ".join(form.id for form in forms)
            yield edition_sentence(key, lang, forms=ids)


def _changed(change: Changed, lang: str) -> str:
    before, after = (value_words(text, lang) for text in (change.before, change.after))
    aspect = aspect_word(change.aspect, lang)
    return edition_sentence("changed", lang, aspect=aspect, before=before, after=after)


def _table_lines(found: TableChange, lang: str) -> Iterator[str]:
    """What became of a table; of one that came or went, how many columns it has."""
    table, sign = found.table.line, _SIGNS[found.table.fate]
    columns = edition_sentence("columns", lang, n=len(table.columns))
    count = "" if found.columns else f" ({columns})"
    yield f"{sign} {table.sheet}: {table.title}{count}"
    yield from (f"    {_changed(change, lang)}" for change in found.table.changes)
    for column in found.columns:
        if column.fate is not Fate.KEPT or column.changes:
            name = edition_sentence("column", lang, label=column.line.label)
            yield f"    {_SIGNS[column.fate]} {name}"
        yield from (f"        {_changed(change, lang)}" for change in column.changes)
    yield from (f"    {line}" for line in _rule_lines(found.rules, lang))


def _rule_lines(changes: Iterable[RuleChange], lang: str) -> Iterator[str]:
    for change in changes:
        says = change.rule.says.in_language(lang)
        before, after = (
            severity_word(s, lang) if s else edition_sentence("nothing", lang)
            for s in (change.before, change.after)
        )
        sign = "+" if change.before is None else "-" if change.after is None else "~"
        yield f"{sign} {change.rule.id} ({before} → {after}): {says}"


def _series_lines(found: Difference, lang: str) -> Iterator[str]:
    broken = sum(bool(breaks) for breaks in found.breaks.values())
    counts = {"running": len(found.breaks) - broken, "broken": broken}
    yield "  " + edition_sentence("series-counts", lang, **counts)
    if found.other_units:
        types = {"before": ", ".join(found.before.unit_types)}
        types["after"] = ", ".join(found.after.unit_types)
        yield "  " + edition_sentence("all-anew", lang, **types)
    for key, breaks in found.breaks.items():
        # That all begin anew is told once, above.
        own = [b for b in breaks if b.why is not Rupture.OTHER_UNITS]
        if own:
            row = found.after.by_key[key]
            place = f"{row.path}  " if row.printed else ""
            yield f"  ✂ {place}{row.label} ({key})"
            yield from (f"      {break_sentence(b, lang)}" for b in own)


def difference_json(found: Difference, lang: str) -> dict[str, Any]:
    """Return a comparison as JSON; rows that stayed as they were are left out."""
    tables = [
        {
            **_line_json(
                each.table,
                table=each.table.line.id,
                sheet=each.table.line.sheet,
                title=each.table.line.title,
            ),
            "columns": [
                _line_json(column, column=column.line.row.key, label=column.line.label)
                for column in each.columns
                if column.fate is not Fate.KEPT or column.changes
            ],
            "rules": [_rule_json(change) for change in each.rules],
        }
        for each in found.tables
        if each.differs
    ]
    rows = [row for row in found.rows if row.fate is not Fate.KEPT or row.changes]
    return {
        "before": {"form": found.before.id, "edition": found.before.edition},
        "after": {"form": found.after.id, "edition": found.after.edition},
        "heading": [_changed_json(change) for change in found.heading],
        "rows": [
            _line_json(
                row,
                path=row.line.path,
                label=row.line.label,
                indicator=row.line.indicator.key if row.line.indicator else None,
            )
            for row in rows
        ],
        "tables": tables,
        "rules": [_rule_json(change) for change in found.rules],
        "series": [
            {
                "indicator": key,
                "runs_on": not breaks,
                "breaks": [break_json(found_break, lang) for found_break in breaks],
            }
            for key, breaks in found.breaks.items()
        ],
    }


def _line_json(change: LineChange[Any], **what: str | None) -> dict[str, Any]:
    changes = [_changed_json(each) for each in change.changes]
    return {"fate": change.fate.value, **what, "changes": changes}


def _rule_json(change: RuleChange) -> dict[str, Any]:
    return {"rule": change.rule.id, "before": change.before, "after": change.after}


def _changed_json(change: Changed) -> dict[str, Any]:
    return {
        "aspect": change.aspect,
        "before": change.before or None,
        "after": change.after or None,
    }


def break_json(found: SeriesBreak, lang: str) -> dict[str, Any]:
    """Return why a series breaks."""
    facts = dict(found.facts)
    return {"why": found.why.value, "facts": facts, "message": break_sentence(found, lang)}


def series_lines(
    indicator: Indicator, roster: Roster, found: Sequence[Series], lang: str
) -> Iterator[str]:
    """Yield each scope's figures in order, and between two of them why they are parted."""
    yield f"{indicator.label} ({indicator.key}), {indicator.unit_of_measure}"
    if not found:
        yield edition_sentence("no-series", lang)
    for series in found:
        yield ""
        province = edition_sentence("province", lang, name=roster.province)
        yield f"{series.unit.name} ({series.unit.code})" if series.unit else province
        for point in (point for run in series.runs for point in run):
            figure, obstacle = point.reading.figure, point.reading.obstacle
            for each in point.breaks:
                yield "    " + edition_sentence("break", lang, reason=break_sentence(each, lang))
            if figure is not None:
                counts = {"answered": figure.answered, "expected": figure.expected}
                value, beside = shown(figure), edition_sentence("units", lang, **counts)
            else:
                value, beside = edition_sentence("nothing", lang), ""
                if obstacle and not point.breaks:
                    beside = f"({break_sentence(obstacle, lang)})"
            yield f"  {point.reading.period!s:<8} {value:>14}" + (f"  {beside}" if beside else "")


def shown(figure: Figure) -> str:
    """Return the figure's value; without one, how many gave each code, or else the range."""
    if figure.value is None and figure.tally:
        return "; ".join(f"{code}: {count}" for code, count in figure.tally.items())
    ends = (figure.minimum, figure.maximum) if figure.value is None else (figure.value,)
    texts = (show(round_half_away(end, DECIMALS)) for end in ends if end is not None)
    return "…".join(texts) or "∅"


def many_series_lines(roster: Roster, found: Sequence[IndicatorSeries], lang: str) -> Iterator[str]:
    """Yield the series of one indicator; of several those of the province, or of units named."""
    for number, each in enumerate(found):
        own = [s for s in each.scopes if s.unit is None] if len(found) > 1 else each.scopes
        yield from [""] if number else []
        yield from series_lines(each.indicator, roster, own or each.scopes, lang)


def many_series_json(roster: Roster, found: Sequence[IndicatorSeries], lang: str) -> dict[str, Any]:
    """Return one indicator's series as JSON, or several as a list."""
    made = [series_json(each.indicator, roster, each.scopes, lang) for each in found]
    return made[0] if len(made) == 1 else {"province": roster.id, "indicators": made}


def series_json(
    indicator: Indicator, roster: Roster, found: Sequence[Series], lang: str
) -> dict[str, Any]:
    """Return the series as JSON; figures are plain decimal texts."""
    return {
        "indicator": indicator.key,
        "province": roster.id,
        "series": [
            {
                "unit": series.unit.code if series.unit else None,
                "runs": [[_point_json(point, lang) for point in run] for run in series.runs],
            }
            for series in found
        ],
    }


def _point_json(point: Point, lang: str) -> dict[str, Any]:
    figure, obstacle = point.reading.figure, point.reading.obstacle
    value = figure.value if figure else None
    return {
        "period": str(point.reading.period),
        "value": None if value is None else f"{value:f}",
        "tally": {str(code): count for code, count in figure.tally.items()} if figure else {},
        "answered": figure.answered if figure else 0,
        "expected": figure.expected if figure else 0,
        "obstacle": break_json(obstacle, lang) if obstacle else None,
        "breaks": [break_json(found, lang) for found in point.breaks],
    }
