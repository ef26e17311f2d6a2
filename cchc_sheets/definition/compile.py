"""The files of a folder → all definitions, or every problem there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cchc_sheets.definition.catalogue import build_catalogue
from cchc_sheets.definition.expressions import Names
from cchc_sheets.definition.files import KINDS, MAX_BYTES, definition_files
from cchc_sheets.definition.form import build_form
from cchc_sheets.definition.formulas import formula_problems
from cchc_sheets.definition.issued import issued_problems
from cchc_sheets.definition.meaning import (
    override_problems,
    own_rule_problems,
    shared_rule_problems,
    unit_problems,
)
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.review import review_problems
from cchc_sheets.definition.roster import build_annex, build_roster
from cchc_sheets.definition.rules import Asked, build_rules, check_rules
from cchc_sheets.definition.salvage import sound_part
from cchc_sheets.definition.tree import read_tree
from cchc_sheets.definition.units import catalogue_units, form_units
from cchc_sheets.definition.where import Where
from cchc_sheets.model import Annex, Catalogue, Form, Kind, Roster, Rule
from cchc_sheets.model.definitions import Definitions

_CATALOGUE_LINE = re.compile(r"^kind:.{0,9}catalogue", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _File:
    where: Where
    kind: str
    value: dict[str, Any]


@dataclass(slots=True)
class _Folder:
    """What was read of a folder.

    ``lost`` are the texts of what could not be used: some of them are names that others use.
    """

    path: Path
    files: list[_File] = field(default_factory=list)
    forms: list[tuple[_File, Form]] = field(default_factory=list)
    rules: list[tuple[_File, list[Rule]]] = field(default_factory=list)
    problems: list[DefinitionProblem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    lost_catalogue: bool = False
    nameless: set[str] = field(default_factory=set)
    """Kinds of files of which one could not be read as far as its id: any unknown id may be its."""

    def of_kind(self, kind: str) -> Iterator[_File]:
        return (file for file in self.files if file.kind == kind)

    def lose(self, texts: Iterable[str]) -> None:
        """Count texts as names that may have been defined, as written or as probably meant."""
        for text in texts:
            lowered = text.lower()
            meant = (_NOT_IN_NAMES.sub(joint, lowered).strip(joint) for joint in "-_")
            self.lost.update((text, lowered, text.upper(), *meant))

    def lose_file(self, text: str) -> None:
        """Count every word of a file as such a name."""
        self.lose(re.split(r"[\s\"',:\[\]{}]+", text))
        self.lost_catalogue = self.lost_catalogue or bool(_CATALOGUE_LINE.search(text))

    def add(self, problems: Iterable[DefinitionProblem]) -> None:
        """Keep the problems, except those about a name that may have been lost."""
        for problem in problems:
            named = {problem.found, problem.facts.get("parent", problem.found)}
            if "" not in named and named.isdisjoint(self.lost):
                self.problems.append(problem)


def compile_folder(
    folder: Path, *, prove: bool
) -> tuple[Definitions | None, list[DefinitionProblem]]:
    """Return what ``load`` returns, worked out from the files."""
    found = _Folder(folder)
    try:
        for path in definition_files(folder):
            _read_file(path, found)
    except OSError as error:
        problem = DefinitionProblem("folder-unreadable", str(folder), 1, 1, error.strerror or "")
        found.problems.append(problem)
        found.lost_catalogue = True
    catalogue = _catalogue(found)
    definitions = None
    if catalogue is not None:
        definitions = Definitions(catalogue, *_named(found, catalogue))
        found.add(issued_problems(folder, ((file.where, form) for file, form in found.forms)))
        # A proof might rest on something that was lost.
        if prove and not (found.lost or found.nameless):
            _prove(found, catalogue)
    problems = sorted(found.problems, key=lambda p: (p.file, p.line, p.column, p.code))
    return (None if any(p.fatal for p in problems) else definitions), problems


def compile_form(path: Path, catalogue: Catalogue) -> tuple[Form | None, list[DefinitionProblem]]:
    """Return what ``load_form`` returns."""
    found = _Folder(path.parent)
    _read_file(path, found)
    form = None
    for file in found.files:
        if file.kind == "form":
            form, problems = build_form(file.where, file.value, catalogue)
            found.add(problems)
        else:
            place, facts = file.where.at("kind"), {"expected": "form"}
            found.problems.append(place.problem("not-one-of", file.kind, facts=facts))
    return (None if any(p.fatal for p in found.problems) else form), found.problems


def _read_file(path: Path, found: _Folder) -> None:
    text = _text(path, found)
    if text is None:
        return
    tree, problems = read_tree(str(path), text)
    found.problems += [*problems, *review_problems(str(path), text)]
    if tree is None:
        found.lose_file(text)
        return
    kind = tree.value.get("kind") if isinstance(tree.value, dict) else None
    if kind not in KINDS:
        found.lose_file(text)
        facts, shown = {"expected": ", ".join(KINDS)}, kind if isinstance(kind, str) else ""
        place = Where(tree, ("kind",))
        found.problems.append(place.problem("unknown-kind", shown, known=KINDS, facts=facts))
        return
    sound = sound_part(tree, kind)
    found.problems += sound.problems
    found.lose(sound.lost)
    if sound.nameless:
        found.nameless.add(kind)
    if sound.tree is None:
        found.lose_file(text)
    else:
        found.files.append(_File(Where(sound.tree), kind, sound.value))


def _text(path: Path, found: _Folder) -> str | None:
    """Return the file's text, ``None`` after noting why it cannot be read."""
    line, column = 1, 1
    try:
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return path.read_bytes().decode("utf-8-sig")
        code, shown = "file-too-large", f"{size} B"
    except OSError as error:
        code, shown = "file-unreadable", error.strerror or ""
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8").split("\n")
        line, column = len(before), len(before[-1]) + 1
        code, shown = "not-utf8", error.object[error.start :][:4].hex()
    found.problems.append(DefinitionProblem(code, str(path), line, column, shown))
    found.nameless.update(KINDS)
    found.lost_catalogue = True
    return None


def _catalogue(found: _Folder) -> Catalogue | None:
    catalogues = list(found.of_kind("catalogue"))
    if not catalogues:
        if not found.lost_catalogue:
            expected = str(found.path / "indicators.yaml")
            found.problems.append(DefinitionProblem("no-catalogue", expected, 1, 1, ""))
        return None
    first, *others = catalogues
    found.problems.extend(other.where.problem("second-catalogue") for other in others)
    files = [first, *found.of_kind("addition")]
    catalogue, problems = build_catalogue([(file.where, file.value) for file in files])
    found.add(problems)
    indicators = catalogue.indicators
    asked: Asked = {item.key: (item.time_basis, item.kind) for item in indicators.values()}
    taken: set[str] = set()
    for file in found.of_kind("rules"):
        built, place = build_rules(file.value["rules"], asked), file.where.at("rules")
        found.rules.append((file, built))
        found.add(check_rules(place, built, Names(indicators.keys()), taken))
        found.add(unit_problems(place, built, catalogue_units(catalogue)))
    return replace(catalogue, rules=tuple(rule for _, built in found.rules for rule in built))


def _named(
    found: _Folder, catalogue: Catalogue
) -> tuple[dict[str, Form], dict[str, Roster], dict[str, Annex]]:
    forms: dict[str, Form] = {}
    rosters: dict[str, Roster] = {}
    annexes: dict[str, Annex] = {}
    for file in found.of_kind("form"):
        form, problems = build_form(file.where, file.value, catalogue)
        problems += unit_problems(file.where.at("rules"), form.rules, form_units(form))
        found.forms.append((file, form))
        if "rules" in found.nameless:
            found.lost.update(override.rule for override in form.overrides)
        _keep(found, file, forms, form, problems)
    for file in found.of_kind("annex"):
        annex, problems = build_annex(file.where, file.value, catalogue)
        _keep(found, file, annexes, annex, problems)
    for file in found.of_kind("roster"):
        roster, problems = build_roster(file.where, file.value, catalogue, forms, set(annexes))
        if "form" in found.nameless:
            found.lost.update(name for unit in roster.units for name in unit.forms)
        if "annex" in found.nameless:
            found.lost.add(roster.annex)
        _keep(found, file, rosters, roster, problems)
    return forms, rosters, annexes


def _keep(
    found: _Folder,
    file: _File,
    kept: dict[str, Any],
    built: Any,  # noqa: ANN401 - a Form, a Roster or an Annex
    problems: list[DefinitionProblem],
) -> None:
    found.add(problems)
    if built.id in kept:
        found.problems.append(file.where.at("id").problem("repeated", built.id))
    kept[built.id] = built


def _prove(found: _Folder, catalogue: Catalogue) -> None:
    """Note what is proved of the rules, and which are too long for a formula."""
    forms = [form for _, form in found.forms]
    for file, form in found.forms:
        rules, overrides = file.where.at("rules"), file.where.at("overrides")
        found.add(own_rule_problems(rules, form, catalogue))
        found.add(override_problems(overrides, form, catalogue))
        rates = {row.key for row in form.answer_rows if row.kind is Kind.RATE}
        found.add(formula_problems(rules, form.rules, rates))
    rates = {item.key for item in catalogue.indicators.values() if item.kind is Kind.RATE}
    for file, built in found.rules:
        found.add(formula_problems(file.where.at("rules"), built, rates))
        found.add(shared_rule_problems(file.where.at("rules"), built, catalogue, forms))
