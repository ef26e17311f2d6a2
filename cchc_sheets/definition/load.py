"""A folder of YAML files → all definitions, or every problem there is; worked out only once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from cchc_sheets.definition.kept import Kept
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.model import Catalogue, Form
from cchc_sheets.model.definitions import Definitions

Loaded: TypeAlias = tuple[Definitions | None, list[DefinitionProblem]]


def load(folder: Path, *, prove: bool = True) -> Loaded:
    """Read every ``*.yaml`` of the folder.

    ``prove``: also prove what can be proved of the rules' meaning, which takes as long again and
    is for those who write definitions and issue workbooks, not for those who get them back.

    Returns the definitions and all problems; the definitions are ``None`` when a problem is
    fatal. Never raises for what stands in the files. What was read without a fatal problem is
    kept for the next command that reads the same files (see ``kept``).
    """
    kept = Kept.of(folder, prove=prove)
    read: Loaded | None = kept.read() if kept else None
    if read is not None:
        definitions, problems = read
        return definitions, [replace(p, file=str(folder / p.file)) for p in problems]
    from cchc_sheets.definition.compile import compile_folder

    definitions, problems = compile_folder(folder, prove=prove)
    if kept and definitions is not None:
        kept.write((definitions, [replace(p, file=Path(p.file).name) for p in problems]))
    return definitions, problems


def load_form(path: Path, catalogue: Catalogue) -> tuple[Form | None, list[DefinitionProblem]]:
    """Read one form file, of whatever folder, by a catalogue; ``None`` when a problem is fatal."""
    from cchc_sheets.definition.compile import compile_form

    return compile_form(path, catalogue)
