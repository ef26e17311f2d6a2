"""The catalogue file and the additions to it → ``Catalogue``, with its own names checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from cchc_sheets.definition.bases import with_base
from cchc_sheets.definition.expressions import (
    Names,
    expression_problems,
    in_a_circle,
    is_reserved,
    read_computed,
)
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.units import catalogue_units, computed_unit_problems
from cchc_sheets.definition.where import Where, repeated
from cchc_sheets.expression import names
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
_Placed: TypeAlias = tuple[Where, dict[str, Any], Indicator]
"""The place of an indicator in its file, what the file has there, and the indicator."""


def build_catalogue(
    files: Sequence[tuple[Where, dict[str, Any]]],
) -> tuple[Catalogue, list[DefinitionProblem]]:
    """Build the catalogue from its file and the additions to it, without rules.

    Return it and every problem of its names. Of two things with one key the first is kept.
    """

    def all_of(name: str) -> list[tuple[Where, dict[str, Any]]]:
        return [
            (where.at(name, index), item)
            for where, value in files
            for index, item in enumerate(value.get(name, ()))
        ]

    lists = {
        item["key"]: tuple(Code(c["value"], c["label"]) for c in item["codes"])
        for _, item in all_of("code_lists")
    }
    levels = {
        item["key"]: tuple(Level(level["key"], level["label"]) for level in item["levels"])
        for _, item in all_of("level_lists")
    }
    placed: list[_Placed] = [
        (where, item, _indicator(item, lists, levels)) for where, item in all_of("indicators")
    ]
    indicators: dict[str, Indicator] = {}
    for _, _, indicator in placed:
        for asked in (*with_base(indicator), *_by_level(indicator)):
            indicators.setdefault(asked.key, asked)
    catalogue = Catalogue(
        sections=tuple(Section(s["key"], s["label"]) for _, s in all_of("sections")),
        unit_types=tuple(
            UnitType(
                t["key"],
                t["label"],
                t["lists_add"],
                t.get("since", ""),
                t.get("until", ""),
                t.get("outside", False),
            )
            for _, t in all_of("unit_types")
        ),
        indicators=indicators,
    )
    known = dict.fromkeys(_REFERENCES, indicators.keys()) | {
        "section": {section.key for section in catalogue.sections},
        "codes": lists.keys(),
        "levels": levels.keys(),
    }
    problems = list(_computed_problems(placed, catalogue))
    for name in ("sections", "unit_types", "code_lists", "level_lists", "indicators"):
        problems += repeated((where.at("key"), item["key"]) for where, item in all_of(name))
    for where, item in all_of("unit_types"):
        problems += where.odd_dates(item)
    taken = {key for key, item in indicators.items() if not (item.level_of or item.base_of)}
    for where, item, whole in placed:
        problems += _indicator_problems(where, item, whole, catalogue, known)
        for key in map(whole.key_of, whole.levels):
            if key in taken:  # the level's indicator would have the key of another one
                problems.append(where.at("levels").problem("repeated", key))
            taken.add(key)
    return catalogue, problems


def _indicator(
    item: dict[str, Any],
    lists: Mapping[str, tuple[Code, ...]],
    levels: Mapping[str, tuple[Level, ...]],
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
        computed=read_computed(item),
        yes=item.get("yes", 1),
        bad=item.get("bad"),
        owners=tuple(item.get("owner", item.get("owner_first_of", ()))),
        owners_first="owner_first_of" in item,
        against_plan=item.get("against_plan", False),
        counts_visits=item.get("counts") == "visits",
        levels=levels.get(item.get("levels", ""), ()),
        breaks=tuple(Break(b["since"], Speech(**b["reason"])) for b in item.get("breaks", ())),
        remark=item.get("remark", ""),
    )


def _by_level(whole: Indicator) -> Iterator[Indicator]:
    """Yield the indicator of each level: a count that is summed, with its share of the base."""
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


def _indicator_problems(
    where: Where,
    item: dict[str, Any],
    indicator: Indicator,
    catalogue: Catalogue,
    known: Mapping[str, Collection[str]],
) -> Iterator[DefinitionProblem]:
    """Yield unknown and reserved names, fields that are missing, and days that do not exist."""
    if is_reserved(indicator.key):
        yield where.at("key").problem("reserved-name", indicator.key)
    for name, candidates in known.items():
        if name in item and item[name] not in candidates:
            yield where.at(name).problem("unknown-name", item[name], known=candidates)
    needed = (*_NEEDS.get(indicator.family, ()), *_ALSO_NEEDS.get(indicator.kind, ()))
    for name in needed:
        if name not in item:
            yield where.problem("missing-field", name)
    codes = [str(code.value) for code in indicator.codes]
    for name in ("yes", "bad"):
        if codes and name in item and str(item[name]) not in codes:
            facts = {"expected": ", ".join(codes)}
            yield where.at(name).problem("not-one-of", str(item[name]), facts=facts)
    types = {unit_type.key for unit_type in catalogue.unit_types}
    for name in ("owner", "owner_first_of"):
        yield from where.at(name).unknown(item.get(name, ()), types)
    for index, found in enumerate(indicator.breaks):
        yield from where.at("breaks", index, "since").odd_date(found.since)


def _computed_problems(
    placed: Sequence[_Placed], catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    units, known = catalogue_units(catalogue), Names(catalogue.indicators.keys())
    parts: dict[str, tuple[str, ...]] = {}
    places: dict[str, Where] = {}
    for where, _, indicator in placed:
        total, key, here = indicator.computed, indicator.key, where.at("computed")
        if total is not None:
            yield from expression_problems(here, total, known)
            yield from computed_unit_problems(here, total, units, units[key])
            parts[key], places[key] = names(total), here
    for key, here in places.items():
        if in_a_circle(key, parts):
            yield here.problem("computed-cycle", key)
