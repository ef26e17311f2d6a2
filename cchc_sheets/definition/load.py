"""A folder of YAML files → all definitions, or every problem; unchanged files are read once."""

from __future__ import annotations

from pathlib import Path

from cchc_sheets.definition import kept
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.model import Catalogue, Form


def load(folder: Path, *, prove: bool = True) -> kept.Loaded:
    """Read every ``*.yaml`` of the folder.

    ``prove``: also report what can be proved of the rules. It takes as long again, and is for
    those who write definitions or issue workbooks, not for those who check what comes back.

    Return the definitions and all problems; the definitions are ``None`` when a problem is fatal.
    Nothing in the files makes it raise. Definitions without a fatal problem are kept for the next
    command that reads the same files (see ``kept``).
    """
    entry = kept.entry_of(folder, prove=prove)
    found = kept.read(entry, folder) if entry else None
    if found is not None:
        return found
    from cchc_sheets.definition.compile import compile_folder

    loaded = compile_folder(folder, prove=prove)
    if entry and loaded[0] is not None:
        kept.write(entry, loaded)
    return loaded


def load_form(path: Path, catalogue: Catalogue) -> tuple[Form | None, list[DefinitionProblem]]:
    """Read one form file of any folder; the form is ``None`` when a problem is fatal."""
    from cchc_sheets.definition.compile import compile_form

    return compile_form(path, catalogue)
