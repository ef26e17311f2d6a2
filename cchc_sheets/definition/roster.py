"""Roster and annex files → ``Roster`` and ``Annex``, with the names they use checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from cchc_sheets.answers import folded
from cchc_sheets.definition.problem import DefinitionProblem, date_problems, problem_at
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.model import Annex, AnnexRow, Catalogue, Form, Issuer, Period, Roster, Unit


def build_roster(
    tree: Tree,
    value: dict[str, Any],
    catalogue: Catalogue,
    forms: Mapping[str, Form],
    annexes: AbstractSet[str],
) -> tuple[Roster, list[DefinitionProblem]]:
    """Build a province's roster with the problems of its names."""
    issuer = value["issuer"]
    roster = Roster(
        id=value["id"],
        province=value["province"],
        issuer=Issuer(
            issuer["name"],
            issuer.get("address", ""),
            issuer.get("telephone", ""),
            issuer.get("email", ""),
        ),
        units=tuple(_unit(item, _lives(value, item, catalogue)) for item in value["units"]),
        annex=value.get("annex", ""),
        due=value.get("due", {}),
        predecessors=tuple(value.get("predecessors", ())),
        since=value.get("since", ""),
        until=value.get("until", ""),
    )
    return roster, list(_roster_problems(tree, value, catalogue, forms, annexes))


def _lives(roster: dict[str, Any], item: dict[str, Any], catalogue: Catalogue) -> tuple[str, str]:
    """Return from when to when a unit reports: while it, its type and its province exist."""
    types = (t for t in catalogue.unit_types if t.key == item["type"])
    spans = [(x.get("since", ""), x.get("until", "")) for x in (roster, item)]
    spans += [(t.since, t.until) for t in types]
    return max(since for since, _ in spans), min(filter(None, (u for _, u in spans)), default="")


def _unit(item: dict[str, Any], lives: tuple[str, str]) -> Unit:
    return Unit(
        code=item["code"],
        name=item["name"],
        short=item["short"],
        type=item["type"],
        forms=tuple(item["forms"]),
        source=item["source"],
        predecessors=tuple(item.get("predecessors", ())),
        since=lives[0],
        until=lives[1],
        official_code=item.get("official_code", ""),
        parts=tuple(item.get("parts", ())),
    )


def _roster_problems(
    tree: Tree,
    value: dict[str, Any],
    catalogue: Catalogue,
    forms: Mapping[str, Form],
    annexes: AbstractSet[str],
) -> Iterator[DefinitionProblem]:
    if "annex" in value and value["annex"] not in annexes:
        yield problem_at(tree, ("annex",), "unknown-name", value["annex"], known=annexes)
    for name, day in value.get("due", {}).items():
        if Period.parse(name) is None:
            yield problem_at(tree, ("due", name), "not-a-period", name, on_key=True)
        yield from date_problems(tree, ("due", name), day)
    for name in ("since", "until"):
        yield from date_problems(tree, (name,), value.get(name, ""))
    yield from _repeated_units(tree, value)
    types = {unit_type.key for unit_type in catalogue.unit_types}
    codes = {item["code"] for item in value["units"]}
    for index, item in enumerate(value["units"]):
        here: Path = ("units", index)
        if item["type"] not in types:
            yield problem_at(tree, (*here, "type"), "unknown-name", item["type"], known=types)
        yield from _form_problems(tree, here, item, forms, types)
        yield from _part_problems(tree, here, item, forms)
        for name in ("since", "until"):
            yield from date_problems(tree, (*here, name), item.get(name, ""))
        yield from _predecessor_problems(tree, here, item, value, codes)


def _predecessor_problems(
    tree: Tree, here: Path, item: dict[str, Any], roster: dict[str, Any], codes: set[str]
) -> Iterator[DefinitionProblem]:
    """Yield codes that no unit has, and provinces that this one was not made of."""
    provinces = set(roster.get("predecessors", ()))
    for position, name in enumerate(item.get("predecessors", ())):
        path = (*here, "predecessors", position)
        province, slash, _ = name.partition("/")
        if slash and province not in provinces:
            yield problem_at(tree, path, "unknown-name", province, known=provinces)
        elif not slash and name not in codes:
            yield problem_at(tree, path, "unknown-name", name, known=codes)


def _repeated_units(tree: Tree, value: dict[str, Any]) -> Iterator[DefinitionProblem]:
    for name in ("code", "name", "official_code"):
        seen: set[str] = set()
        for index, item in enumerate(value["units"]):
            if name not in item:
                continue
            if item[name] in seen:
                yield problem_at(tree, ("units", index, name), "repeated", item[name])
            seen.add(item[name])


def _form_problems(
    tree: Tree,
    here: Path,
    item: dict[str, Any],
    forms: Mapping[str, Form],
    types: set[str],
) -> Iterator[DefinitionProblem]:
    for position, name in enumerate(item["forms"]):
        path = (*here, "forms", position)
        if name not in forms:
            yield problem_at(tree, path, "unknown-name", name, known=forms)
        elif item["type"] in types.difference(forms[name].unit_types):
            facts = {"expected": ", ".join(forms[name].unit_types), "type": item["type"]}
            yield problem_at(tree, path, "form-of-other-type", name, facts=facts)


def _part_problems(
    tree: Tree, here: Path, item: dict[str, Any], forms: Mapping[str, Form]
) -> Iterator[DefinitionProblem]:
    parts = item.get("parts", ())
    seen: set[str] = set()
    for position, part in enumerate(parts):
        if folded(part) in seen:
            yield problem_at(tree, (*here, "parts", position), "repeated", part)
        seen.add(folded(part))
    asked = (forms[name].tables for name in item["forms"] if name in forms)
    rooms = [table.room for tables in asked for table in tables if table.names_are_own]
    if rooms and len(parts) > min(rooms):
        facts = {"expected": str(min(rooms)), "unit": item["name"]}
        yield problem_at(tree, (*here, "parts"), "too-many-parts", str(len(parts)), facts=facts)


def build_annex(
    tree: Tree, value: dict[str, Any], catalogue: Catalogue
) -> tuple[Annex, list[DefinitionProblem]]:
    """Build a provincial annex with the problems of its names."""
    annex = Annex(
        id=value["id"],
        title=value["title"],
        period_line=value["period_line"],
        appendix=value.get("appendix", ""),
        columns=tuple(value["columns"]),
        rows=tuple(row for item in value["rows"] for row in _annex_rows(item, catalogue)),
        draft=value.get("draft", False),
    )
    return annex, list(_annex_problems(tree, value, catalogue))


def _annex_rows(item: dict[str, Any], catalogue: Catalogue) -> Iterator[AnnexRow]:
    """Yield the lines of one row: of a distribution one a level."""
    key = item.get("indicator")
    indicator = catalogue.indicators.get(key) if key else None
    stt, label = item.get("stt", ""), item.get("label") or (indicator.label if indicator else "")
    unit = item.get("unit_of_measure") or (indicator.unit_of_measure if indicator else "")
    if indicator is None or not indicator.levels:
        yield AnnexRow(stt, label, key, unit)
        return
    for level in indicator.levels:
        yield AnnexRow(stt, f"{label}: {level.label}", indicator.key_of(level), unit)
        stt = ""


def _annex_problems(
    tree: Tree, value: dict[str, Any], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    types = {unit_type.key for unit_type in catalogue.unit_types}
    for index, column in enumerate(value["columns"]):
        if column not in types:
            yield problem_at(tree, ("columns", index), "unknown-name", column, known=types)
    seen: set[str] = set()
    for index, item in enumerate(value["rows"]):
        key = item.get("indicator")
        path = ("rows", index, "indicator")
        if key is None:
            continue
        if key not in catalogue.indicators:
            yield problem_at(tree, path, "unknown-name", key, known=catalogue.indicators)
        elif key in seen:
            yield problem_at(tree, path, "repeated", key)
        seen.add(key)
