"""Two forms → what the second changes, and whether the series of its indicators run on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cchc_sheets.checks.lower import rules_in_force
from cchc_sheets.history.edition_lines import Changed, Fate, LineChange, compare_lines, differing
from cchc_sheets.model import (
    Break,
    Catalogue,
    Column,
    Form,
    Kind,
    Row,
    Rule,
    Rupture,
    SeriesBreak,
    Severity,
    Table,
)
from cchc_sheets.text import show

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that holds in one edition only (``None`` in the other), or with other severity."""

    rule: Rule
    before: Severity | None
    after: Severity | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table of both editions or of one, with what became of its columns and its own rules."""

    table: LineChange[Table]
    columns: tuple[LineChange[Column], ...] = ()
    rules: tuple[RuleChange, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything about it is not as it was."""
        columns = (c.fate is not Fate.KEPT or c.changes for c in self.columns)
        changed = self.table.fate is not Fate.KEPT or self.table.changes or self.rules
        return bool(changed) or any(columns)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that an edition changes against an older one.

    ``rows`` are all printed rows of both, ``tables`` all tables; ``breaks`` say by indicator key
    why its series does not run on.
    """

    before: Form
    after: Form
    heading: tuple[Changed, ...]
    rows: tuple[LineChange[Row], ...]
    tables: tuple[TableChange, ...]
    rules: tuple[RuleChange, ...]
    breaks: Mapping[str, tuple[SeriesBreak, ...]]

    @property
    def other_units(self) -> bool:
        """Whether no type of unit answers both, so that each unit's series begins anew."""
        return set(self.before.unit_types).isdisjoint(self.after.unit_types)


def compare(before: Form, after: Form, catalogue: Catalogue) -> Difference:
    """Compare two editions, or two forms of which one follows the other."""
    kept = [
        row
        for row in after.answer_rows
        if row.key in before.by_key and row.kind is not Kind.TEXT  # words are no series
    ]
    return Difference(
        before,
        after,
        differing(_heading(before), _heading(after)),
        compare_lines(before.printed_rows, after.printed_rows, (_key, _label, _path), _aspects),
        tuple(_tables(before, after)),
        tuple(_rules(rules_in_force(before, catalogue), rules_in_force(after, catalogue))),
        {row.key: tuple(_breaks(row, before, after)) for row in kept},
    )


def _key(row: Row) -> str | None:
    return row.key if row.indicator else None


def _label(row: Row) -> str | None:
    """A heading is known by what it says before it is by where it stands."""
    return None if row.indicator else " ".join(row.label.casefold().split())


def _path(row: Row) -> str | None:
    return None if row.indicator else row.path


def _heading(form: Form) -> dict[str, str]:
    return {
        "unit_types": ", ".join(form.unit_types),
        "appendix": form.appendix,
        "title": form.title,
        "period_line": form.period_line,
        "attached_to": form.attached_to,
        "label_column": form.label_column,
        "value_column": form.value_column,
    }


def _aspects(row: Row) -> dict[str, str]:
    asked_as = " ".join(filter(None, (row.asked_as, row.percent_of)))
    limits = (show(limit) if limit is not None else "" for limit in (row.minimum, row.maximum))
    return {
        "path": row.path,
        "stt": row.stt,
        "label": row.label,
        "unit_of_measure": row.unit_of_measure,
        "codes": ", ".join(sorted(f"{code.value} = {code.label}" for code in row.codes)),
        "asked_as": asked_as,
        "required": row.required.value if row.required else "",
        "not_applicable": "yes" if row.not_applicable else "",
        "limits": "…".join(limits) if row.indicator else "",
        "computed": row.computed or "",
    }


def _tables(before: Form, after: Form) -> Iterator[TableChange]:
    by_id_or_title = (lambda t: t.id, lambda t: " ".join(t.title.casefold().split()))
    for change in compare_lines(before.tables, after.tables, by_id_or_title, _table_aspects):
        if change.before is None or change.after is None:
            yield TableChange(change)
            continue
        old, new = change.before, change.after
        # The columns of a detail are rows of the form, and are told there.
        aspects = _nothing if new.across else _column_aspects
        columns = compare_lines(old.columns, new.columns, (_column_key, _column_label), aspects)
        yield TableChange(change, columns, tuple(_rules(old.asks.rules, new.asks.rules)))


def _table_aspects(table: Table) -> dict[str, str]:
    return {
        "sheet": table.sheet,
        "title": table.title,
        "name_label": table.name_label,
        "names": ", ".join(table.names),
        "free": "yes" if table.free else "",
        "prefilled": "yes" if table.prefilled else "",
        "room": str(table.room),
    }


def _column_key(column: Column) -> str:
    return column.row.key


def _column_label(column: Column) -> str:
    return " ".join(column.label.casefold().split())


def _nothing(_: Column) -> dict[str, str]:
    return {}


def _column_aspects(column: Column) -> dict[str, str]:
    row = column.row
    asked = _aspects(row)
    same = ("unit_of_measure", "codes", "required", "limits", "computed")
    return {
        "key": row.key,
        "column": column.label,
        "kind": row.kind.value,
        "share_of": column.share_of or "",
        **{name: asked[name] for name in same},
    }


def _rules(before: Iterable[Rule], after: Iterable[Rule]) -> Iterator[RuleChange]:
    old = {rule.id: rule for rule in before}
    new = {rule.id: rule for rule in after}
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        rule = now or was
        severities = (was.severity if was else None, now.severity if now else None)
        if rule is not None and severities[0] != severities[1]:
            yield RuleChange(rule, *severities)


def _breaks(row: Row, before: Form, after: Form) -> Iterator[SeriesBreak]:
    if set(before.unit_types).isdisjoint(after.unit_types):
        facts = {"before": ", ".join(before.unit_types), "after": ", ".join(after.unit_types)}
        yield SeriesBreak(Rupture.OTHER_UNITS, facts)
    if not row.asks_like(before.by_key[row.key]):
        yield SeriesBreak(Rupture.ASKED_OTHERWISE)
    for found in row.indicator.breaks if row.indicator else ():
        if _between(found, before.edition, after.edition):
            yield SeriesBreak(Rupture.MEANING, {"since": found.since}, found.reason)


def _between(found: Break, before: str, after: str) -> bool:
    """Whether the break may lie between two editions; where they name no year, it may."""
    first, last = _YEAR.search(before), _YEAR.search(after)
    year = found.since[:4]
    return (first is None or first[0] <= year) and (last is None or year <= last[0])
