"""A form file → ``Form``: rows bound to the catalogue, legends read, placeholders checked."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.rules import (
    Names,
    build_rules,
    check_rules,
    expression_problems,
    in_a_circle,
)
from cchc_sheets.definition.tables import table_problems, with_tables
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.definition.units import computed_unit_problems, form_units
from cchc_sheets.expression import Expression, is_total, names, parse
from cchc_sheets.expression.dimensions import ANY
from cchc_sheets.model import (
    AskedAs,
    Catalogue,
    Code,
    Form,
    Indicator,
    Kind,
    Line,
    Override,
    Row,
    Severity,
)

YES_NO = (Code(1, "Có"), Code(0, "Không"))
_LEGEND = re.compile(r"\s*(.+?)\s*=\s*(\d+)(?=\s|$)")
_HUNDRED = Decimal(100)
_FROM_ZERO = {Kind.COUNT, Kind.RATE, Kind.SCORE}
_LABEL_FIELDS = {"unit", "short"}
_HEADING_FIELDS = {
    "appendix": _LABEL_FIELDS,
    "title": _LABEL_FIELDS | {"unit_upper", "period", "year"},
    "period_line": _LABEL_FIELDS | {"unit_upper", "period", "year"},
    "attached_to": _LABEL_FIELDS | {"unit_upper", "number", "date"},
}


def build_form(
    tree: Tree, value: dict[str, Any], catalogue: Catalogue
) -> tuple[Form, list[DefinitionProblem]]:
    """Build a form; return it with every problem found in its rows, rules and heading."""
    heading = value["heading"]
    asked_by_item = [_rows(item, value, catalogue) for item in value["rows"]]
    rows = tuple(row for asked in asked_by_item for row in asked)
    asked = {row.key: (row.indicator.time_basis, row.kind) for row in rows if row.indicator}
    local = build_rules(value.get("rules", ()), asked)
    form = Form(
        id=value["id"],
        edition=value["edition"],
        name=value["name"],
        unit_types=tuple(value["unit_types"]),
        appendix=heading["appendix"],
        title=heading["title"],
        period_line=heading["period_line"],
        attached_to=heading["attached_to"],
        label_column=value.get("label_column", "Chỉ tiêu"),
        value_column=value["value_column"],
        rows=rows,
        rules=tuple(local),
        overrides=tuple(_override(item) for item in value.get("overrides", ())),
        proposal=value.get("proposal", False),
        source=value.get("source", ""),
    )
    problems = [
        *_row_problems(tree, value["rows"], asked_by_item, catalogue),
        *_computed_problems(tree, form, asked_by_item, catalogue),
        *_heading_problems(tree, heading),
    ]
    form = with_tables(form, value, catalogue)
    problems += table_problems(tree, value, form, catalogue)
    problems += _rule_problems(tree, value, form, catalogue)
    return form, problems


def _override(item: dict[str, Any]) -> Override:
    severity = None if item["severity"] == "none" else Severity(item["severity"])
    return Override(item["rule"], severity, item["reason"])


def _rows(item: dict[str, Any], form: dict[str, Any], catalogue: Catalogue) -> tuple[Row, ...]:
    """Return the rows that a printed one asks: of a distribution one a level."""
    row = _row(item, form, catalogue)
    whole = row.indicator
    if whole is None or row.kind is not Kind.DISTRIBUTION:
        return (row,)
    return tuple(
        replace(
            row,
            path=f"{row.path}.{number}",
            stt=row.stt if number == 1 else "",
            label=f"{row.label}: {level.label}",
            unit_of_measure=whole.unit_of_measure,
            indicator=catalogue.indicators[whole.key_of(level)],
            kind=Kind.COUNT,
            minimum=item.get("min", Decimal(0)),
            line=Line(number, len(whole.levels), row.label, level.label, whole.denominator),
        )
        for number, level in enumerate(whole.levels, start=1)
    )


def _row(item: dict[str, Any], form: dict[str, Any], catalogue: Catalogue) -> Row:
    indicator = catalogue.indicators.get(item.get("indicator", ""))
    asked_as, percent_of = _asked_as(item.get("asked_as"))
    kind = _kind(indicator, asked_as)
    required = item.get("required", form.get("required", "warning"))
    printed = item.get("unit_of_measure", "")
    return Row(
        path=item["path"],
        stt=item.get("stt", ""),
        label=item["label"],
        unit_of_measure=printed,
        indicator=indicator,
        kind=kind,
        asked_as=asked_as,
        percent_of=percent_of,
        codes=_codes(printed, indicator, asked_as) if kind is Kind.CODE else (),
        required=None if required == "none" or indicator is None else Severity(required),
        not_applicable=item.get("not_applicable", form.get("not_applicable", False)),
        minimum=item.get("min", Decimal(0) if kind in _FROM_ZERO else None),
        maximum=item.get("max", _HUNDRED if kind is Kind.RATE else None),
        computed=item.get("computed"),
        help=item.get("help", ""),
    )


def _asked_as(text: str | None) -> tuple[AskedAs | None, str | None]:
    if text is None:
        return None, None
    name, _, base = text.partition(" ")
    return AskedAs(name), base or None


def _kind(indicator: Indicator | None, asked_as: AskedAs | None) -> Kind:
    if indicator is None:
        return Kind.TEXT
    asked = {
        AskedAs.PERCENT_OF: Kind.RATE,
        AskedAs.YES_NO: Kind.CODE,
        AskedAs.COUNT: Kind.COUNT,
        AskedAs.PERCENT: Kind.RATE,
    }
    return asked[asked_as] if asked_as else indicator.kind


def _codes(printed: str, indicator: Indicator | None, asked_as: AskedAs | None) -> tuple[Code, ...]:
    """Read the printed legend, in its own order; fall back on the catalogue's list."""
    legend = read_legend(printed)
    if legend:
        return legend
    return YES_NO if asked_as is AskedAs.YES_NO or indicator is None else indicator.codes


def read_legend(printed: str) -> tuple[Code, ...]:
    """Return the codes that a unit of measure lists: ``Không = 0 Có = 1``."""
    return tuple(Code(int(number), label) for label, number in _LEGEND.findall(printed))


def _row_problems(
    tree: Tree,
    items: Sequence[dict[str, Any]],
    asked_by_item: Sequence[tuple[Row, ...]],
    catalogue: Catalogue,
) -> Iterator[DefinitionProblem]:
    paths: set[str] = set()
    keys: set[str] = set()
    for index, (item, asked) in enumerate(zip(items, asked_by_item, strict=True)):
        here: Path = ("rows", index)
        parent = item["path"].rpartition(".")[0]
        for path in dict.fromkeys((item["path"], *(row.path for row in asked))):
            if path in paths:
                yield problem_at(tree, (*here, "path"), "repeated", path)
            paths.add(path)
        if parent and parent not in paths:
            facts = {"parent": parent}
            yield problem_at(tree, (*here, "path"), "no-parent", item["path"], facts=facts)
        key = item.get("indicator")
        if key and key not in catalogue.indicators:
            known = catalogue.indicators
            yield problem_at(tree, (*here, "indicator"), "unknown-name", key, known=known)
        for name in [key, *(row.key for row in asked if row.key != key)] if key else []:
            if name in keys:
                yield problem_at(tree, (*here, "indicator"), "repeated", name)
            keys.add(name)
        yield from _placeholder_problems(tree, (*here, "label"), item["label"], _LABEL_FIELDS)
        for row in asked:
            yield from _meaning_problems(tree, here, row, catalogue)


def _meaning_problems(
    tree: Tree, here: Path, row: Row, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    """Yield where the printed unit of measure and the kind of answer contradict each other."""
    printed, kind = row.unit_of_measure, row.kind
    if row.percent_of is not None and row.percent_of not in catalogue.indicators:
        known, before = catalogue.indicators, f"{AskedAs.PERCENT_OF} "
        place: Path = (*here, "asked_as")
        yield problem_at(tree, place, "unknown-name", row.percent_of, known=known, after=before)
    if row.indicator is None:
        return
    if printed == "%" and kind is not Kind.RATE:
        facts = {"kind": kind.value}
        yield problem_at(tree, (*here, "unit_of_measure"), "unit-contradicts", printed, facts=facts)
    if kind is Kind.RATE and printed not in {"", "%"} and row.indicator.unit_of_measure == "%":
        facts = {"kind": kind.value}
        yield problem_at(tree, (*here, "unit_of_measure"), "unit-contradicts", printed, facts=facts)
    if kind is Kind.CODE and len({code.value for code in row.codes}) < len(row.codes):
        yield problem_at(tree, (*here, "unit_of_measure"), "repeated", printed)


def _names(form: Form, catalogue: Catalogue) -> Names:
    return Names({row.key for row in form.answer_rows}, catalogue.indicators.keys())


def _computed_problems(
    tree: Tree, form: Form, asked_by_item: Sequence[tuple[Row, ...]], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    units, known = form_units(form), _names(form, catalogue)
    placed = [(index, row) for index, asked in enumerate(asked_by_item) for row in asked]
    parts: dict[str, tuple[str, ...]] = {}
    for index, row in placed:
        if row.computed is None:
            continue
        here: Path = ("rows", index, "computed")
        problems = list(expression_problems(tree, here, row.computed, known, logical=False))
        yield from problems
        parsed = parse(row.computed, logical=False)
        if problems or not isinstance(parsed, Expression):
            continue
        if not is_total(parsed):
            yield problem_at(tree, here, "computed-not-a-total", row.computed[:60])
        own = units.get(row.key, ANY)
        yield from computed_unit_problems(tree, here, row.computed, units, own)
        parts[row.key] = names(parsed)
        for part in parts[row.key]:
            operand = form.by_key[part]
            if operand.computed is None and operand.required is not Severity.ERROR:
                # A locked total over a part that may stay blank would be a wrong total.
                yield problem_at(tree, here, "computed-part-optional", part)
    for index, row in placed:
        if row.key in parts and in_a_circle(row.key, parts):
            yield problem_at(tree, ("rows", index, "computed"), "computed-cycle", row.key)


def _heading_problems(tree: Tree, heading: dict[str, str]) -> Iterator[DefinitionProblem]:
    for name, fields in _HEADING_FIELDS.items():
        yield from _placeholder_problems(tree, ("heading", name), heading[name], fields)


def _placeholder_problems(
    tree: Tree, path: Path, text: str, known: set[str]
) -> Iterator[DefinitionProblem]:
    try:
        used = [field for _, *field in string.Formatter().parse(text) if field[0] is not None]
    except ValueError:
        yield problem_at(tree, path, "placeholder-broken", text[:60])
        return
    for name, layout, conversion in used:
        if name in known and not layout and not conversion:
            continue
        changes = (f"!{conversion}" if conversion else "") + (f":{layout}" if layout else "")
        found = "{" + f"{name}{changes}" + "}"
        before = text.partition(found)[0]
        yield problem_at(tree, path, "unknown-placeholder", found, known=known, after=before)


def _rule_problems(
    tree: Tree, value: dict[str, Any], form: Form, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    known = _names(form, catalogue)
    yield from check_rules(tree, form.rules, known, set())
    shared = {rule.id for rule in catalogue.rules}
    for index, item in enumerate(value.get("overrides", ())):
        if item["rule"] not in shared:
            place: Path = ("overrides", index, "rule")
            yield problem_at(tree, place, "unknown-name", item["rule"], known=shared)
    types = {unit_type.key for unit_type in catalogue.unit_types}
    for index, unit_type in enumerate(value["unit_types"]):
        if unit_type not in types:
            yield problem_at(tree, ("unit_types", index), "unknown-name", unit_type, known=types)
