"""Check (soát) returned files: read each, verify who it is, run its form's checks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeAlias

from cchc_sheets.checks.bonds import Bonds, bonds
from cchc_sheets.checks.check import Check
from cchc_sheets.checks.filled import how_filled
from cchc_sheets.checks.lower import of_form
from cchc_sheets.checks.possible import asks, with_possible
from cchc_sheets.checks.shifted import in_notes, shifted
from cchc_sheets.checks.suspects import suspicions
from cchc_sheets.checks.validate import validate
from cchc_sheets.consolidate.accept import roster_of
from cchc_sheets.consolidate.overview import FolderOverview, overview
from cchc_sheets.findings.file import FILE_NOT_CHECKED, NOTHING_ANSWERED
from cchc_sheets.findings.heading import PAPER_DIFFERS, SIGNING_BLANK
from cchc_sheets.findings.identity import (
    DEFINITION_CHANGED,
    IDENTITY_ALTERED,
    UNKNOWN_KEY,
    UNVERIFIED_SOURCE,
)
from cchc_sheets.findings.rows import PREVIOUS_ALTERED, PREVIOUS_DIFFERS
from cchc_sheets.findings.typed import MISSING_ANSWER
from cchc_sheets.history.before import History, lacking, read_history, unbroken
from cchc_sheets.intake.read import read_returned, refusal
from cchc_sheets.jobs.files import Tick, list_inbox
from cchc_sheets.jobs.inbox import NamedFile, is_inbox, open_files
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.workspace import Workspace, named_roster
from cchc_sheets.model import (
    Definitions,
    Finding,
    Form,
    Given,
    Identity,
    Period,
    Received,
    Severity,
    Submission,
    Suspicion,
    UsageProblem,
)
from cchc_sheets.model.event import EventKind
from cchc_sheets.record.keys import KeyRing, read_keys, trust
from cchc_sheets.record.signature import is_authentic, shows_what_was_issued
from cchc_sheets.sheet.code import same_code
from cchc_sheets.text import legible, shorten

_Lowered: TypeAlias = tuple[str, Period, str]
"""A form, a period, and since when the unit is there: what decides which checks hold."""
RAISES = "CCHC_SHEETS_RAISES"
"""The environment variable that lets a fault of the program end it: tests set it."""


@dataclass(frozen=True, slots=True)
class CheckCall:
    """Files, or folders and .zip files of them, and tables of earlier values to compare with.

    ``trust_key`` is the id of an unknown key that is accepted from now on. ``province`` is whose
    units a folder is held against, that of most files unless named. ``code`` is the reconciliation
    code on the paper that the one file is to be compared with. ``back`` is how many periods of the
    kind are read of the record beside the two that a file is compared with.
    """

    files: tuple[Path, ...]
    previous: tuple[Path, ...] = ()
    trust_key: str | None = None
    province: str | None = None
    code: str | None = None
    back: int = 0


NOTHING_NAMED = CheckCall(())


def check(
    workspace: Workspace, definitions: Definitions, call: CheckCall, tick: Tick
) -> list[Received] | UsageProblem:
    """Return the files named, and those of the folders named, each checked.

    Raises ``OSError`` when the key to be trusted cannot be recorded.
    """
    with named_files(call) as named:
        if isinstance(named, UsageProblem):
            return named
        found = check_named(workspace, definitions, call, named, tick)
    return found if isinstance(found, UsageProblem) else found[0]


@contextmanager
def named_files(call: CheckCall) -> Iterator[list[NamedFile] | UsageProblem]:
    """Yield the files of a call; those that are unpacked for it are gone afterwards."""
    missing = next((path for path in call.files if not path.exists()), None)
    if missing is not None:
        yield UsageProblem("no-file", {"path": str(missing)})
        return
    folders = (list_inbox(path, set()) if path.is_dir() else [path] for path in call.files)
    with open_files((path, str(path)) for paths in folders for path in paths) as files:
        yield files


def check_named(
    workspace: Workspace,
    definitions: Definitions,
    call: CheckCall,
    named: Sequence[NamedFile],
    tick: Tick,
) -> tuple[list[Received], History] | UsageProblem:
    """Return the files of a call, each checked, in their order; and the earlier figures."""
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        files = read_all(named, definitions, tick)
        periods = [file.period for file in files if file.period]
        found = judge_all(memory, definitions, files, periods, call)
    if call.code is None or isinstance(found, UsageProblem):
        return found
    files, history = found
    compared = _with_paper(files, call.code)
    return compared if isinstance(compared, UsageProblem) else ([compared], history)


def _with_paper(files: Sequence[Received], code: str) -> Received | UsageProblem:
    """The one file, with a finding where the paper has another code."""
    if len(files) != 1:
        return UsageProblem("code-of-several", {"n": str(len(files))})
    (file,) = files
    own = file.submission.code if file.submission else ""
    if not own:
        return UsageProblem("code-of-none", {"path": file.path})
    if same_code(code, own):
        return file
    facts = {"found": shorten(code), "expected": own}
    return file.with_first(Finding(PAPER_DIFFERS, Severity.ERROR, facts=facts))


def folder_shows(
    workspace: Workspace, definitions: Definitions, call: CheckCall, files: Sequence[Received]
) -> FolderOverview | None:
    """Return what the folders of a call show beyond their files, which were checked.

    ``None`` where no folder was named, or the files do not say of which province or period they
    are.
    """
    if not any(is_inbox(path) for path in call.files):
        return None
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return None
        roster = named_roster(workspace, definitions, call.province) or roster_of(
            files, definitions
        )
        if isinstance(roster, UsageProblem):
            return None
        period = memory.period_of(roster.id, files)
        if isinstance(period, UsageProblem):
            return None
        came = {e.unit for e in memory.events(roster.id, period) if e.kind is EventKind.CHECKED}
        return overview(files, roster, period, came)


def read_all(files: Sequence[NamedFile], definitions: Definitions, tick: Tick) -> list[Received]:
    """Read files, each with the name by which people know it; nothing is checked yet."""
    read = []
    for done, file in enumerate(files):
        tick(done, len(files))
        name = legible(file.shown)
        if file.refused:
            read.append(Received(name, "", findings=(refusal(file.refused),)))
            continue
        step = partial(read_returned, file.path, name, definitions)
        read.append(or_fault(step, Received(name, "")))
    tick(len(files), len(files))
    return read


def judge_all(
    memory: Memory,
    definitions: Definitions,
    files: Sequence[Received],
    periods: Sequence[Period],
    call: CheckCall,
) -> tuple[list[Received], History] | UsageProblem:
    """Check files that were read; return them and the earlier figures that they are held against.

    These are the tables of the call, which must serve for one of ``periods``, or else those that
    the record holds. Raises ``OSError`` when the key to be trusted cannot be recorded.
    """
    state = memory.workspace.state
    problem = trust(state, call.trust_key) if call.trust_key else None
    if problem is not None:
        return problem
    keys = read_keys(state)
    if isinstance(keys, UsageProblem):
        return keys
    # A merge of nothing compares with earlier figures all the same.
    provinces = {file.identity.province for file in files if file.identity}
    tables = call.previous or memory.earlier_tables(
        provinces or definitions.rosters, periods, back=call.back
    )
    history = read_history(tables, definitions)
    if isinstance(history, UsageProblem):
        return history
    if call.previous and (problem := lacking(history, periods, for_checking=True)):
        return problem
    checker = Checker(definitions, keys, history)
    return [or_fault(partial(checker.judge, file), file) for file in files], history


def or_fault(step: Callable[[], Received], file: Received) -> Received:
    """Return what a step makes of a file; where the program itself fails at it, that is a finding.

    The others go on.
    """
    try:
        return step()
    except Exception as fault:  # no room knows what the rest of the program may raise
        if os.environ.get(RAISES):
            raise
        facts = {"error": type(fault).__name__}
        finding = Finding(FILE_NOT_CHECKED, Severity.ERROR, facts=facts)
        return replace(file, submission=None).with_first(finding)


@dataclass
class Checker:
    """Checks files against definitions; each form is lowered once a period and age of units."""

    definitions: Definitions
    keys: KeyRing
    history: History = field(default_factory=History)
    _lowered: dict[_Lowered, tuple[Check, ...]] = field(default_factory=dict)
    _bonds: dict[_Lowered, Bonds] = field(default_factory=dict)

    def check(self, path: Path, shown: str) -> Received:
        """Read and check one file, whatever it is."""
        (file,) = read_all([NamedFile(path, shown)], self.definitions, lambda *_: None)
        return or_fault(partial(self.judge, file), file)

    def judge(self, file: Received) -> Received:
        """Return a file that was read with all findings, errors first."""
        identity, form, submission = file.identity, file.form, file.submission
        findings = list(file.findings)
        if identity is not None:
            findings += self._of_source(identity, form)
        if identity is not None and form is not None and submission is not None:
            since = file.unit.since if file.unit else ""
            lowered = form.id, submission.period, since
            if lowered not in self._lowered:
                checks = of_form(form, self.definitions.catalogue, submission.period, since)
                self._lowered[lowered] = checks
            previous, more = self._previous(file, identity, form, submission)
            checks = self._lowered[lowered]
            told = validate(form, checks, submission, previous, file.unit)
            if any(map(asks, told)):
                told = with_possible(self._bonds_of(lowered, form), submission, told, previous)
            filled = how_filled(form, submission)
            findings += [*more, *told, *([filled] if filled else [])]
            if filled is not None and filled.kind is NOTHING_ANSWERED:
                findings = [f for f in findings if f.kind not in {MISSING_ANSWER, SIGNING_BLANK}]
            file = replace(file, suspicions=self._explained(lowered, file, told, previous))
        return replace(file, findings=tuple(sorted(findings, key=_order(form))))

    def _explained(
        self,
        lowered: _Lowered,
        file: Received,
        told: Sequence[Finding],
        previous: Mapping[str, Decimal],
    ) -> tuple[Suspicion, ...]:
        """What explains the findings: a block that slipped, and cells for those that are left."""
        form, submission, checks = file.form, file.submission, self._lowered[lowered]
        if form is None or submission is None:
            return ()
        known = (*file.findings, *told)
        column = in_notes(form, checks, submission, known, previous)
        if not any(finding.related for finding in told):
            return (column,) if column else ()
        block = column or shifted(form, checks, submission, known, previous)
        left = [finding for finding in told if block is None or finding not in block.settles]
        cells = suspicions(self._bonds_of(lowered, form), submission, left, previous)
        return cells if block is None else (block, *cells)

    def _bonds_of(self, lowered: _Lowered, form: Form) -> Bonds:
        """The relations of a form, worked out once."""
        if lowered not in self._bonds:
            self._bonds[lowered] = bonds(form, self._lowered[lowered])
        return self._bonds[lowered]

    def _of_source(self, identity: Identity, form: Form | None) -> Iterator[Finding]:
        """What speaks against the file's being what was issued: its key, signature, definition."""
        key = self.keys.get(identity.key_id)
        facts = {"found": identity.key_id}
        if key is not None:
            if not is_authentic(identity, key.secret):
                yield Finding(IDENTITY_ALTERED, Severity.ERROR)
        elif self.keys.keys and identity.key_id not in self.keys.trusted:
            yield Finding(UNKNOWN_KEY, Severity.ERROR, facts=facts)
        else:
            yield Finding(UNVERIFIED_SOURCE, Severity.WARNING, facts=facts)
        known = (form.row_hash, form.edition) if form else None
        if form and known != (identity.definition, identity.edition):
            yield Finding(DEFINITION_CHANGED, Severity.ERROR, facts={"found": form.id})

    def _previous(
        self, file: Received, identity: Identity, form: Form, submission: Submission
    ) -> tuple[Mapping[str, Decimal], list[Finding]]:
        """The figures to compare with: those given, or else those that the file shows.

        Where a file shows others than were given, a finding names the rows.
        """
        shown, period = submission.previous, submission.period
        roster = self.definitions.rosters.get(identity.province)
        if not (roster and file.unit and self.history.knows_before(period)):
            if self.keys.get(identity.key_id) and not shows_what_was_issued(identity, shown):
                return {}, [Finding(PREVIOUS_ALTERED, Severity.WARNING)]
            return unbroken(form, shown, period.previous, period), []
        given = self.history.before(roster, file.unit, form, period)
        differing = [r for r in form.answer_rows if shown.get(r.key) != given.get(r.key)]
        if not shown or not differing:
            return given, []
        rows = tuple(
            Given(row.path, row.label, now=given.get(row.key), before=shown.get(row.key))
            for row in differing
        )
        facts = {"count": len(rows)}
        return given, [Finding(PREVIOUS_DIFFERS, Severity.INFO, facts=facts, given=rows)]


def _order(form: Form | None) -> Callable[[Finding], tuple[int, int]]:
    """Errors before warnings before information; the file first, then by rows, then by records."""
    rows = {row.path: index for index, row in enumerate(form.rows)} if form else {}
    tables = {table.id: len(rows) + n for n, table in enumerate(form.tables)} if form else {}

    def rank(finding: Finding) -> tuple[int, int]:
        path = finding.place.path or ""
        table = tables.get(path.partition(".")[0])
        return finding.severity.rank, rows.get(path, -1) if table is None else table

    return rank
