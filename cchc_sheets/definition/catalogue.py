"""The catalogue file → ``Catalogue``, with its own names checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.rules import expression_problems
from cchc_sheets.definition.tree import Tree
from cchc_sheets.model import Catalogue, Code, Family, Indicator, Kind, Section, UnitType

_REFERENCES = ("numerator", "denominator", "weight")
_NEEDS = {
    Family.RATIO: ("numerator", "denominator"),
    Family.WEIGHTED: ("weight",),
    Family.COMPUTED: ("computed",),
}


def build_catalogue(
    tree: Tree, value: dict[str, Any]
) -> tuple[Catalogue, list[DefinitionProblem]]:
    """Build the catalogue without rules; return it with every problem of its names."""
    lists = {
        item["key"]: tuple(Code(c["value"], c["label"]) for c in item["codes"])
        for item in value["code_lists"]
    } if "code_lists" in value else {}
    indicators = {item["key"]: _indicator(item, lists) for item in value["indicators"]}
    catalogue = Catalogue(
        sections=tuple(Section(s["key"], s["label"]) for s in value["sections"]),
        unit_types=tuple(
            UnitType(t["key"], t["label"], t["lists_add"]) for t in value["unit_types"]
        ),
        indicators=indicators,
    )
    return catalogue, list(_problems(tree, value, catalogue, set(lists)))


def _indicator(item: dict[str, Any], lists: dict[str, tuple[Code, ...]]) -> Indicator:
    return Indicator(
        key=item["key"],
        section=item["section"],
        label=item["label"],
        kind=Kind(item["kind"]),
        unit_of_measure=item.get("unit_of_measure", ""),
        time_basis=item["time_basis"],
        family=Family(item["family"]),
        codes=lists.get(item.get("codes", ""), ()),
        numerator=item.get("numerator"),
        denominator=item.get("denominator"),
        weight=item.get("weight"),
        computed=item.get("computed"),
        yes=item.get("yes", 1),
        bad=item.get("bad"),
        owners=tuple(item.get("owner", item.get("owner_first_of", ()))),
        owners_first="owner_first_of" in item,
        against_plan=item.get("against_plan", False),
        remark=item.get("remark", ""),
    )


def _problems(
    tree: Tree, value: dict[str, Any], catalogue: Catalogue, lists: set[str]
) -> Iterator[DefinitionProblem]:
    known = set(catalogue.indicators)
    sections = {section.key for section in catalogue.sections}
    seen: set[str] = set()
    for index, item in enumerate(value["indicators"]):
        path = ("indicators", index)
        if item["key"] in seen:
            yield problem_at(tree, (*path, "key"), "repeated", item["key"])
        seen.add(item["key"])
        if item["section"] not in sections:
            yield problem_at(tree, (*path, "section"), "unknown-name", item["section"], known=sections)
        if "codes" in item and item["codes"] not in lists:
            yield problem_at(tree, (*path, "codes"), "unknown-name", item["codes"], known=lists)
        for name in _REFERENCES:
            if name in item and item[name] not in known:
                yield problem_at(tree, (*path, name), "unknown-name", item[name], known=known)
        for name in _NEEDS.get(Family(item["family"]), ()):
            if name not in item:
                yield problem_at(tree, path, "missing-field", name)
        if "computed" in item:
            yield from expression_problems(
                tree, (*path, "computed"), item["computed"], known, logical=False
            )
        yield from _owner_problems(tree, path, item, catalogue)
        if item["kind"] == Kind.CODE and "codes" not in item:
            yield problem_at(tree, path, "missing-field", "codes")


def _owner_problems(
    tree: Tree, path: tuple[str | int, ...], item: dict[str, Any], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    types = {unit_type.key for unit_type in catalogue.unit_types}
    for name in ("owner", "owner_first_of"):
        for position, owner in enumerate(item.get(name, ())):
            if owner not in types:
                yield problem_at(tree, (*path, name, position), "unknown-name", owner, known=types)
