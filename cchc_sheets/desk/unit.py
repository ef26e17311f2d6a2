"""A unit in a period → its page: what was found, its answers, everything it sent, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.consolidate.versions import Change, changes
from cchc_sheets.desk.office import View
from cchc_sheets.desk.outcomes import counts_of
from cchc_sheets.model import Answer, Outcome, Received, Severity, State, Unit
from cchc_sheets.model.event import EventKind
from cchc_sheets.report.findings import example_of, file_finding_lines, others_in_words, sections
from cchc_sheets.text import shorten
from cchc_sheets.words import desk_page as said
from cchc_sheets.words.consolidated import number
from cchc_sheets.words.suspects import suspicion

CHANGES_SHOWN = 20
_SHOWN = {Severity.ERROR, Severity.WARNING}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A finding, or many of one cause, beside what the unit typed there and what it noted.

    ``is_suspect``: the cell is the one that explains several findings. ``indicator`` is the key of
    the answer, empty where the finding is about none.
    """

    severity: Severity
    cell: str
    label: str
    typed: str
    before: str
    text: str
    mend: str
    note: str
    indicator: str = ""
    is_suspect: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer beside that of the period before; ``mark`` is the worst finding at its cell."""

    cell: str
    ref: str
    label: str
    now: str
    before: str
    note: str
    mark: str


@dataclass(frozen=True, slots=True)
class SentLine:
    """One file that the unit sent, and what it changed in the one before.

    ``more`` counts the changes that are not listed.
    """

    turn: int
    name: str
    at: str
    sha256: str
    found: str
    counts: bool
    changes: tuple[Change, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of what happened: when, what, and the reason that somebody gave."""

    at: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    """All that a unit's page shows; without a file there is nothing found and nothing answered."""

    unit: Unit
    outcome: Outcome
    file: Received | None
    errors: int
    warnings: int
    answered: str
    suspected: tuple[str, ...]
    found: tuple[FoundLine, ...]
    answers: tuple[AnswerLine, ...]
    sent: tuple[SentLine, ...]
    happened: tuple[Happened, ...]
    can_be_returned: bool

    @property
    def questioned(self) -> tuple[FoundLine, ...]:
        """The findings about an answer that may be left out, one an answer that is there."""
        there = (line for line in self.found if line.indicator and line.typed)
        return tuple({line.indicator: line for line in there}.values())


def unit_page(view: View, unit: Unit) -> UnitPage:
    """Return a unit's page."""
    merged = view.merged
    files = merged.files_of(unit)
    outcomes = [each for each in merged.outcomes if each.unit == unit]
    outcome = outcomes[-1]
    file = outcome.file or (files[0] if files else None)
    errors, warnings = counts_of(file) if file else (0, 0)
    earlier = merged.earlier.get(view.period.previous, {}).get(unit.code)
    before = {} if earlier is None else {k: a.value for k, a in earlier.answers.items()}
    if file and file.submission and not before:
        before = dict(file.submission.previous)
    found = tuple(_found(file, before)) if file else ()
    return UnitPage(
        unit,
        outcome,
        file,
        errors,
        warnings,
        _answered(file),
        tuple(suspicion(each, "vi") for each in file.suspicions) if file else (),
        found,
        tuple(_answers(file, before)) if file else (),
        tuple(_sent(files, outcome)),
        tuple(_happened(view, unit)),
        any(event.kind is EventKind.RETURNED and event.unit == unit.code for event in view.events),
    )


def _answered(file: Received | None) -> str:
    if file is None or file.form is None or file.submission is None:
        return ""
    rows, answers = file.form.answer_rows, file.submission.answers
    given = sum(row.key in answers and answers[row.key].state is not State.BLANK for row in rows)
    return f"{given}/{len(rows)}"


def _found(file: Received, before: Mapping[str, Decimal | None]) -> Iterator[FoundLine]:
    """Errors before warnings, and before both the cells that explain several of them."""
    suspects = {each.place.cell for suspicion in file.suspicions for each in suspicion.suspects} - {
        None
    }
    by_cell = {
        answer.cell: answer
        for answer in (file.submission.answers.values() if file.submission else ())
        if answer.cell
    }
    lines = file_finding_lines(file, "vi")
    found: list[FoundLine] = []
    for severity in Severity:
        for section in sections(lines, severity) if severity in _SHOWN else ():
            for cause in section.causes:
                for told in cause.told:
                    answer = by_cell.get(told.cell) if not told.sheet else None
                    line = FoundLine(
                        severity,
                        told.where,
                        told.label,
                        shorten(answer.raw, 60) if answer else "",
                        _number(before.get(answer.key)) if answer else "",
                        told.sentence,
                        told.mend,
                        answer.note if answer else "",
                        answer.key if answer else "",
                    )
                    found.append(replace(line, is_suspect=told.cell in suspects))
                if cause.others:
                    count = len({line.where for line in cause.others if line.cell})
                    cells = said.cells(count) if count else ""
                    text = f"{others_in_words(cause, 'vi')}. {example_of(cause)}".strip()
                    mend = cause.others[0].mend
                    label = section.name
                    found.append(FoundLine(severity, cells, label, "", "", text, mend, ""))
    yield from sorted(found, key=lambda line: not line.is_suspect)


def _answers(file: Received, before: Mapping[str, Decimal | None]) -> Iterator[AnswerLine]:
    if file.form is None or file.submission is None:
        return
    worst: dict[str, Severity] = {}
    for finding in reversed(file.findings):
        if finding.place.indicator and not finding.place.table and finding.severity in _SHOWN:
            worst[finding.place.indicator] = finding.severity
    for row in file.submission.rows_of(file.form):
        answer = file.submission.answers.get(row.key)
        mark = worst.get(row.key)
        yield AnswerLine(
            (answer.cell if answer else None) or "",
            row.path,
            row.label,
            answer_text(answer),
            _number(before.get(row.key)),
            answer.note if answer else "",
            mark.value if mark else "",
        )


def answer_text(answer: Answer | None) -> str:
    """Return an answer as it was read, or as it was typed where it is no number."""
    if answer is None or answer.state is State.BLANK:
        return ""
    if answer.value is None:
        return shorten(answer.raw, 60)
    return number(answer.value)


def _number(value: Decimal | None) -> str:
    return "" if value is None else number(value)


def _sent(files: list[Received], outcome: Outcome) -> Iterator[SentLine]:
    for place, file in enumerate(files):
        older = files[place + 1] if place + 1 < len(files) else None
        changed = list(changes(older, file)) if older else []
        yield SentLine(
            len(files) - place,
            file.path,
            said.at(file.arrival.at) if file.arrival else "",
            file.sha256,
            said.found_counts(*counts_of(file)),
            outcome.state.counts and outcome.file is not None and outcome.file == file,
            tuple(changed[:CHANGES_SHOWN]),
            max(len(changed) - CHANGES_SHOWN, 0),
        )


def _happened(view: View, unit: Unit) -> Iterator[Happened]:
    """What happened about the unit, the last first."""
    for event in reversed(view.events):
        text = said.happened(event)
        if event.unit == unit.code and text:
            yield Happened(said.at(event.at), text, event.reason)
