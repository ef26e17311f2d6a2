"""What became of an edited roster → text and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc_sheets.definition import DefinitionProblem
from cchc_sheets.report.definitions import problem_line, problem_said
from cchc_sheets.report.tone import Tone, toned
from cchc_sheets.words.roster import HINTS, shown, told
from cchc_sheets.words.usage import did_you_mean


@dataclass(frozen=True, slots=True)
class RosterNote:
    """A change, a doubt or a problem: a key of ``words.roster`` and the facts of its sentence."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Linted:
    """What ``lint`` would say of the definition, the cell that it is about and its column's head.

    Both are empty where no cell of the file shows it.
    """

    problem: DefinitionProblem
    cell: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What an edited roster changes in which definition, and what is doubtful or wrong.

    With ``problems``, those of the file, or ``linted``, those of the definition as it would be,
    nothing is written; neither is it for a trial, and where nothing changes. ``file`` is ``None``
    for what was typed without one, ``seen`` the hash of the definition's text as it was before.
    """

    definition: Path
    file: Path | None = None
    changes: tuple[RosterNote, ...] = ()
    doubts: tuple[RosterNote, ...] = ()
    problems: tuple[RosterNote, ...] = ()
    linted: tuple[Linted, ...] = ()
    is_written: bool = False
    seen: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether anything has to be mended before it can be written."""
        return bool(self.problems or self.linted)


def refused_lines(done: RosterImport, lang: str) -> Iterator[str]:
    """Yield why nothing was written, each place with how to mend it."""
    count = len(done.problems) + len(done.linted)
    yield told("refused", lang, n=count, path=str(done.file))
    yield from (f"  - {line}" for line in problem_lines(done, lang))


def imported_lines(done: RosterImport, lang: str) -> Iterator[str]:
    """Yield what changes, or would, and what is to be thought of."""
    if not done.changes:
        yield toned(told("nothing", lang), Tone.GOOD)
    else:
        head = "written" if done.is_written else "would"
        line = told(head, lang, n=len(done.changes), path=str(done.definition))
        yield toned(line, Tone.GOOD if done.is_written else None)
        yield from (f"  - {note_line(note, lang)}" for note in done.changes)
    yield from (toned(f"  ! {note_line(note, lang)}", Tone.DOUBTFUL) for note in done.doubts)


def imported_json(done: RosterImport, lang: str) -> dict[str, Any]:
    """Return the same as JSON."""

    def listed(notes: Iterable[RosterNote]) -> list[dict[str, Any]]:
        return [{"kind": n.code, **n.facts, "message": note_line(n, lang)} for n in notes]

    return {
        "definition": str(done.definition),
        "written": done.is_written,
        "changes": listed(done.changes),
        "doubts": listed(done.doubts),
        "problems": list(problem_lines(done, lang)),
    }


def problem_lines(done: RosterImport, lang: str) -> Iterator[str]:
    """Yield what has to be mended, each place with how."""
    yield from (note_line(note, lang) for note in done.problems)
    for each in done.linted:
        if each.cell:
            where = {"cell": each.cell, "field": each.head}
            if each.problem.code == "not-valid" and each.head in HINTS:
                facts = {"found": each.problem.found, "hint": HINTS[each.head]}
                yield told("odd", lang, **where, **facts)
            else:
                yield told("linted", lang, **where, says=problem_said(each.problem, lang))
        else:
            yield problem_line(each.problem, lang)


def note_line(note: RosterNote, lang: str) -> str:
    """Return a change, a doubt or a problem as a sentence."""
    facts = {name: shown(text, lang) for name, text in note.facts.items() if name != "near"}
    near = did_you_mean(note.facts.get("near", ""), lang)
    return told(note.code, lang, **facts, did_you_mean=near)
