"""Roster and annex files → ``Roster`` and ``Annex``, with the names they use checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from cchc_sheets.answers import folded
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.where import Where, repeated
from cchc_sheets.model import Annex, AnnexRow, Catalogue, Form, Issuer, Period, Roster, Unit
from cchc_sheets.model.roster import KeyFigure


def build_roster(
    where: Where,
    value: dict[str, Any],
    catalogue: Catalogue,
    forms: Mapping[str, Form],
    annexes: AbstractSet[str],
) -> tuple[Roster, list[DefinitionProblem]]:
    """Build a province's roster; return it and the problems of its names and dates."""
    roster = Roster(
        id=value["id"],
        province=value["province"],
        issuer=Issuer(**value["issuer"]),
        units=tuple(_unit(item, value, catalogue) for item in value["units"]),
        annex=value.get("annex", ""),
        due=value.get("due", {}),
        due_after=int(value["due_after"]) if "due_after" in value else None,
        predecessors=tuple(value.get("predecessors", ())),
        since=value.get("since", ""),
        until=value.get("until", ""),
    )
    problems = list(where.odd_dates(value))
    if "annex" in value and roster.annex not in annexes:
        problems.append(where.at("annex").problem("unknown-name", roster.annex, known=annexes))
    for name, day in roster.due.items():
        if Period.parse(name) is None:
            problems.append(where.at("due", name).problem("not-a-period", name, on_key=True))
        problems += where.at("due", name).odd_date(day)
    placed = [(where.at("units", index), item) for index, item in enumerate(value["units"])]
    for name in ("code", "name", "official_code"):
        problems += repeated((here.at(name), item[name]) for here, item in placed if name in item)
    types = {unit_type.key for unit_type in catalogue.unit_types}
    codes = {unit.code for unit in roster.units}
    for here, item in placed:
        if item["type"] not in types:
            problems.append(here.at("type").problem("unknown-name", item["type"], known=types))
        problems += here.odd_dates(item)
        problems += _form_problems(here, item, forms, types)
        for position, name in enumerate(item.get("predecessors", ())):
            province, slash, _ = name.partition("/")
            found, known = (province, {*roster.predecessors}) if slash else (name, codes)
            if found not in known:
                place = here.at("predecessors", position)
                problems.append(place.problem("unknown-name", found, known=known))
    return roster, problems


def _unit(item: dict[str, Any], roster: dict[str, Any], catalogue: Catalogue) -> Unit:
    """Return a unit, which reports as long as itself, its type and its province exist."""
    types = (t for t in catalogue.unit_types if t.key == item["type"])
    spans = [(x.get("since", ""), x.get("until", "")) for x in (roster, item)]
    spans += [(t.since, t.until) for t in types]
    return Unit(
        code=item["code"],
        name=item["name"],
        short=item["short"],
        type=item["type"],
        forms=tuple(item["forms"]),
        source=item["source"],
        predecessors=tuple(item.get("predecessors", ())),
        since=max(since for since, _ in spans),
        until=min((until for _, until in spans if until), default=""),
        official_code=item.get("official_code", ""),
        parts=tuple(item.get("parts", ())),
        **{name: item.get(name, "") for name in ("contact", "telephone", "email")},
    )


def _form_problems(
    where: Where, item: dict[str, Any], forms: Mapping[str, Form], types: set[str]
) -> Iterator[DefinitionProblem]:
    """Yield forms that the unit cannot have, and parts that repeat or exceed the forms' room."""
    yield from where.at("forms").unknown(item["forms"], forms)
    asked = [forms[name] for name in item["forms"] if name in forms]
    for position, name in enumerate(item["forms"]):
        if name in forms and item["type"] in types.difference(forms[name].unit_types):
            facts = {"expected": ", ".join(forms[name].unit_types), "type": item["type"]}
            yield where.at("forms", position).problem("form-of-other-type", name, facts=facts)
    parts, here = item.get("parts", ()), where.at("parts")
    yield from repeated(((here.at(at), part) for at, part in enumerate(parts)), folded)
    rooms = [table.room for form in asked for table in form.tables if table.names_are_own]
    if rooms and len(parts) > min(rooms):
        facts = {"expected": str(min(rooms)), "unit": item["name"]}
        yield here.problem("too-many-parts", str(len(parts)), facts=facts)


def build_annex(
    where: Where, value: dict[str, Any], catalogue: Catalogue
) -> tuple[Annex, list[DefinitionProblem]]:
    """Build a provincial annex; return it and the problems of its names."""
    annex = Annex(
        id=value["id"],
        title=value["title"],
        period_line=value["period_line"],
        appendix=value.get("appendix", ""),
        columns=tuple(value["columns"]),
        rows=tuple(row for item in value["rows"] for row in _annex_rows(item, catalogue)),
        draft=value.get("draft", False),
    )
    types = {unit_type.key for unit_type in catalogue.unit_types}
    problems = list(where.at("columns").unknown(value["columns"], types))
    placed = [
        (where.at("rows", index, "indicator"), item["indicator"])
        for index, item in enumerate(value["rows"])
        if "indicator" in item
    ]
    known = catalogue.indicators
    problems += repeated((here, key) for here, key in placed if key in known)
    problems += [
        here.problem("unknown-name", key, known=known) for here, key in placed if key not in known
    ]
    for index, item in enumerate(value["rows"]):
        indicator = known.get(item.get("indicator", ""))
        is_share = item.get("key_figure", {}).get("share", False)
        if is_share and indicator is not None and indicator.denominator is None:
            here = where.at("rows", index, "key_figure", "share")
            problems.append(here.problem("no-denominator", indicator.key))
    return annex, problems


def _annex_rows(item: dict[str, Any], catalogue: Catalogue) -> Iterator[AnnexRow]:
    """Yield the lines of one row: for a distribution one line a level."""
    key = item.get("indicator")
    indicator = catalogue.indicators.get(key) if key else None
    stt, label = item.get("stt", ""), item.get("label") or (indicator.label if indicator else "")
    unit = item.get("unit_of_measure") or (indicator.unit_of_measure if indicator else "")
    if indicator is None or not indicator.levels:
        first: KeyFigure | None = None
        if named := item.get("key_figure"):
            order = {"order": int(named["order"])} if "order" in named else {}
            first = KeyFigure(named["label"], named.get("share", False), **order)
        yield AnnexRow(stt, label, key, unit, first)
        return
    for level in indicator.levels:
        yield AnnexRow(stt, f"{label}: {level.label}", indicator.key_of(level), unit)
        stt = ""
