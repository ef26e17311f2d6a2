"""A form's rules, each with the rows it is about and its condition in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.lower import lower, lower_table, rules_in_force, rules_of_table
from cchc_sheets.checks.tests import ASKED_BY_NAME
from cchc_sheets.expression import substitute
from cchc_sheets.expression.nodes import Binary, Compare, Name, Node, Number
from cchc_sheets.model import Catalogue, Form, Kind, Row, Rule, Severity, Speech, Table, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.period import WindowPair
from cchc_sheets.words.handbook import head
from cchc_sheets.words.plain import IT, NamedRow, Plain, sentence

ELSEWHERE = "…"
"""Written for a unit's name where a text is not about one unit."""


class CheckedWhere(StrEnum):
    """Where a rule is checked."""

    SHEET_AND_OFFICE = "sheet"
    OFFICE = "office"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """A rule as it holds in one form.

    ``severities`` has more than one where it weighs more in some rows. ``keys`` are the rows it is
    about, in the form's order; ``section`` is the path of the part of the form that holds them all,
    ``None`` where several do.
    """

    rule: Rule
    severities: tuple[Severity, ...]
    keys: tuple[str, ...]
    section: str | None
    conditions_vi: tuple[str, ...]
    conditions_en: tuple[str, ...]
    where: CheckedWhere

    def conditions(self, lang: str) -> tuple[str, ...]:
        """Return the exact conditions in ``lang``, a sentence each."""
        return self.conditions_en if lang == "en" else self.conditions_vi


@dataclass(frozen=True, slots=True)
class RuleSection:
    """The rules of one part of the form, errors first; ``row`` is ``None`` for those of several."""

    row: Row | None
    rules: tuple[ExplainedRule, ...]


def explained_rules(
    form: Form, catalogue: Catalogue, *, only: str | None = None
) -> tuple[ExplainedRule, ...]:
    """Return the rules in force in the form, or ``only`` those of an id, for any unit."""
    rules = (rule for rule in rules_in_force(form, catalogue) if only in {None, rule.id})
    return explain_form(form, rules, lower(form, catalogue))


def explained_in_table(
    table: Table, catalogue: Catalogue, *, only: str | None = None
) -> tuple[ExplainedRule, ...]:
    """Return the same for the records of a table."""
    rules = (rule for rule in rules_of_table(table, catalogue) if only in {None, rule.id})
    return explain_table(table, rules, lower_table(table, catalogue))


def explain_form(
    form: Form, rules: Iterable[Rule], checks: Iterable[Check], unit: Unit | None = None
) -> tuple[ExplainedRule, ...]:
    """Explain those of the rules that have checks in the form; ``unit`` is named in its labels."""
    # A table's totals have no place in print: they are named by their columns.
    columns = {row.key: row for table in form.tables for row in _columns(table)}
    rows = (columns[row.key] if row.is_total else row for row in form.rows)
    return _all_explained(form, rules, checks, rows, unit)


def explain_table(
    table: Table, rules: Iterable[Rule], checks: Iterable[Check], unit: Unit | None = None
) -> tuple[ExplainedRule, ...]:
    """Do the same for the records of a table, with its columns by their names."""
    rows = (table.asks.rows[0], *_columns(table))
    return _all_explained(table.asks, rules, checks, rows, unit)


def _columns(table: Table) -> Iterator[Row]:
    return (replace(column.row, label=column.label, path="") for column in table.columns)


def _all_explained(
    form: Form,
    rules: Iterable[Rule],
    checks: Iterable[Check],
    rows: Iterable[Row],
    unit: Unit | None,
) -> tuple[ExplainedRule, ...]:
    names = {}
    for row in rows:
        label = row.label_for(unit) if unit else row.label.format(unit=ELSEWHERE, short=ELSEWHERE)
        names[row.key] = NamedRow(label, row.path, row.codes, is_rate=row.kind is Kind.RATE)
    # A form's own rule may have the id of a shared one; the sentence tells which a check is of.
    by_rule: dict[tuple[str, Speech], list[Check]] = {}
    for check in checks:
        if check.rule is not None and check.says is not None:
            by_rule.setdefault((check.rule, check.says), []).append(check)
    held = [(rule, by_rule.get((rule.id, rule.says))) for rule in rules]
    return tuple(_explained(rule, own, form, names) for rule, own in held if own)


def _explained(
    rule: Rule, checks: Sequence[Check], form: Form, names: Mapping[str, NamedRow]
) -> ExplainedRule:
    keys = {key for check in checks for key in _keys(check)}
    ordered = tuple(row.key for row in form.rows if row.key in keys)
    sections = {form.by_key[key].path.partition(".")[0] for key in ordered}
    main = [check for check in checks if check.kind.code == rule.code] or checks
    severities = {check.severity for check in main}
    in_office_only = {check.validator_only for check in checks}
    where = CheckedWhere.OFFICE if True in in_office_only else CheckedWhere.SHEET_AND_OFFICE
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
        where=where if len(in_office_only) == 1 else CheckedWhere.PARTLY,
    )


def _keys(check: Check) -> tuple[str, ...]:
    relation = check.condition
    return (check.key, *relation.keys) if isinstance(relation, Relation) else (check.key,)


# ------------------------------------------------------------------------------------ conditions


def _conditions(rule: Rule, checks: Sequence[Check], form: Form, plain: Plain) -> Iterator[str]:
    windows = {check.compares for check in checks} - {WindowPair.ANY}
    yield from (head(f"compares-{pair.value}", plain.lang) for pair in sorted(windows))
    tests = {check.condition: None for check in checks if isinstance(check.condition, CellTest)}
    for test in tests:
        yield test.asks.in_language(plain.lang)
    rates = _rates(rule, checks, form) if rule.test is not None else []
    if rates:
        for rate in rates:
            yield plain.demand(rate)
        yield ASKED_BY_NAME[rule.test or ""].asks.in_language(plain.lang)
        return
    # Checks that say the same of one row each are put together; what the rule itself demands comes
    # before what its lowering adds.
    groups: dict[object, list[tuple[Check, Relation]]] = {}
    for number, check in enumerate(sorted(checks, key=lambda check: check.kind.code != rule.code)):
        if isinstance(check.condition, Relation):
            of_one_row = len(set(_keys(check))) == 1
            shape = _roots(check.condition, check.key) if of_one_row else number
            groups.setdefault(shape, []).append((check, check.condition))
    by_rows: dict[frozenset[str], list[str]] = {}
    for alike in groups.values():
        check, relation = alike[0]
        if len(alike) == 1:
            note_at = check.key if check.note_answers else None
            text = plain.relation(*_roots(relation), note_at)
        else:
            note_at, keys = (IT if check.note_answers else None), [each.key for each, _ in alike]
            text = plain.for_each(keys, *_roots(relation, check.key), note_at=note_at)
        rows = frozenset(key for each, _ in alike for key in _keys(each))
        by_rows.setdefault(rows, []).append(text)
    yield from map("; ".join, by_rows.values())


def _rates(rule: Rule, checks: Iterable[Check], form: Form) -> list[Node]:
    """What recomputed rates must be, in a simpler form than their relations have."""
    found: list[Node] = []
    for check in checks:
        indicator = form.by_key[check.key].indicator
        is_rate = isinstance(check.condition, Relation) and check.kind.code == rule.code
        if is_rate and indicator and indicator.numerator and indicator.denominator:
            top, bottom = Name(indicator.numerator), Name(indicator.denominator)
            share = Binary("/", Binary("*", Number(Decimal(100)), top), bottom)
            found.append(Compare("==", Name(check.key), share))
    return found


def _roots(relation: Relation, it: str | None = None) -> tuple[Node, Node | None]:
    """What is required, and when; in both, the key ``it`` is called *it*."""
    keys = {it: IT} if it else {}
    when = substitute(relation.when.expression, keys).root if relation.when else None
    return substitute(relation.require.expression, keys).root, when


# ------------------------------------------------------------------------------------- overviews


def rows_of_a_kind(keys: Iterable[str], form: Form) -> str | None:
    """Return the words' key if these are all rows of one kind in the form, else ``None``."""
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
    """Return the rules by the form's parts, those about several parts first."""
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
    """Return a rule's id as ids are sorted: R9 before R10."""
    return [part.zfill(6) for part in re.findall(r"\d+|\D+", rule_id)]


@dataclass(frozen=True, slots=True)
class RuleLists:
    """Ids of rules that a definition's author should know of, in the order of the files.

    No sheet shows what the rules ``validator_only`` find, or not all of it where they are
    ``in_part``. No form has all the indicators of the rules ``in_no_form``.
    """

    validator_only: tuple[str, ...]
    in_part: frozenset[str]
    in_no_form: tuple[str, ...]


def rule_lists(definitions: Definitions) -> RuleLists:
    """Sort the rules of all forms by where their checks are made."""
    catalogue, forms = definitions.catalogue, tuple(definitions.forms.values())
    rules = (*catalogue.rules, *(rule for form in forms for rule in form.rules))
    hidden: dict[str, set[bool]] = {rule.id: set() for rule in rules}
    for form in forms:
        for check in lower(form, catalogue):
            if check.rule is not None:
                hidden[check.rule].add(check.validator_only)
    return RuleLists(
        tuple(rule for rule, found in hidden.items() if True in found),
        frozenset(rule for rule, found in hidden.items() if {True, False} <= found),
        tuple(rule for rule, found in hidden.items() if not found),
    )
