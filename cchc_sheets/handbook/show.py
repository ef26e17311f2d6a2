"""What is explained → lines for a terminal: one source with the pages in ``docs/``."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.handbook.findings import Explained
from cchc_sheets.handbook.rules import (
    ExplainedRule,
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
"""More rows than these are named together where they are all rows of one kind."""
Fact = tuple[str, str]
"""A head and the text behind it."""


def finding_title(explained: Explained, lang: str) -> str:
    """Return the code and what the kind of finding is called."""
    return head("code", lang, code=explained.code, title=title(explained.code, lang))


def finding_facts(explained: Explained, lang: str) -> list[Fact]:
    """Return all that is known of a kind of finding."""
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
    """Return the rows or columns of a rule in a form or its table, and where it is checked."""
    rows = (head("rows", lang), rows_in_words(rule, table.asks if table else form, lang))
    if table is not None and not table.across:
        rows = (head("columns", lang), _labels(rule, table))
    return [rows, (head("where", lang), head(f"where-{rule.where.value}", lang))]


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


def finding_lines(explained: Explained, lang: str) -> Iterator[str]:
    """Yield a kind of finding for a terminal."""
    yield finding_title(explained, lang)
    for name, text in finding_facts(explained, lang):
        yield f"{name}: {text}"


def rule_lines(rule_id: str, definitions: Definitions, lang: str) -> Iterator[str]:
    """Yield a rule for a terminal: its sentence, then what it demands in each form or table."""
    catalogue = definitions.catalogue
    alike: dict[tuple[str, ...], list[str]] = {}
    for form in definitions.forms.values():
        found: list[tuple[Table | None, ExplainedRule]] = [
            (None, rule) for rule in explained_rules(form, catalogue, only=rule_id)
        ]
        for table in form.tables:
            found += [(table, rule) for rule in explained_in_table(table, catalogue, only=rule_id)]
        for of, rule in found:
            named = {"id": rule_id, "severity": rule_severity(rule, lang)}
            conditions = ((head("condition", lang), text) for text in rule.conditions(lang))
            facts = (*conditions, *rule_facts(rule, form, lang, of))
            lines = (
                head("rule", lang, **named, says=rule.rule.says.in_language(lang)),
                *(f"{name}: {text}" for name, text in facts),
            )
            place = head("table-of", lang, form=form.id, sheet=of.sheet) if of else form.id
            alike.setdefault(lines, []).append(place)
    shown = ""
    for lines, places in alike.items():
        if lines[0] != shown:
            yield lines[0]
        shown = lines[0]
        yield f"  {head('in-form', lang, form=', '.join(places))}"
        yield from (f"    {line}" for line in lines[1:])
