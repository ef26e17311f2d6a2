"""Two forms → what the second changes, and whether the series of its indicators run on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Generic, TypeVar

from cchc_sheets.checks.lower import rules_in_force
from cchc_sheets.model import (
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
T = TypeVar("T")
Identity = Callable[[T], str | None]
"""What a line is known by; ``None`` where it has nothing of the kind."""
Aspects = Callable[[T], Mapping[str, str]]


class Fate(StrEnum):
    """What became of a line."""

    ADDED = "added"
    DROPPED = "dropped"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Changed:
    """One aspect of something that both editions have, in the one and in the other."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange(Generic[T]):
    """A line with what became of it; ``before`` or ``after`` is ``None`` where it is not there."""

    before: T | None
    after: T | None
    changes: tuple[Changed, ...] = ()

    @property
    def fate(self) -> Fate:
        """Whether the line came, went or stayed."""
        if self.before is None:
            return Fate.ADDED
        return Fate.DROPPED if self.after is None else Fate.KEPT

    @property
    def line(self) -> T:
        """The line as it is now, or as it was last."""
        found = self.before if self.after is None else self.after
        if found is None:
            raise ValueError(self)
        return found


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
    known_by: tuple[Identity[Row], ...] = (
        lambda row: row.key if row.indicator else None,
        # The words of a heading say better than its place which one it is.
        lambda row: None if row.indicator else _folded(row.label),
        lambda row: None if row.indicator else row.path,
    )
    return Difference(
        before,
        after,
        differing(_heading(before), _heading(after)),
        compare_lines(before.printed_rows, after.printed_rows, known_by, _aspects),
        tuple(_tables(before, after)),
        tuple(_rules(rules_in_force(before, catalogue), rules_in_force(after, catalogue))),
        {
            row.key: tuple(_breaks(row, before, after))
            for row in after.answer_rows
            if row.key in before.by_key and row.kind is not Kind.TEXT  # words are no series
        },
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


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
        "computed": row.computed.text if row.computed else "",
    }


def _tables(before: Form, after: Form) -> Iterator[TableChange]:
    def about(table: Table) -> dict[str, str]:
        return {
            "sheet": table.sheet,
            "title": table.title,
            "name_label": table.name_label,
            "names": ", ".join(table.names),
            "free": "yes" if table.free else "",
            "prefilled": "yes" if table.prefilled else "",
            "room": str(table.room),
        }

    known_by: tuple[Identity[Table], ...] = (lambda t: t.id, lambda t: _folded(t.title))
    columns_by: tuple[Identity[Column], ...] = (lambda c: c.row.key, lambda c: _folded(c.label))
    for change in compare_lines(before.tables, after.tables, known_by, about):
        old, new = change.before, change.after
        if old is None or new is None:
            yield TableChange(change)
            continue
        # A detail's columns are rows of the form as well: what changed is reported there.
        aspects: Aspects[Column] = (lambda _: {}) if new.across else _column_aspects
        columns = compare_lines(old.columns, new.columns, columns_by, aspects)
        yield TableChange(change, columns, tuple(_rules(old.asks.rules, new.asks.rules)))


def _column_aspects(column: Column) -> dict[str, str]:
    asked = _aspects(column.row)
    same = ("unit_of_measure", "codes", "required", "limits", "computed")
    return {
        "key": column.row.key,
        "column": column.label,
        "kind": column.row.kind.value,
        "share_of": column.share_of or "",
        "same_as": column.same_as or "",
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
    first, last = _YEAR.search(before.edition), _YEAR.search(after.edition)
    for found in row.indicator.breaks if row.indicator else ():
        year = found.since[:4]
        # A break may lie between two editions also where they name no year.
        if (first is None or first[0] <= year) and (last is None or year <= last[0]):
            yield SeriesBreak(Rupture.MEANING, {"since": found.since}, found.reason)


# ------------------------------------------- lines: rows of a form, its tables, columns of a table


def compare_lines(
    before: Sequence[T], after: Sequence[T], known_by: Sequence[Identity[T]], aspects: Aspects[T]
) -> tuple[LineChange[T], ...]:
    """Return every line of both lists in the new order, a dropped one after its old neighbour.

    ``known_by`` are tried one after the other; what is not unique in its list is no identity.
    """
    old_of: dict[int, int] = {}
    for identity in known_by:
        old = _unique(before, identity, set(old_of.values()))
        new = _unique(after, identity, set(old_of))
        old_of |= {index: old[name] for name, index in new.items() if name in old}
    kept = set(old_of.values())

    def dropped(first: int) -> Iterator[LineChange[T]]:
        for index in takewhile(lambda i: i not in kept, range(first, len(before))):
            yield LineChange(before[index], None)

    found = [*dropped(0)]
    for index, line in enumerate(after):
        if index not in old_of:
            found.append(LineChange(None, line))
            continue
        was = before[old_of[index]]
        found.append(LineChange(was, line, differing(aspects(was), aspects(line))))
        found.extend(dropped(old_of[index] + 1))
    return tuple(found)


def _unique(lines: Sequence[T], identity: Identity[T], taken: set[int]) -> dict[str, int]:
    names = {i: identity(line) for i, line in enumerate(lines) if i not in taken}
    counts = Counter(names.values())
    return {name: i for i, name in names.items() if name is not None and counts[name] == 1}


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Changed, ...]:
    """Return the aspects in which two things differ."""
    return tuple(
        Changed(name, before[name], after[name]) for name in after if before[name] != after[name]
    )
