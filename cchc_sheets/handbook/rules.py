"""A form's rules, each with the rows it is about and its condition in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.lower import lower, rules_in_force
from cchc_sheets.checks.lower_tables import lower_table, rules_of_table
from cchc_sheets.checks.tests import ASKED_BY_NAME
from cchc_sheets.expression import substitute
from cchc_sheets.expression.nodes import Binary, Compare, Name, Node, Number
from cchc_sheets.model import Catalogue, Form, Kind, Row, Rule, Severity, Speech, Table, Unit
from cchc_sheets.model.period import WindowPair
from cchc_sheets.words.handbook import head
from cchc_sheets.words.plain import IT, NamedRow, Plain, sentence

ELSEWHERE = "…"
"""What stands for a unit's name where a text is not about one unit."""


class Where(StrEnum):
    """Where a rule is looked at."""

    SHEET_AND_OFFICE = "sheet"
    OFFICE = "office"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """A rule as it holds in one form.

    ``severities`` has more than one where it weighs more in some rows. ``keys`` are the rows it is
    about, in the form's order; ``section`` is the path of the part of the form that they all
    stand in, ``None`` where they stand in several. ``conditions`` are lines.
    """

    rule: Rule
    severities: tuple[Severity, ...]
    keys: tuple[str, ...]
    section: str | None
    conditions_vi: tuple[str, ...]
    conditions_en: tuple[str, ...]
    where: Where

    def conditions(self, lang: str) -> tuple[str, ...]:
        """Return the exact conditions in ``lang``, a sentence each."""
        return self.conditions_en if lang == "en" else self.conditions_vi


@dataclass(frozen=True, slots=True)
class RuleSection:
    """The rules of one part of the form, errors first; ``row`` is ``None`` for those of several."""

    row: Row | None
    rules: tuple[ExplainedRule, ...]


def explained_rules(
    form: Form, catalogue: Catalogue, unit: Unit | None = None, *, only: str | None = None
) -> tuple[ExplainedRule, ...]:
    """Return the rules in force in the form, or ``only`` those of an id.

    ``unit`` gives its name to the labels.
    """
    names = {row.key: _named(row, unit) for row in _called(form)}
    rules = (rule for rule in rules_in_force(form, catalogue) if only in {None, rule.id})
    return _all_explained(form, rules, lower(form, catalogue), names)


def explained_in_table(
    table: Table, catalogue: Catalogue, unit: Unit | None = None, *, only: str | None = None
) -> tuple[ExplainedRule, ...]:
    """Return the same for the records of a table, with its columns by their names."""
    names = {row.key: _named(row, unit) for row in (table.asks.rows[0], *_columns(table))}
    rules = (rule for rule in rules_of_table(table, catalogue) if only in {None, rule.id})
    return _all_explained(table.asks, rules, lower_table(table, catalogue), names)


def _all_explained(
    form: Form, rules: Iterable[Rule], checks: Iterable[Check], names: Mapping[str, NamedRow]
) -> tuple[ExplainedRule, ...]:
    # A form's own rule may have the id of a shared one; the sentence tells which a check is of.
    by_rule: dict[tuple[str, Speech], list[Check]] = {}
    for check in checks:
        if check.rule is not None and check.says is not None:
            by_rule.setdefault((check.rule, check.says), []).append(check)
    held = [(rule, by_rule.get((rule.id, rule.says))) for rule in rules]
    return tuple(_explained(rule, own, form, names) for rule, own in held if own)


def explained_in_force(
    form: Form, rules: Iterable[Rule], unit: Unit | None = None
) -> tuple[ExplainedRule, ...]:
    """Return the same from ``rules_in_force``, for whoever has no catalogue."""
    return explained_rules(form, catalogue_of(form, rules), unit)


def catalogue_of(form: Form, rules: Iterable[Rule]) -> Catalogue:
    """Return a catalogue that holds nothing but those of the rules that are not the form's own."""
    return Catalogue((), (), {}, tuple(rule for rule in rules if rule not in form.rules))


def rows_of_a_kind(keys: Iterable[str], form: Form) -> str | None:
    """Return the name of what the rows are all of in the form, ``None`` when they are not."""
    wanted = set(keys)
    for kind, belongs in _KINDS_OF_ROWS.items():
        if wanted == {row.key for row in form.rows if belongs(row)}:
            return kind
    return None


_KINDS_OF_ROWS: Mapping[str, Callable[[Row], bool]] = {
    "rows-all": lambda _: True,
    "rows-headings": lambda row: row.indicator is None,
    "rows-codes": lambda row: row.is_input and row.kind is Kind.CODE,
    "rows-rates": lambda row: row.is_input and row.kind is Kind.RATE,
    "rows-counts": lambda row: row.is_input and row.kind is Kind.COUNT,
    "rows-figures": lambda row: row.is_input and row.kind is not Kind.TEXT,
    "rows-required": lambda row: row.is_input and row.required is not None,
    "rows-not-applicable": lambda row: row.is_input and row.not_applicable,
    "rows-inputs": lambda row: row.is_input,
    "rows-answers": lambda row: row.indicator is not None,
}


def in_sections(form: Form, rules: Iterable[ExplainedRule]) -> tuple[RuleSection, ...]:
    """Return the rules by the form's parts, what concerns several parts first."""
    by_section: dict[str | None, list[ExplainedRule]] = {}
    for each in rules:
        by_section.setdefault(each.section, []).append(each)
    position = {row.key: number for number, row in enumerate(form.rows)}

    def rank(each: ExplainedRule) -> tuple[int, int]:
        return each.severities[0].rank, position[each.keys[0]]

    parts: list[Row | None] = [None, *(row for row in form.rows if row.depth == 0)]
    found = ((row, by_section.get(row.path if row else None, [])) for row in parts)
    return tuple(RuleSection(row, tuple(sorted(own, key=rank))) for row, own in found if own)


def by_number(rule_id: str) -> list[str]:
    """Return what the ids of rules are sorted by: R9 before R10."""
    return [part.zfill(6) for part in re.findall(r"\d+|\D+", rule_id)]


def _called(form: Form) -> Iterator[Row]:
    """Return the form's rows; a table's totals, which have no place in print, by their columns."""
    columns = {row.key: row for table in form.tables for row in _columns(table)}
    return (columns[row.key] if row.is_total else row for row in form.rows)


def _columns(table: Table) -> Iterator[Row]:
    return (replace(column.row, label=column.label, path="") for column in table.columns)


def _named(row: Row, unit: Unit | None) -> NamedRow:
    label = row.label_for(unit) if unit else row.label.format(unit=ELSEWHERE, short=ELSEWHERE)
    return NamedRow(label, row.path, row.codes, is_rate=row.kind is Kind.RATE)


def _explained(
    rule: Rule, checks: Sequence[Check], form: Form, names: Mapping[str, NamedRow]
) -> ExplainedRule:
    keys = {key for check in checks for key in _keys(check)}
    ordered = tuple(row.key for row in form.rows if row.key in keys)
    sections = {form.by_key[key].path.partition(".")[0] for key in ordered}
    main = [check for check in checks if check.code == rule.code] or checks
    severities = {check.severity for check in main}
    vi, en = (
        tuple(sentence(line) for line in _conditions(rule, checks, form, Plain(names, lang)))
        for lang in ("vi", "en")
    )
    return ExplainedRule(
        rule=rule,
        severities=tuple(sorted(severities, key=lambda severity: severity.rank)),
        keys=ordered,
        section=sections.pop() if len(sections) == 1 else None,
        conditions_vi=vi,
        conditions_en=en,
        where=_where(checks),
    )


def _keys(check: Check) -> tuple[str, ...]:
    match check.condition:
        case Relation(_, _, keys):
            return (check.key, *keys)
        case _:
            return (check.key,)


def _where(checks: Iterable[Check]) -> Where:
    in_office_only = {check.validator_only for check in checks}
    if len(in_office_only) > 1:
        return Where.PARTLY
    return Where.OFFICE if True in in_office_only else Where.SHEET_AND_OFFICE


# ------------------------------------------------------------------------------------ conditions


def _conditions(rule: Rule, checks: Sequence[Check], form: Form, plain: Plain) -> Iterator[str]:
    windows = {check.compares for check in checks} - {WindowPair.ANY}
    yield from (head(f"compares-{pair.value}", plain.lang) for pair in sorted(windows))
    tests = {check.condition: None for check in checks if isinstance(check.condition, CellTest)}
    for test in tests:
        yield test.asks.in_language(plain.lang)
    relations = [check for check in checks if isinstance(check.condition, Relation)]
    rates = _rates(rule, relations, form)
    if rates:
        for rate in rates:
            yield plain.demand(rate)
        yield ASKED_BY_NAME[rule.test or ""].asks.in_language(plain.lang)
        return
    # What the rule itself demands comes before what its lowering adds.
    relations.sort(key=lambda check: check.code != rule.code)
    by_rows: dict[frozenset[str], list[str]] = {}
    for alike in _alike(relations):
        rows = frozenset(key for check, _ in alike for key in _keys(check))
        by_rows.setdefault(rows, []).append(_relation(alike, plain))
    yield from map("; ".join, by_rows.values())


def _rates(rule: Rule, checks: Iterable[Check], form: Form) -> list[Node]:
    """Return what a recomputed rate must be, said more simply than its relations do."""
    found: list[Node] = []
    for check in checks:
        indicator = form.by_key[check.key].indicator
        if rule.test is None or check.code != rule.code or indicator is None:
            continue
        top, bottom = indicator.numerator, indicator.denominator
        if top and bottom:
            share = Binary("/", Binary("*", Number(Decimal(100)), Name(top)), Name(bottom))
            found.append(Compare("==", Name(check.key), share))
    return found


def _alike(checks: Iterable[Check]) -> list[list[tuple[Check, Relation]]]:
    """Return the checks, those together that say the same of one row each."""
    groups: dict[object, list[tuple[Check, Relation]]] = {}
    for number, check in enumerate(checks):
        if not isinstance(check.condition, Relation):
            continue
        relation = check.condition
        shape: object = number
        if len(set(_keys(check))) == 1:
            shape = _roots(relation, check.key)
        groups.setdefault(shape, []).append((check, relation))
    return list(groups.values())


def _relation(alike: Sequence[tuple[Check, Relation]], plain: Plain) -> str:
    check, relation = alike[0]
    if len(alike) == 1:
        require, when = _roots(relation)
        return plain.relation(require, when, check.key if check.note_answers else None)
    require, when = _roots(relation, check.key)
    note_at = IT if check.note_answers else None
    return plain.for_each([each.key for each, _ in alike], require, when, note_at=note_at)


def _roots(relation: Relation, it: str | None = None) -> tuple[Node, Node | None]:
    """Return what is required and when; ``it`` for the key where one is given."""
    keys = {it: IT} if it else {}
    when = substitute(relation.when.expression, keys).root if relation.when else None
    return substitute(relation.require.expression, keys).root, when
