"""Definition problems → lines for people and JSON."""

from __future__ import annotations

from typing import Any

from cchc_sheets.definition import DefinitionProblem
from cchc_sheets.model import Severity
from cchc_sheets.words import severity_word
from cchc_sheets.words.lint import problem_sentence


def problem_line(problem: DefinitionProblem, lang: str) -> str:
    """Return ``file:line:column: what is wrong``, marked where it is a warning only."""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    mark = "" if problem.fatal else f"{severity_word(Severity.WARNING, lang)}: "
    return f"{place}: {mark}{_sentence(problem, lang)}"


def problem_json(problem: DefinitionProblem, lang: str) -> dict[str, Any]:
    """Return one problem as JSON."""
    return {
        "code": problem.code,
        "severity": (Severity.ERROR if problem.fatal else Severity.WARNING).value,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "found": problem.found,
        "suggestion": problem.suggestion or None,
        "message": _sentence(problem, lang),
    }


def _sentence(problem: DefinitionProblem, lang: str) -> str:
    return problem_sentence(
        problem.code, problem.found, problem.suggestion, dict(problem.facts), lang
    )
