"""What is explained → lines for a terminal: one source with the pages in ``docs/``."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.handbook.findings import Explained
from cchc_sheets.handbook.rules import (
    ExplainedRule,
    Where,
    explained_in_table,
    explained_rules,
    rows_of_a_kind,
)
from cchc_sheets.model import Form, Table
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words.handbook import head, severities_in_words
from cchc_sheets.words.places import ranged
from cchc_sheets.words.say import title

MOST_NAMED = 4
"""More rows than these are called by their kind where they are all rows of it."""
Fact = tuple[str, str]
"""A head and what stands behind it."""


def finding_title(explained: Explained, lang: str) -> str:
    """Return the code and what the kind of finding is called."""
    return head("code", lang, code=explained.code, title=title(explained.code, lang))


def finding_facts(explained: Explained, lang: str) -> list[Fact]:
    """Return all there is to say of a kind of finding."""
    rules = ", ".join(explained.rules) or head("no-rule", lang)
    sheet = head("sheet-yes" if explained.in_sheet else "sheet-no", lang)
    return [
        (head("arises", lang), explained.arises(lang)),
        (head("severity", lang), severities_in_words(explained.severities, lang)),
        (head("example", lang), explained.example(lang)),
        (head("mend", lang), explained.mend(lang)),
        (head("rules", lang), rules),
        (head("sheet", lang), sheet),
        (head("group", lang), kind_of(explained.code).group.value.in_language(lang)),
    ]


def rule_severity(rule: ExplainedRule, lang: str) -> str:
    """Return how much the rule weighs."""
    return severities_in_words(rule.severities, lang)


def rule_facts(
    rule: ExplainedRule, form: Form, lang: str, table: Table | None = None
) -> list[Fact]:
    """Return what there is to say of a rule in a form or its table, its conditions left out."""
    rows = (head("rows", lang), rows_in_words(rule, table.asks if table else form, lang))
    if table is not None and not table.across:
        rows = (head("columns", lang), _labels(rule, table))
    return [rows, (head("where", lang), where_in_words(rule.where, lang))]


def rows_in_words(rule: ExplainedRule, form: Form, lang: str) -> str:
    """Return the rows that a rule is about: of what kind they all are, or their places.

    The totals of a table have no place in print; they are named, after their sheet.
    """
    kind = rows_of_a_kind(rule.keys, form)
    if kind is not None and len(rule.keys) > MOST_NAMED:
        return head(kind, lang)
    rows = [form.by_key[key] for key in rule.keys]
    fed = {row.fed_by for row in rows if row.is_total}
    totals = (
        head("on-sheet", lang, sheet=table.sheet, columns=_labels(rule, table))
        for table in form.tables
        if table.id in fed
    )
    return "; ".join(filter(None, (ranged(row.path for row in rows if not row.is_total), *totals)))


def _labels(rule: ExplainedRule, table: Table) -> str:
    columns = (column for column in table.columns if column.row.key in rule.keys)
    return ", ".join(f"“{column.label}”" for column in columns)


def where_in_words(where: Where, lang: str) -> str:
    """Return where a rule is looked at."""
    return head(f"where-{where.value}", lang)


def finding_lines(explained: Explained, lang: str) -> Iterator[str]:
    """Yield a kind of finding for a terminal."""
    yield finding_title(explained, lang)
    for name, text in finding_facts(explained, lang):
        yield f"{name}: {text}"


def rule_lines(rule_id: str, definitions: Definitions, lang: str) -> Iterator[str]:
    """Yield a rule for a terminal: its sentence, then what it demands in each form or table."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for form, table, rules in _everywhere(rule_id, definitions):
        name = head("table-of", lang, form=form.id, sheet=table.sheet) if table else form.id
        for rule in rules:
            alike.setdefault(tuple(_in_form(rule, form, table, lang)), []).append(name)
    told = ""
    for (first, *lines), forms in alike.items():
        if first != told:
            yield first
        told = first
        yield f"  {head('in-form', lang, form=', '.join(forms))}"
        yield from (f"    {line}" for line in lines)


def _everywhere(
    rule_id: str, definitions: Definitions
) -> Iterator[tuple[Form, Table | None, tuple[ExplainedRule, ...]]]:
    """Yield each form, then each of its tables, with the rules of that id that hold there."""
    catalogue = definitions.catalogue
    for form in definitions.forms.values():
        yield form, None, explained_rules(form, catalogue, only=rule_id)
        for table in form.tables:
            yield form, table, explained_in_table(table, catalogue, only=rule_id)


def _in_form(rule: ExplainedRule, form: Form, table: Table | None, lang: str) -> Iterator[str]:
    says = rule.rule.says.in_language(lang)
    yield head("rule", lang, id=rule.rule.id, severity=rule_severity(rule, lang), says=says)
    for condition in rule.conditions(lang):
        yield f"{head('condition', lang)}: {condition}"
    for name, text in rule_facts(rule, form, lang, table):
        yield f"{name}: {text}"
