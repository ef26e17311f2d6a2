"""Figures that slipped a row or a column together → the block, where moving it back settles it.

Relations alone cannot tell. The signs are figures on headings, a blank where the block begins,
answers that their rows cannot have and their neighbours can, and the sizes of the period before; of
a column, that the notes of blanks are bare numbers. Other columns of the form are locked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.checks.check import Check
from cchc_sheets.checks.validate import answer_fact, validate
from cchc_sheets.findings.answers import VALUE_IN_NOTE
from cchc_sheets.findings.relations import NOTE_NEEDED
from cchc_sheets.findings.typed import MISSING_ANSWER
from cchc_sheets.model import (
    Answer,
    Finding,
    Form,
    Kind,
    Place,
    Row,
    Severity,
    State,
    Submission,
    Suspect,
    Suspicion,
)
from cchc_sheets.text import shorten

_FEWEST_SIGNS = 3
_FEWEST_SETTLED = 3
_ASKS = {MISSING_ANSWER, NOTE_NEEDED}
"""What asks for something beside the figures says nothing of where these belong."""
_BEYOND = 6
_UNLIKE = 5
"""A figure that is so many times the earlier one, or a share of it, is unlike it."""


def shifted(
    form: Form,
    checks: Sequence[Check],
    submission: Submission,
    findings: Sequence[Finding],
    previous: Mapping[str, Decimal] | None = None,
) -> Suspicion | None:
    """Return the block of figures that is a row off, ``None`` where none is seen to be.

    ``findings`` are all that is known of the file. Moved back, the block must settle at least three
    of them, and nothing new may be found anywhere, but what asks for an answer or a note.
    """
    sheet = _Cells(form, submission, previous or {})
    before = {_what(finding) for finding in findings}
    found: list[Suspicion] = []
    for block in (block for off in (1, -1) for block in sheet.blocks(off)):
        told = validate(form, checks, sheet.moved_back(block), previous)
        left = {_what(finding) for finding in told}
        touched = {sheet.rows[at].path for at in block.rows}
        settles = tuple(
            finding
            for finding in findings
            if finding.severity is not Severity.INFO
            and finding.kind not in _ASKS
            and _what(finding) not in left
            and (finding.related or finding.place.path in touched)
        )
        new = {_what(finding) for finding in told if finding.kind not in _ASKS} - before
        if not new and len(settles) >= _FEWEST_SETTLED:
            ends = (sheet.suspect(at) for at in (min(block.cells), max(block.cells)))
            found.append(Suspicion(tuple(ends), settles, rows_off=block.off))
    return max(found, key=lambda each: len(each.settles), default=None)


def in_notes(
    form: Form,
    checks: Sequence[Check],
    submission: Submission,
    findings: Sequence[Finding],
    previous: Mapping[str, Decimal] | None = None,
) -> Suspicion | None:
    """Return the figures that are in the column of notes; ``None`` for fewer than three.

    ``findings`` are all that is known of the file. Moved to the answers, the figures must be such
    as their rows can have, and bring no new finding but what asks for an answer or a note.
    """
    own = tuple(f for f in findings if f.kind is VALUE_IN_NOTE and f.place.table is None)
    asked = {f.place.indicator for f in own}
    rows = [row for row in form.answer_rows if row.key in asked]
    if len(rows) < _FEWEST_SETTLED or len(rows) < len(own):
        return None
    answers = dict(submission.answers)
    for row in rows:
        noted = answers[row.key]
        answers[row.key] = replace(_read(row, noted.note.strip(), noted), note="")
    told = validate(form, checks, replace(submission, answers=answers), previous)
    before = {_what(finding) for finding in findings}
    if {_what(finding) for finding in told if finding.kind not in _ASKS} - before:
        return None
    ends = (_in_note(row, submission.answers[row.key]) for row in (rows[0], rows[-1]))
    return Suspicion(tuple(ends), own, in_notes=True)


def _in_note(row: Row, answer: Answer) -> Suspect:
    place = Place(row.key, answer.sheet, answer.note_cell, row.path)
    return Suspect(place, row.path, shorten(row.label, 70).rstrip(":.;"), answer.note.strip())


def _what(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.code, finding.rule, finding.place.path


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows, from ``first`` to ``last``, whose figures are ``off`` rows below them."""

    first: int
    last: int
    off: int

    @property
    def cells(self) -> range:
        """The places of the cells in which the figures are."""
        return range(self.first + self.off, self.last + self.off + 1)

    @property
    def rows(self) -> range:
        """The places of the rows and of the cells."""
        return range(min(self.first, self.cells[0]), max(self.last, self.cells[-1]) + 1)


@dataclass(frozen=True)
class _Cells:
    """A submission as a column of cells, headings among them, in printed order."""

    form: Form
    submission: Submission
    before: Mapping[str, Decimal]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows whose cells stand one below the other."""
        return self.form.printed_rows

    @cached_property
    def _typed(self) -> list[str]:
        return [self._raw(row) for row in self.rows]

    def _raw(self, row: Row) -> str:
        if row.indicator is None:
            heading = self.submission.headings.get(row.path)
            return heading.raw.strip() if heading else ""
        answer = self.submission.answers.get(row.key)
        return answer.raw.strip() if answer and row.is_input and row.fed_by is None else ""

    def blocks(self, off: int) -> Iterator[_Block]:
        """Yield the rows that gain most where each takes the figure that is ``off`` rows below.

        A block that went down leaves a blank where it began, and one that went up where it ended.
        Where the other end is, signs do not tell: a few rows beyond the last sign are possible.
        """
        gains = [self._gain(at, off) for at in range(len(self.rows))]
        most, anchor, reach = 0.0, 0, 0
        for start, typed in enumerate(self._typed):
            total = 0.0
            for at in self._run(start, off, gains) if not typed else ():
                total += gains[at] or 0.0
                if total > most:
                    most, anchor, reach = total, start, at
        if most >= _FEWEST_SIGNS:
            for end in list(self._run(reach, off, gains))[:_BEYOND]:
                yield _Block(min(anchor, end), max(anchor, end), off)

    def _run(self, start: int, off: int, gains: Sequence[float | None]) -> Iterator[int]:
        """Yield the rows from one on, down or up, to the first that cannot take another figure."""
        at = start
        while 0 <= at < len(gains) and gains[at] is not None:
            yield at
            at += off

    def _gain(self, at: int, off: int) -> float | None:
        """Return what is odd about a row now and not with the other's figure; ``None``: a barrier.

        No figure may come to a row that cannot have it.
        """
        row = self.rows[at]
        if not 0 <= at + off < len(self.rows) or (row.indicator and not row.is_input):
            return None
        other = self._typed[at + off]
        if self._misfits(row, other):
            return None
        odd = 1.0 if self._misfits(row, self._typed[at]) else 0.0
        return odd + self._unlike(row, self._typed[at]) - self._unlike(row, other)

    def _misfits(self, row: Row, raw: str) -> bool:
        """Whether the row cannot have what was typed."""
        if row.indicator is None:
            return bool(raw)
        if not raw:
            return False
        answer = _read(row, raw)
        if row.kind is Kind.TEXT:
            return raw.replace(",", "").replace(".", "").isdigit()
        if answer.state is State.UNREADABLE:
            return True
        value = answer.value
        if value is None:
            return answer.state is State.NOT_APPLICABLE and not row.not_applicable
        whole = row.kind.has_decimals or value == value.to_integral_value()
        low = row.minimum is None or value >= row.minimum
        plan = row.indicator.against_plan
        high = row.maximum is None or value <= row.maximum or plan
        listed = not row.codes or value in {code.value for code in row.codes}
        return not (whole and low and high and listed)

    def _unlike(self, row: Row, raw: str) -> float:
        """Return half a sign where a figure is not of the size of the period before."""
        earlier = self.before.get(row.key)
        value = _read(row, raw).value if raw and row.indicator is not None else None
        if earlier is None or value is None:
            return 0.0
        small, large = sorted((earlier + 1, value + 1))
        return 0.5 if large > _UNLIKE * small else 0.0

    def moved_back(self, block: _Block) -> Submission:
        """Return the submission with the block's figures where they belong."""
        taken = range(block.first, block.last + 1)
        raws = {at: self._typed[at + block.off] for at in taken}
        raws |= {at + block.off: "" for at in taken if at + block.off not in taken}
        answers = dict(self.submission.answers)
        headings = dict(self.submission.headings)
        for at, raw in raws.items():
            row = self.rows[at]
            if row.indicator is not None and row.key in answers:
                answers[row.key] = _read(row, raw, answers[row.key])
            elif row.path in headings:
                headings[row.path] = replace(headings[row.path], raw=raw)
        return replace(self.submission, answers=answers, headings=headings)

    def suspect(self, at: int) -> Suspect:
        """Return the cell of a row as one end of a block."""
        row = self.rows[at]
        answer = self.submission.answers.get(row.key)
        heading = self.submission.headings.get(row.path)
        stands = answer or heading
        place = Place(
            row.indicator.key if row.indicator else None,
            stands.sheet if stands else None,
            stands.cell if stands else None,
            row.path,
        )
        typed = answer_fact(answer, row) if answer else self._typed[at]
        return Suspect(place, row.path, shorten(row.label, 70).rstrip(":.;"), typed)


def _read(row: Row, raw: str, like: Answer | None = None) -> Answer:
    """Return what a text means in a row, at the place of the answer that it is put in for."""
    reading = read_answer(Typed(_number(raw) if raw else None), row)
    base = like or Answer(row.key, State.BLANK)
    return replace(
        base,
        state=reading.state,
        value=reading.value,
        raw=reading.raw,
        from_text=reading.from_text,
        problems=reading.problems,
    )


def _number(raw: str) -> Decimal | str:
    """Return a typed text as the number that a sheet stores, where it is plainly one."""
    plain = raw.replace(",", ".", 1)
    return Decimal(plain) if plain.replace(".", "", 1).isdecimal() else raw
