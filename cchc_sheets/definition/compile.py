"""The files of a folder → all definitions, or every problem there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc_sheets.definition.catalogue import build_catalogue
from cchc_sheets.definition.files import MAX_BYTES, definition_files
from cchc_sheets.definition.form import build_form
from cchc_sheets.definition.formulas import formula_problems
from cchc_sheets.definition.meaning import (
    override_problems,
    own_rule_problems,
    shared_rule_problems,
    unit_problems,
)
from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.review import review_problems
from cchc_sheets.definition.roster import build_annex, build_roster
from cchc_sheets.definition.rules import Names, build_rules, check_rules
from cchc_sheets.definition.salvage import sound_part
from cchc_sheets.definition.schema import KINDS
from cchc_sheets.definition.tree import Tree, read_tree
from cchc_sheets.definition.units import catalogue_units, form_units
from cchc_sheets.model import Annex, Catalogue, Form, Kind, Roster, Rule
from cchc_sheets.model.definitions import Definitions

_CATALOGUE_LINE = re.compile(r"^kind:.{0,9}catalogue", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _File:
    tree: Tree
    kind: str
    value: dict[str, Any]


@dataclass(slots=True)
class _Folder:
    """What was read; ``lost`` are the texts of what could not be used, names among them."""

    path: Path
    files: list[_File] = field(default_factory=list)
    forms: list[tuple[_File, Form]] = field(default_factory=list)
    rules: list[tuple[_File, list[Rule]]] = field(default_factory=list)
    problems: list[DefinitionProblem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    lost_catalogue: bool = False
    nameless: set[str] = field(default_factory=set)
    """Kinds of files whose own name could not be read, so that others ask for them in vain."""

    def of_kind(self, kind: str) -> Iterator[_File]:
        return (file for file in self.files if file.kind == kind)

    def lose(self, texts: Iterable[str]) -> None:
        """Take texts for names that may have been defined, as they stand or as they were meant."""
        for text in texts:
            lowered = text.lower()
            meant = (_NOT_IN_NAMES.sub(joint, lowered).strip(joint) for joint in "-_")
            self.lost.update((text, lowered, text.upper(), *meant))

    def lose_file(self, text: str) -> None:
        """Take every word of a file for such a name."""
        self.lose(re.split(r"[\s\"',:\[\]{}]+", text))
        self.lost_catalogue = self.lost_catalogue or bool(_CATALOGUE_LINE.search(text))

    def add(self, problems: Iterable[DefinitionProblem]) -> None:
        """Keep the problems, except those that only follow from what was left out."""
        for problem in problems:
            named = {problem.found, problem.facts.get("parent", problem.found)}
            if "" not in named and named.isdisjoint(self.lost):
                self.problems.append(problem)


def compile_folder(
    folder: Path, *, prove: bool
) -> tuple[Definitions | None, list[DefinitionProblem]]:
    """Return what ``load`` returns, worked out from the files."""
    found = _read_folder(folder)
    catalogue = _catalogue(found)
    definitions = None
    if catalogue is not None:
        definitions = Definitions(catalogue, *_named(found, catalogue))
        if prove:
            _meanings(found, catalogue)
    problems = sorted(found.problems, key=lambda p: (p.file, p.line, p.column, p.code))
    return (None if any(p.fatal for p in problems) else definitions), problems


def compile_form(path: Path, catalogue: Catalogue) -> tuple[Form | None, list[DefinitionProblem]]:
    """Return what ``load_form`` returns."""
    found = _Folder(path.parent)
    _read_file(path, found)
    form = None
    for file in found.files:
        if file.kind == "form":
            form, problems = build_form(file.tree, file.value, catalogue)
            found.add(problems)
        else:
            facts = {"expected": "form"}
            found.problems.append(
                problem_at(file.tree, ("kind",), "not-one-of", file.kind, facts=facts)
            )
    return (None if any(p.fatal for p in found.problems) else form), found.problems


def _read_folder(folder: Path) -> _Folder:
    found = _Folder(folder)
    try:
        paths = definition_files(folder)
    except OSError as error:
        problem = DefinitionProblem("folder-unreadable", str(folder), 1, 1, error.strerror or "")
        found.problems.append(problem)
        found.lost_catalogue = True
        return found
    for path in paths:
        _read_file(path, found)
    return found


def _read_file(path: Path, found: _Folder) -> None:
    text = _text(path, found)
    if text is None:
        return
    tree, problems = read_tree(str(path), text)
    found.problems.extend(
        DefinitionProblem(p.code, str(path), p.line, p.column, p.found) for p in problems
    )
    found.problems.extend(review_problems(str(path), text))
    kind = tree.value.get("kind") if tree and isinstance(tree.value, dict) else None
    if tree is not None and kind in KINDS:
        _keep_sound(found, tree, kind, text)
        return
    found.lose_file(text)
    if tree is not None:
        facts = {"expected": ", ".join(KINDS)}
        shown = kind if isinstance(kind, str) else ""
        found.problems.append(
            problem_at(tree, ("kind",), "unknown-kind", shown, known=KINDS, facts=facts)
        )


def _keep_sound(found: _Folder, tree: Tree, kind: str, text: str) -> None:
    sound = sound_part(tree, kind)
    found.problems.extend(sound.problems)
    found.lose(sound.lost)
    if sound.nameless:
        found.nameless.add(kind)
    if sound.tree is not None:
        found.files.append(_File(sound.tree, kind, sound.value))
    else:
        found.lose_file(text)


def _text(path: Path, found: _Folder) -> str | None:
    """Return what stands in the file, ``None`` after noting why it cannot be read."""
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
    found.problems.extend(problem_at(other.tree, (), "second-catalogue") for other in others)
    files = [first, *found.of_kind("addition")]
    catalogue, problems = build_catalogue([(file.tree, file.value) for file in files])
    found.add(problems)
    rules: list[Rule] = []
    asked = {item.key: (item.time_basis, item.kind) for item in catalogue.indicators.values()}
    taken: set[str] = set()
    for file in found.of_kind("rules"):
        built = build_rules(file.value["rules"], asked)
        rules.extend(built)
        found.rules.append((file, built))
        found.add(check_rules(file.tree, built, Names(catalogue.indicators.keys()), taken))
        found.add(unit_problems(file.tree, built, catalogue_units(catalogue)))
    return Catalogue(catalogue.sections, catalogue.unit_types, catalogue.indicators, tuple(rules))


def _named(
    found: _Folder, catalogue: Catalogue
) -> tuple[dict[str, Form], dict[str, Roster], dict[str, Annex]]:
    forms: dict[str, Form] = {}
    rosters: dict[str, Roster] = {}
    annexes: dict[str, Annex] = {}
    for file in found.of_kind("form"):
        form, problems = build_form(file.tree, file.value, catalogue)
        problems += unit_problems(file.tree, form.rules, form_units(form))
        found.forms.append((file, form))
        if "rules" in found.nameless:
            found.lost.update(override.rule for override in form.overrides)
        _keep(found, file, forms, form, problems)
    for file in found.of_kind("annex"):
        annex, problems = build_annex(file.tree, file.value, catalogue)
        _keep(found, file, annexes, annex, problems)
    for file in found.of_kind("roster"):
        roster, problems = build_roster(file.tree, file.value, catalogue, forms, set(annexes))
        if "form" in found.nameless:
            found.lost.update(name for unit in roster.units for name in unit.forms)
        if "annex" in found.nameless:
            found.lost.add(roster.annex)
        _keep(found, file, rosters, roster, problems)
    return forms, rosters, annexes


def _meanings(found: _Folder, catalogue: Catalogue) -> None:
    """Prove what can be proved of the rules, where nothing was lost that it rests on."""
    if found.lost or found.nameless:
        return
    forms = [form for _, form in found.forms]
    for file, form in found.forms:
        found.add(own_rule_problems(file.tree, form, catalogue))
        found.add(override_problems(file.tree, file.value, form, catalogue))
        rates = {row.key for row in form.answer_rows if row.kind is Kind.RATE}
        found.add(formula_problems(file.tree, form.rules, rates))
    rates = {item.key for item in catalogue.indicators.values() if item.kind is Kind.RATE}
    for file, rules in found.rules:
        found.add(formula_problems(file.tree, rules, rates))
        found.add(shared_rule_problems(file.tree, rules, catalogue, forms))


def _keep(
    found: _Folder,
    file: _File,
    kept: dict[str, Any],
    built: Any,  # noqa: ANN401 - a Form, a Roster or an Annex
    problems: list[DefinitionProblem],
) -> None:
    found.add(problems)
    if built.id in kept:
        found.problems.append(problem_at(file.tree, ("id",), "repeated", built.id))
    kept[built.id] = built
