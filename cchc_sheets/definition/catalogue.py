"""The catalogue file and the additions to it → ``Catalogue``, with its own names checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem, date_problems, problem_at
from cchc_sheets.definition.rules import Names, expression_problems, in_a_circle, is_reserved
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.definition.units import catalogue_units, computed_unit_problems
from cchc_sheets.expression import Expression, names, parse
from cchc_sheets.model import (
    Break,
    Catalogue,
    Code,
    Family,
    Indicator,
    Kind,
    Level,
    Section,
    Speech,
    UnitType,
)

_REFERENCES = ("numerator", "denominator", "weight")
_NEEDS = {
    Family.RATIO: ("numerator", "denominator"),
    Family.WEIGHTED: ("weight",),
    Family.COMPUTED: ("computed",),
}
_ALSO_NEEDS = {Kind.CODE: ("codes",), Kind.DISTRIBUTION: ("levels", "denominator")}


def build_catalogue(
    files: Sequence[tuple[Tree, dict[str, Any]]],
) -> tuple[Catalogue, list[DefinitionProblem]]:
    """Build the catalogue without rules from its file and the additions to it.

    Returns it with every problem of its names; what stands twice is the first one's.
    """

    def all_of(name: str) -> list[dict[str, Any]]:
        return [item for _, value in files for item in value.get(name, ())]

    lists = {
        item["key"]: tuple(Code(c["value"], c["label"]) for c in item["codes"])
        for item in all_of("code_lists")
    }
    levels = {
        item["key"]: tuple(Level(level["key"], level["label"]) for level in item["levels"])
        for item in all_of("level_lists")
    }
    indicators: dict[str, Indicator] = {}
    for item in all_of("indicators"):
        indicator = _indicator(item, lists, levels)
        for asked in (indicator, *_by_level(indicator)):
            indicators.setdefault(asked.key, asked)
    catalogue = Catalogue(
        sections=tuple(Section(s["key"], s["label"]) for s in all_of("sections")),
        unit_types=tuple(
            UnitType(t["key"], t["label"], t["lists_add"], t.get("since", ""), t.get("until", ""))
            for t in all_of("unit_types")
        ),
        indicators=indicators,
    )
    problems = [*_repeated_keys(files), *_computed_problems(files, catalogue)]
    for tree, value in files:
        problems.extend(_name_problems(tree, value, catalogue, set(lists), set(levels)))
        problems.extend(_level_problems(tree, value, catalogue))
        problems.extend(_day_problems(tree, value))
    return catalogue, problems


def _indicator(
    item: dict[str, Any],
    lists: dict[str, tuple[Code, ...]],
    levels: dict[str, tuple[Level, ...]],
) -> Indicator:
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
        counts_visits=item.get("counts") == "visits",
        levels=levels.get(item.get("levels", ""), ()),
        breaks=tuple(
            Break(b["since"], Speech(b["reason"]["vi"], b["reason"]["en"]))
            for b in item.get("breaks", ())
        ),
        remark=item.get("remark", ""),
    )


def _by_level(whole: Indicator) -> Iterator[Indicator]:
    """Yield the indicator of each level: a count that adds up, with its share of the base."""
    for level in whole.levels:
        key = whole.key_of(level)
        yield replace(
            whole,
            key=key,
            label=f"{whole.label}: {level.label}",
            kind=Kind.COUNT,
            family=Family.SUM,
            numerator=key,
            levels=(),
            level_of=whole.key,
        )


def _level_problems(
    tree: Tree, value: dict[str, Any], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    """Yield levels whose indicator would have the key of another one."""
    seen = {key for key, item in catalogue.indicators.items() if item.level_of is None}
    for index, item in enumerate(value.get("indicators", ())):
        whole = catalogue.indicators[item["key"]]
        for key in map(whole.key_of, whole.levels):
            if key in seen:
                yield problem_at(tree, ("indicators", index, "levels"), "repeated", key)
            seen.add(key)


def _repeated_keys(files: Sequence[tuple[Tree, dict[str, Any]]]) -> Iterator[DefinitionProblem]:
    for name in ("sections", "unit_types", "code_lists", "level_lists", "indicators"):
        seen: set[str] = set()
        for tree, value in files:
            for index, item in enumerate(value.get(name, ())):
                if item["key"] in seen:
                    yield problem_at(tree, (name, index, "key"), "repeated", item["key"])
                seen.add(item["key"])


def _name_problems(
    tree: Tree, value: dict[str, Any], catalogue: Catalogue, lists: set[str], levels: set[str]
) -> Iterator[DefinitionProblem]:
    """Yield names that mean nothing, in each indicator, and fields that its family needs."""
    keys = set(catalogue.indicators)
    known = dict.fromkeys(_REFERENCES, keys)
    known |= {"section": {section.key for section in catalogue.sections}, "codes": lists}
    known |= {"levels": levels}
    for index, item in enumerate(value.get("indicators", ())):
        here: Path = ("indicators", index)
        if is_reserved(item["key"]):
            yield problem_at(tree, (*here, "key"), "reserved-name", item["key"])
        for name, candidates in known.items():
            if name in item and item[name] not in candidates:
                yield problem_at(tree, (*here, name), "unknown-name", item[name], known=candidates)
        needed = (*_NEEDS.get(Family(item["family"]), ()), *_ALSO_NEEDS.get(Kind(item["kind"]), ()))
        for name in needed:
            if name not in item:
                yield problem_at(tree, here, "missing-field", name)
        yield from _code_problems(tree, here, item, catalogue)
        yield from _owner_problems(tree, here, item, catalogue)


def _code_problems(
    tree: Tree, here: Path, item: dict[str, Any], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    codes = [str(code.value) for code in catalogue.indicators[item["key"]].codes]
    for name in ("yes", "bad"):
        if codes and name in item and str(item[name]) not in codes:
            facts = {"expected": ", ".join(codes)}
            yield problem_at(tree, (*here, name), "not-one-of", str(item[name]), facts=facts)


def _computed_problems(
    files: Sequence[tuple[Tree, dict[str, Any]]], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    units = catalogue_units(catalogue)
    parts: dict[str, tuple[str, ...]] = {}
    places: dict[str, tuple[Tree, Path]] = {}
    computed: Iterator[tuple[Tree, Path, dict[str, Any]]] = (
        (tree, ("indicators", index, "computed"), item)
        for tree, value in files
        for index, item in enumerate(value.get("indicators", ()))
        if "computed" in item
    )
    for tree, here, item in computed:
        text, known = item["computed"], Names(catalogue.indicators.keys())
        yield from expression_problems(tree, here, text, known, logical=False)
        yield from computed_unit_problems(tree, here, text, units, units[item["key"]])
        parsed = parse(text, logical=False)
        parts[item["key"]] = names(parsed) if isinstance(parsed, Expression) else ()
        places[item["key"]] = tree, here
    for key, (tree, here) in places.items():
        if in_a_circle(key, parts):
            yield problem_at(tree, here, "computed-cycle", key)


def _day_problems(tree: Tree, value: dict[str, Any]) -> Iterator[DefinitionProblem]:
    for index, item in enumerate(value.get("unit_types", ())):
        for name in ("since", "until"):
            yield from date_problems(tree, ("unit_types", index, name), item.get(name, ""))
    for index, item in enumerate(value.get("indicators", ())):
        for position, found in enumerate(item.get("breaks", ())):
            path: Path = ("indicators", index, "breaks", position, "since")
            yield from date_problems(tree, path, found["since"])


def _owner_problems(
    tree: Tree, path: Path, item: dict[str, Any], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    types = {unit_type.key for unit_type in catalogue.unit_types}
    for name in ("owner", "owner_first_of"):
        for position, owner in enumerate(item.get(name, ())):
            if owner not in types:
                yield problem_at(tree, (*path, name, position), "unknown-name", owner, known=types)
