"""The files of one unit → the one that counts, those that it replaces, those to be looked at."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cchc_sheets.findings.file import NOTHING_ANSWERED
from cchc_sheets.findings.heading import PAPER_AWAITED
from cchc_sheets.findings.identity import CONTRADICTING_FILES, SAME_CONTENT
from cchc_sheets.model import Answer, Fact, Finding, Received, Record, Severity, State, Status
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.model.received import Ruling

_DECISIONS = {EventKind.ACCEPTED, EventKind.EXCLUDED, EventKind.ENTERED}


@dataclass(frozen=True, slots=True)
class Rulings:
    """What was decided in a period: of each unit the last decision, and of files by their hash."""

    of_units: Mapping[str, Ruling] = field(default_factory=dict)
    withdrawn: Mapping[str, Ruling] = field(default_factory=dict)


def rulings_of(events: Iterable[Event]) -> Rulings:
    """Return the decisions in force among what happened in a period."""
    of_units: dict[str, Ruling] = {}
    withdrawn: dict[str, Ruling] = {}
    for event in events:
        without = tuple(filter(None, event.facts.get("without", "").split(" ")))
        ruling = Ruling(event.kind, event.reason, event.run, event.at, event.sha256, without)
        if event.kind in _DECISIONS:
            of_units[event.unit] = ruling
            withdrawn.pop(event.sha256, None)  # who accepts a file takes it back in
        elif event.kind is EventKind.WITHDRAWN:
            withdrawn[event.sha256] = ruling
    return Rulings(of_units, withdrawn)


class Why(StrEnum):
    """Why a file does not count although nobody need do anything about it."""

    REPLACED = "replaced"
    """Another file of the unit counts in its place."""
    WITHDRAWN = "withdrawn"
    LEFT_OUT = "left_out"
    OTHER_PERIOD = "other_period"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that does not count, and needs no attention.

    ``counted`` is the file that counts in its place, where one does.
    """

    file: Received
    why: Why
    counted: Received | None = None


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """What becomes of the files of one unit.

    ``rejected`` are to be looked at, ``doubles`` have the same answers as another file.
    """

    counted: Received | None = None
    rejected: tuple[Received, ...] = ()
    doubles: tuple[Received, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def choose(files: Sequence[Received], ruling: Ruling | None) -> UnitFiles:
    """Choose among the files of one unit; ``ruling`` is what was decided about the unit.

    Of files that are fit, or that somebody accepted, the highest revision counts, then the last to
    arrive. Where nothing orders two different ones, neither counts and both are named. A file that
    is not fit stands in the way of none that is; a blank one is no report.
    """
    if ruling is not None and ruling.kind is EventKind.EXCLUDED:
        return UnitFiles(set_aside=tuple(SetAside(file, Why.LEFT_OUT) for file in files))
    about = ruling.sha256 if ruling is not None else ""
    distinct, doubles = _distinct(files, about)
    decided = next((f for f in distinct if f.sha256 == about and f.submission), None)
    since = ruling.run if ruling is not None and decided is not None else -1
    open_to = [file for file in distinct if _run(file) > since]
    fit = [file for file in open_to if file.status is not Status.REJECTED]
    if fit or decided is None:
        reports = fit or [file for file in open_to if not _is_blank(file)] or open_to
        last = max(map(_order, reports))
        leaders = [file for file in reports if _order(file) == last]
    else:  # the decision holds until something fit comes after it
        leaders = [decided]
    if not (fit or decided) or len(leaders) > 1:
        rest = [file for file in distinct if file not in leaders]
        newest = max(map(_order, leaders))
        blank = [file for file in rest if _is_blank(file) and _order(file) >= newest]
        older = tuple(SetAside(file, Why.REPLACED) for file in rest if file not in blank)
        named = _named(leaders) if fit else leaders
        return UnitFiles(None, (*named, *blank), doubles, older)
    (counted,) = leaders
    others = [file for file in distinct if file is not counted]
    # Of two that came together nobody knows which is the correction: the other is looked at too.
    unfit = [f for f in others if f.status is Status.REJECTED and _run(f) >= _run(counted)]
    unfit = [file for file in unfit if file in open_to]
    replaced = tuple(SetAside(f, Why.REPLACED, counted) for f in others if f not in unfit)
    if ruling is not None and counted is decided:
        counted = _without(counted, ruling.without)
    else:
        counted = _with_paper(counted, others)
    return UnitFiles(counted, tuple(unfit), doubles, replaced)


def _with_paper(counted: Received, others: Iterable[Received]) -> Received:
    """The file that counts, with a warning where a fit one before it was signed with other figures.

    A decision for the file itself settles it.
    """
    sent = counted.submission
    for other in sorted(others, key=_order, reverse=True):
        before = other.submission
        if before is None or before.signed_on is None or other.status is Status.REJECTED:
            continue
        if sent is not None and before.code and sent.code and before.code != sent.code:
            facts: dict[str, Fact] = {
                "signed": f"{before.signed_on:%d/%m/%Y}",
                "found": before.code,
                "expected": sent.code,
            }
            return counted.with_first(Finding(PAPER_AWAITED, Severity.WARNING, facts=facts))
        break
    return counted


def _run(file: Received) -> int:
    return file.arrival.run if file.arrival else 0


def _order(file: Received) -> tuple[int, int]:
    return (file.identity.revision if file.identity else 0), _run(file)


def _distinct(files: Sequence[Received], about: str) -> tuple[list[Received], tuple[Received, ...]]:
    """The files that differ, and those that hold the same as another one.

    Of equal ones the file that a decision is ``about`` stands for all, or else the last.
    """
    groups: dict[Hashable, list[Received]] = {}
    for file in files:
        groups.setdefault(_content(file), []).append(file)
    distinct: list[Received] = []
    doubles: list[Received] = []
    for group in groups.values():
        kept = next((f for f in group if f.sha256 == about), max(group, key=_order))
        finding = Finding(SAME_CONTENT, Severity.INFO, facts={"found": kept.path})
        distinct.append(kept)
        doubles += [file.with_first(finding) for file in group if file is not kept]
    return distinct, tuple(doubles)


def _named(files: Sequence[Received]) -> tuple[Received, ...]:
    """Different files of one unit that nothing orders, each with the names of all."""
    unit = files[0].unit
    names = ", ".join(f"“{file.path}”" for file in files)
    facts: dict[str, Fact] = {"found": unit.name if unit else "", "files": names}
    finding = Finding(CONTRADICTING_FILES, Severity.ERROR, facts=facts)
    return tuple(file.with_first(finding) for file in files)


def _without(file: Received, keys: Collection[str]) -> Received:
    """The file with some of its answers left out: what was typed stays, but counts as blank."""
    if file.submission is None or not keys:
        return file
    answers = {
        key: replace(answer, state=State.BLANK, value=None) if key in keys else answer
        for key, answer in file.submission.answers.items()
    }
    return replace(file, submission=replace(file.submission, answers=answers))


@dataclass(frozen=True, slots=True)
class Change:
    """A row, or a table, in which a later file differs from an earlier one.

    ``path`` is the row's address in the form or the table's id; the answers are as typed, and empty
    for a table.
    """

    path: str
    label: str
    cell: str
    before: str = ""
    now: str = ""


def changes(before: Received, now: Received) -> Iterator[Change]:
    """Yield what a later file of a unit has changed, row by row, then table by table."""
    form, old, new = now.form, before.submission, now.submission
    if form is None or old is None or new is None:
        return
    for row in (*form.answer_rows, *form.base_rows):
        was, is_now = old.answers.get(row.key), new.answers.get(row.key)
        if _typed(was) != _typed(is_now):
            cell = (is_now.cell if is_now else None) or ""
            yield Change(row.path, row.label, cell, _typed(was), _typed(is_now))
    for table in form.tables:
        if _records(old.records.get(table.id, ())) != _records(new.records.get(table.id, ())):
            yield Change(table.id, table.title, table.sheet)


def _typed(answer: Answer | None) -> str:
    if answer is None or answer.state is State.BLANK:
        return ""
    return answer.raw if answer.value is None else f"{answer.value.normalize():f}"


def _is_blank(file: Received) -> bool:
    """Whether the file is a workbook in which nothing was answered."""
    return any(finding.kind is NOTHING_ANSWERED for finding in file.findings)


def _content(file: Received) -> Hashable:
    """What makes two files of one unit the same: their bytes, or every answer and note as typed."""
    submission = file.submission
    if submission is None:
        return file.sha256
    answers = tuple(sorted((key, a.raw, a.note) for key, a in submission.answers.items()))
    headings = tuple(sorted((path, h.raw, h.note) for path, h in submission.headings.items()))
    records = tuple((t, _records(own)) for t, own in sorted(submission.records.items()))
    return answers, headings, records, str(file.identity)


def _records(records: Iterable[Record]) -> tuple[Hashable, ...]:
    return tuple(
        (record.name.raw, tuple(sorted((key, a.raw) for key, a in record.answers.items())))
        for record in records
    )
