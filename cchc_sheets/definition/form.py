"""A form file → ``Form``: rows bound to the catalogue, legends read, placeholders checked."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc_sheets.definition.bases import with_bases
from cchc_sheets.definition.expressions import (
    Names,
    in_a_circle,
    read_computed,
    total_problems,
)
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.rules import asked_by, build_rules, check_rules
from cchc_sheets.definition.tables import table_problems, with_tables
from cchc_sheets.definition.units import computed_unit_problems, form_units
from cchc_sheets.definition.where import Where
from cchc_sheets.expression import names
from cchc_sheets.expression.dimensions import ANY
from cchc_sheets.model import (
    AskedAs,
    Catalogue,
    Code,
    Form,
    Kind,
    Line,
    Override,
    Row,
    Severity,
)
from cchc_sheets.model.form import LEAST_ANSWERED

YES_NO = (Code(1, "Có"), Code(0, "Không"))
_LEGEND = re.compile(r"\s*(.+?)\s*=\s*(\d+)(?=\s|$)")
_HUNDRED = Decimal(100)
_ASKED_KINDS = {
    AskedAs.PERCENT_OF: Kind.RATE,
    AskedAs.YES_NO: Kind.CODE,
    AskedAs.COUNT: Kind.COUNT,
    AskedAs.PERCENT: Kind.RATE,
}
_FROM_ZERO = {Kind.COUNT, Kind.RATE, Kind.SCORE}
_LABEL_FIELDS = {"unit", "short"}
_HEADING_FIELDS = {
    "appendix": _LABEL_FIELDS,
    "title": _LABEL_FIELDS | {"unit_upper", "period", "year"},
    "period_line": _LABEL_FIELDS | {"unit_upper", "period", "year"},
    "attached_to": _LABEL_FIELDS | {"unit_upper", "number", "date"},
}


def build_form(
    where: Where, value: dict[str, Any], catalogue: Catalogue
) -> tuple[Form, list[DefinitionProblem]]:
    """Build a form; return it and every problem of its rows, tables, rules and heading."""
    heading, overrides = value["heading"], value.get("overrides", ())
    asked_by_item = [_rows(item, value, catalogue) for item in value["rows"]]
    rows = tuple(row for asked in asked_by_item for row in asked)
    form = Form(
        id=value["id"],
        edition=value["edition"],
        name=value["name"],
        unit_types=tuple(value["unit_types"]),
        appendix=heading["appendix"],
        title=heading["title"],
        period_line=heading["period_line"],
        attached_to=heading["attached_to"],
        label_column=value.get("label_column", "Chỉ tiêu thống kê"),
        value_column=value["value_column"],
        rows=rows,
        rules=tuple(build_rules(value.get("rules", ()), asked_by(rows))),
        overrides=tuple(
            Override(
                item["rule"],
                None if item["severity"] == "none" else Severity(item["severity"]),
                item["reason"],
            )
            for item in overrides
        ),
        proposal=value.get("proposal", False),
        source=value.get("source", ""),
        least_answered=value.get("least_answered", LEAST_ANSWERED),
    )
    problems = [
        *_row_problems(where.at("rows"), value["rows"], asked_by_item, catalogue),
        *_computed_problems(where.at("rows"), form, asked_by_item, catalogue),
    ]
    for name, fields in _HEADING_FIELDS.items():
        problems += _placeholder_problems(where.at("heading", name), heading[name], fields)
    form = with_bases(with_tables(form, value, catalogue), catalogue)
    problems += table_problems(where, value, form, catalogue)
    problems += check_rules(where.at("rules"), form.rules, _names(form, catalogue), set())
    shared = {rule.id for rule in catalogue.rules}
    for index, item in enumerate(overrides):
        if item["rule"] not in shared:
            place = where.at("overrides", index, "rule")
            problems.append(place.problem("unknown-name", item["rule"], known=shared))
    types = {unit_type.key for unit_type in catalogue.unit_types}
    problems += where.at("unit_types").unknown(form.unit_types, types)
    return form, problems


def _rows(item: dict[str, Any], form: dict[str, Any], catalogue: Catalogue) -> tuple[Row, ...]:
    """Return the rows of one printed row: for a distribution one row a level."""
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
    name, _, base = item.get("asked_as", "").partition(" ")
    asked_as = AskedAs(name) if name else None
    required = item.get("required", form.get("required", "warning"))
    printed = item.get("unit_of_measure", "")
    kind, codes = Kind.TEXT, tuple[Code, ...]()
    if indicator is not None:
        kind = _ASKED_KINDS[asked_as] if asked_as else indicator.kind
        if kind is Kind.CODE:  # the printed legend comes first: its order is its own
            listed = YES_NO if asked_as is AskedAs.YES_NO else indicator.codes
            codes = read_legend(printed) or listed
    return Row(
        path=item["path"],
        stt=item.get("stt", ""),
        label=item["label"],
        unit_of_measure=printed,
        indicator=indicator,
        kind=kind,
        asked_as=asked_as,
        percent_of=base or None,
        codes=codes,
        required=None if required == "none" or indicator is None else Severity(required),
        not_applicable=item.get("not_applicable", form.get("not_applicable", False)),
        minimum=item.get("min", Decimal(0) if kind in _FROM_ZERO else None),
        maximum=item.get("max", _HUNDRED if kind is Kind.RATE else None),
        computed=read_computed(item),
        help=item.get("help", ""),
    )


def read_legend(printed: str) -> tuple[Code, ...]:
    """Return the codes that a unit of measure lists: ``Không = 0 Có = 1``."""
    return tuple(Code(int(number), label) for label, number in _LEGEND.findall(printed))


def _row_problems(
    where: Where,
    items: Sequence[dict[str, Any]],
    asked_by_item: Sequence[tuple[Row, ...]],
    catalogue: Catalogue,
) -> Iterator[DefinitionProblem]:
    known = catalogue.indicators
    paths: set[str] = set()
    keys: set[str] = set()
    for index, (item, asked) in enumerate(zip(items, asked_by_item, strict=True)):
        here = where.at(index)
        parent = item["path"].rpartition(".")[0]
        for path in dict.fromkeys((item["path"], *(row.path for row in asked))):
            if path in paths:
                yield here.at("path").problem("repeated", path)
            paths.add(path)
        if parent and parent not in paths:
            facts = {"parent": parent}
            yield here.at("path").problem("no-parent", item["path"], facts=facts)
        key = item.get("indicator")
        if key and key not in known:
            yield here.at("indicator").problem("unknown-name", key, known=known)
        for name in dict.fromkeys((key, *(row.key for row in asked))) if key else ():
            if name in keys:
                yield here.at("indicator").problem("repeated", name)
            keys.add(name)
        yield from _placeholder_problems(here.at("label"), item["label"], _LABEL_FIELDS)
        for row in asked:
            yield from _meaning_problems(here, row, catalogue)


def _meaning_problems(where: Where, row: Row, catalogue: Catalogue) -> Iterator[DefinitionProblem]:
    """Yield unknown bases of shares, and units of measure that contradict the kind of answer."""
    printed, kind = row.unit_of_measure, row.kind
    if row.percent_of is not None and row.percent_of not in catalogue.indicators:
        known, before = catalogue.indicators, f"{AskedAs.PERCENT_OF} "
        place = where.at("asked_as")
        yield place.problem("unknown-name", row.percent_of, known=known, after=before)
    if row.indicator is None:
        return
    other_unit = printed not in {"", "%"} and row.indicator.unit_of_measure == "%"
    if other_unit if kind is Kind.RATE else printed == "%":
        facts = {"kind": kind.value}
        yield where.at("unit_of_measure").problem("unit-contradicts", printed, facts=facts)
    if kind is Kind.CODE and len({code.value for code in row.codes}) < len(row.codes):
        yield where.at("unit_of_measure").problem("repeated", printed)


def _names(form: Form, catalogue: Catalogue) -> Names:
    return Names({row.key for row in form.answer_rows}, catalogue.indicators.keys())


def _computed_problems(
    where: Where, form: Form, asked_by_item: Sequence[tuple[Row, ...]], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    units, known = form_units(form), _names(form, catalogue)
    placed = [
        (where.at(index, "computed"), row, row.computed)
        for index, asked in enumerate(asked_by_item)
        for row in asked
        if row.computed is not None
    ]
    parts = {row.key: names(total) for _, row, total in placed}
    for here, row, total in placed:
        yield from total_problems(here, total, known)
        yield from computed_unit_problems(here, total, units, units.get(row.key, ANY))
        for part in parts[row.key]:
            operand = form.by_key.get(part)
            if operand and operand.computed is None and operand.required is not Severity.ERROR:
                # Nobody can correct a locked total, and it would be wrong where this part is blank.
                yield here.problem("computed-part-optional", part)
        if in_a_circle(row.key, parts):
            yield here.problem("computed-cycle", row.key)


def _placeholder_problems(where: Where, text: str, known: set[str]) -> Iterator[DefinitionProblem]:
    try:
        used = [field for _, *field in string.Formatter().parse(text) if field[0] is not None]
    except ValueError:
        yield where.problem("placeholder-broken", text[:60])
        return
    for name, layout, conversion in used:
        if name in known and not layout and not conversion:
            continue
        changes = (f"!{conversion}" if conversion else "") + (f":{layout}" if layout else "")
        found = "{" + f"{name}{changes}" + "}"
        before = text.partition(found)[0]
        yield where.problem("unknown-placeholder", found, known=known, after=before)
