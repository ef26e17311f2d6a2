"""What every command begins with: workspace, definitions, roster, period."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

from cchc_sheets.cli.console import complain, stop
from cchc_sheets.definition import DefinitionProblem, load
from cchc_sheets.jobs.workspace import (
    Workspace,
    choose_roster,
    open_workspace,
)
from cchc_sheets.model import Roster
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.report.problems import problem_line
from cchc_sheets.words.usage import usage

PROBLEMS_SHOWN = 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Start:
    """A workspace with sound definitions."""

    workspace: Workspace
    definitions: Definitions
    lang: str

    def roster(self, province: str | None) -> Roster:
        """Return the province's roster or end the command."""
        return sound(choose_roster(self.workspace, self.definitions, province), self.lang)


def sound(value: _T | UsageProblem, lang: str) -> _T:
    """Return the value, or say the usage problem and end the command."""
    if isinstance(value, UsageProblem):
        stop(usage(value.code, value.facts, lang))
    return value


def begin(workspace: Path, templates: Path | None, lang: str, *, prove: bool = False) -> Start:
    """Open the workspace and load its definitions, or end the command with what is wrong.

    ``prove`` is as for ``load``.
    """
    opened = sound(open_workspace(workspace, templates), lang)
    definitions, problems = load(opened.templates, prove=prove)
    if definitions is None:
        stop_for_definitions(problems, lang)
    return Start(opened, definitions, lang)


def stop_for_definitions(problems: list[DefinitionProblem], lang: str) -> NoReturn:
    """Name the definition errors and end the command; what is no error is left to ``lint``."""
    problems = [problem for problem in problems if problem.fatal]
    for problem in problems[:PROBLEMS_SHOWN]:
        complain(problem_line(problem, lang))
    if len(problems) > PROBLEMS_SHOWN:
        complain(f"… +{len(problems) - PROBLEMS_SHOWN}")
    raise SystemExit(2)
