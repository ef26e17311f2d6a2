"""What every command begins with, a workspace and its definitions, and how wrong usage ends it."""

from __future__ import annotations

from typing import NoReturn, TypeVar

from cchc_sheets.cli.console import WRONG_USAGE, complain, stop
from cchc_sheets.cli.options import Asked
from cchc_sheets.definition import DefinitionProblem, load
from cchc_sheets.jobs.workspace import Workspace, open_workspace
from cchc_sheets.model import Definitions, UsageProblem
from cchc_sheets.words.usage import usage

PROBLEMS_SHOWN = 20
_T = TypeVar("_T")


def begin(asked: Asked, *, prove: bool = False) -> tuple[Workspace, Definitions]:
    """Open the workspace and load its definitions, or end the command with what is wrong.

    ``prove`` is as for ``load``.
    """
    opened = sound(open_workspace(asked.workspace, asked.templates), asked.lang)
    definitions, problems = load(opened.templates, prove=prove)
    if definitions is None:
        stop_for_definitions(problems, asked.lang)
    return opened, definitions


def sound(value: _T | UsageProblem, lang: str) -> _T:
    """Return the value, or say the usage problem and end the command."""
    if isinstance(value, UsageProblem):
        stop(usage(value.code, value.facts, lang))
    return value


def stop_for_definitions(problems: list[DefinitionProblem], lang: str) -> NoReturn:
    """Name the definition errors and end the command; what is no error is left to ``lint``."""
    from cchc_sheets.report.definitions import problem_line

    fatal = [problem for problem in problems if problem.fatal]
    for problem in fatal[:PROBLEMS_SHOWN]:
        complain(problem_line(problem, lang))
    if len(fatal) > PROBLEMS_SHOWN:
        complain(f"… +{len(fatal) - PROBLEMS_SHOWN}")
    raise SystemExit(WRONG_USAGE)
