"""A folder of YAML files → all definitions, or every problem there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc_sheets.definition.catalogue import build_catalogue
from cchc_sheets.definition.form import build_form
from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.roster import build_annex, build_roster
from cchc_sheets.definition.rules import build_rules, check_rules
from cchc_sheets.definition.schema import KINDS, validate
from cchc_sheets.definition.tree import Tree, YamlProblem, read_tree
from cchc_sheets.model import Annex, Catalogue, Form, Roster, Rule

MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything that a templates folder defines, by id."""

    catalogue: Catalogue
    forms: Mapping[str, Form]
    rosters: Mapping[str, Roster]
    annexes: Mapping[str, Annex]


@dataclass(frozen=True, slots=True)
class _File:
    tree: Tree
    kind: str
    value: dict[str, Any]


@dataclass(slots=True)
class _Folder:
    files: list[_File] = field(default_factory=list)
    problems: list[DefinitionProblem] = field(default_factory=list)

    def of_kind(self, kind: str) -> Iterator[_File]:
        return (file for file in self.files if file.kind == kind)


def load(folder: Path) -> tuple[Definitions | None, list[DefinitionProblem]]:
    """Read every ``*.yaml`` of the folder.

    Returns the definitions and all problems; the definitions are ``None`` when a problem is
    fatal. Never raises for what stands in the files.
    """
    found = _read_folder(folder)
    catalogue = _catalogue(found)
    if catalogue is None:
        return None, _sorted(found.problems)
    forms, rosters, annexes = _named(found, catalogue)
    definitions = Definitions(catalogue, forms, rosters, annexes)
    problems = _sorted(found.problems)
    return (None if any(p.fatal for p in problems) else definitions), problems


def _sorted(problems: list[DefinitionProblem]) -> list[DefinitionProblem]:
    return sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code))


def _read_folder(folder: Path) -> _Folder:
    found = _Folder()
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix in {".yaml", ".yml"})
    except OSError as error:
        found.problems.append(
            DefinitionProblem("folder-unreadable", str(folder), 1, 1, error.strerror or "")
        )
        return found
    for path in paths:
        _read_file(path, found)
    return found


def _read_file(path: Path, found: _Folder) -> None:
    tree = _tree(path)
    if isinstance(tree, DefinitionProblem):
        found.problems.append(tree)
        return
    kind = tree.value.get("kind") if isinstance(tree.value, dict) else None
    if kind not in KINDS:
        facts = {"expected": ", ".join(KINDS)}
        problem = problem_at(tree, ("kind",), "unknown-kind", str(kind or ""), known=KINDS, facts=facts)
        found.problems.append(problem)
        return
    value, problems = validate(tree, kind)
    found.problems.extend(problems)
    if not problems:
        found.files.append(_File(tree, kind, value))


def _tree(path: Path) -> Tree | DefinitionProblem:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return DefinitionProblem("file-too-large", str(path), 1, 1, f"{size} B")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return DefinitionProblem("file-unreadable", str(path), 1, 1, error.strerror or "")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return DefinitionProblem("not-utf8", str(path), line, 1, error.object[error.start :][:4].hex())
    tree = read_tree(str(path), text)
    if isinstance(tree, YamlProblem):
        return DefinitionProblem(tree.code, str(path), tree.line, tree.column, tree.found)
    return tree


def _catalogue(found: _Folder) -> Catalogue | None:
    catalogues = list(found.of_kind("catalogue"))
    if len(catalogues) != 1:
        if not found.problems or len(catalogues) > 1:
            for extra in catalogues[1:]:
                found.problems.append(problem_at(extra.tree, (), "second-catalogue"))
            if not catalogues:
                found.problems.append(DefinitionProblem("no-catalogue", "indicators.yaml", 1, 1, ""))
        return None
    catalogue, problems = build_catalogue(catalogues[0].tree, catalogues[0].value)
    found.problems.extend(problems)
    rules: list[Rule] = []
    for file in found.of_kind("rules"):
        built, problems = build_rules(file.tree, ("rules",), file.value["rules"])
        rules.extend(built)
        found.problems.extend(problems)
        found.problems.extend(check_rules(file.tree, ("rules",), built, set(catalogue.indicators)))
    found.problems.extend(_repeated_rules(found))
    return Catalogue(catalogue.sections, catalogue.unit_types, catalogue.indicators, tuple(rules))


def _repeated_rules(found: _Folder) -> Iterator[DefinitionProblem]:
    seen: set[str] = set()
    for file in found.of_kind("rules"):
        for index, rule in enumerate(file.value["rules"]):
            if rule["id"] in seen:
                yield problem_at(file.tree, ("rules", index, "id"), "repeated", rule["id"])
            seen.add(rule["id"])


def _named(
    found: _Folder, catalogue: Catalogue
) -> tuple[dict[str, Form], dict[str, Roster], dict[str, Annex]]:
    forms: dict[str, Form] = {}
    rosters: dict[str, Roster] = {}
    annexes: dict[str, Annex] = {}
    for file in found.of_kind("form"):
        form, problems = build_form(file.tree, file.value, catalogue)
        _keep(found, file, forms, form, problems)
    for file in found.of_kind("annex"):
        annex, problems = build_annex(file.tree, file.value, catalogue)
        _keep(found, file, annexes, annex, problems)
    for file in found.of_kind("roster"):
        roster, problems = build_roster(file.tree, file.value, catalogue, forms, set(annexes))
        _keep(found, file, rosters, roster, problems)
    return forms, rosters, annexes


def _keep(
    found: _Folder,
    file: _File,
    kept: dict[str, Any],
    built: Any,  # noqa: ANN401 - a Form, a Roster or an Annex
    problems: list[DefinitionProblem],
) -> None:
    found.problems.extend(problems)
    if built.id in kept:
        found.problems.append(problem_at(file.tree, ("id",), "repeated", built.id))
    kept[built.id] = built
