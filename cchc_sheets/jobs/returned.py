"""Return (trả lại): a received file → a fresh workbook to be corrected, and its letter.

The workbook is written from the definition, as at issue, and never by saving again what came.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import decode, load
from cchc_sheets.findings.columns import COLUMN_MISSING, COLUMN_REPEATED
from cchc_sheets.findings.file import LOCK_FILE
from cchc_sheets.findings.identity import DEFINITION_CHANGED, NOT_ISSUED, PERIOD_CHANGED
from cchc_sheets.findings.rows import PREVIOUS_ALTERED, ROWS_MIXED, SHEET_REPEATED
from cchc_sheets.history.before import History
from cchc_sheets.jobs.carried import Carried, carry
from cchc_sheets.jobs.check import CheckCall, Checker, check_named, named_files
from cchc_sheets.jobs.corrections import correct
from cchc_sheets.jobs.files import Tick, keep_old, write_together
from cchc_sheets.jobs.issue import signed, workbook_stem
from cchc_sheets.jobs.workspace import Workspace
from cchc_sheets.model import Definitions, Form, Period, Received, Status, UsageProblem
from cchc_sheets.model.issue import Issue
from cchc_sheets.record.keys import KeyRing, read_keys
from cchc_sheets.sheet.form import LIVE_SHEET
from cchc_sheets.words.returned import letter
from cchc_sheets.workbook.form_plan import FormPlan, plan_form
from cchc_sheets.workbook.write import write_workbook

UNSURE = (
    DEFINITION_CHANGED,
    PERIOD_CHANGED,
    COLUMN_MISSING,
    COLUMN_REPEATED,
    SHEET_REPEATED,
    ROWS_MIXED,
)
"""Findings of a file from which answers are carried, but all have to be confirmed."""


@dataclass(frozen=True, slots=True)
class ReturnedWorkbook:
    """A workbook to be corrected, under its file name without an ending, and its letter."""

    name: str
    issue: Issue
    content: bytes
    letter: str


@dataclass(frozen=True, slots=True)
class NotReturned:
    """Why there is no workbook to return: a key of ``words.returned.WHY_NOT``."""

    code: str


Returned = Path | NotReturned | None
"""What was made for a file: the workbook, none for a reason, or none because nothing is wrong."""


def check_and_return(
    workspace: Workspace, definitions: Definitions, call: CheckCall, folder: Path, tick: Tick
) -> list[tuple[Received, Returned]] | UsageProblem:
    """Check files as ``check`` does and write into ``folder`` what is to be returned.

    A file with errors is returned; one that only has something to look at counts, and stays. Raises
    ``OSError`` when a workbook cannot be written.
    """
    for path in call.files:
        if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
            return UsageProblem("return-among-received", {"path": str(folder)})
    keys = read_keys(workspace.state)
    if isinstance(keys, UsageProblem):
        return keys
    if not keys.keys:
        return UsageProblem("return-without-key", {})
    with named_files(call) as named:
        if isinstance(named, UsageProblem):
            return named
        found = check_named(workspace, definitions, call, named, tick)
        if isinstance(found, UsageProblem):
            return found
        files, history = found
        returner = Returner(definitions, keys, history)
        sent = zip(files, named, strict=True)
        return _returned([(file, each.path) for file, each in sent], returner, folder)


def _returned(
    sent: Sequence[tuple[Received, Path]], returner: Returner, folder: Path
) -> list[tuple[Received, Returned]]:
    """Write what is to be returned of files, each with where its bytes are."""
    written: set[Path] = set()
    results: list[tuple[Received, Returned]] = []
    for file, bytes_at in sent:
        made = returner.read(file, bytes_at) if file.status is Status.REJECTED else None
        if not isinstance(made, ReturnedWorkbook):
            results.append((file, made))
            continue
        path = folder / f"{made.name}.xlsx"
        if path in written:  # another file of the unit, in the same call
            path = path.with_stem(f"{path.stem}_{file.sha256[:8]}")
        written.add(path)
        put(path, made)
        results.append((file, path))
    return results


def put(path: Path, made: ReturnedWorkbook) -> None:
    """Write a workbook and, beside it, its letter; what was there before is set aside."""
    note = path.with_suffix(".txt")
    contents = {path: made.content, note: made.letter.encode("utf-8-sig")}
    for place, content in contents.items():
        keep_old(place, content)
    write_together(contents)


@dataclass
class Returner:
    """Makes workbooks to be returned; each form is planned once a period and age of units."""

    definitions: Definitions
    keys: KeyRing
    history: History = field(default_factory=History)
    _plans: dict[object, FormPlan] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep one checker for all files."""
        self._checker = Checker(self.definitions, self.keys, self.history)

    def read(self, file: Received, path: Path) -> ReturnedWorkbook | NotReturned | None:
        """Do what ``make`` does with the bytes at ``path``; ``None`` for what is no report."""
        if any(finding.kind is LOCK_FILE for finding in file.findings):
            return None
        data = load(path)
        return NotReturned("unreadable") if isinstance(data, Unreadable) else self.make(file, data)

    def make(
        self, file: Received, data: bytes, period: Period | None = None
    ) -> ReturnedWorkbook | NotReturned:
        """Return the workbook that takes the place of a checked file, whose bytes are ``data``.

        It is for ``period``, the file's own unless named. The unit has to be certain, or else it
        would be given another's figures.
        """
        identity, unit = file.identity, file.unit
        kinds = {finding.kind for finding in file.findings}
        if identity is None and NOT_ISSUED not in kinds:
            return NotReturned("unreadable")
        if identity is None or unit is None:
            return NotReturned("unit-unknown")
        if any(kind.whose_is_uncertain for kind in kinds):
            return NotReturned("unit-uncertain")
        wanted, form = period or file.period, self._form(file)
        if wanted is None or form is None or not unit.reports_in(wanted):
            return NotReturned("no-form")
        raw = decode(data, skipped=LIVE_SHEET)
        if isinstance(raw, Unreadable):
            return NotReturned("unreadable")
        roster = self.definitions.rosters[identity.province]
        carried = carry(raw, file.form, form, unit, wanted)
        same = form is file.form and wanted == file.period
        as_before = file.submission.as_before if same and file.submission else None
        unsure = not same or not kinds.isdisjoint(UNSURE)
        issue = Issue(
            carried.form,
            unit,
            roster,
            wanted,
            prefill=carried.prefill,
            records=carried.records,
            panel=carried.panel,
            confirmed=as_before.confirmed if as_before else None,
        )
        if wanted != file.period:  # the report's number and date are those of the other one
            issue = replace(issue, panel=replace(issue.panel, report_number="", signed_on=""))
        issue = self._with_past(issue, file, carried, same=same)
        issue = signed(issue, self.keys.keys[0], identity.revision + 1)
        plan = self._plan(issue)
        again = self._check(write_workbook(issue, plan)) if unsure else None
        issue = correct(issue, file, carried, again)
        name = f"{workbook_stem(roster, wanted, unit, form)}_lan-{issue.identity.revision}"
        unit_type = self.definitions.catalogue.unit_type(unit.type)
        sent, outside = Path(file.path).name, unit_type.outside
        text = letter(issue, sent=sent, name=f"{name}.xlsx", outside=outside)
        return ReturnedWorkbook(name, issue, write_workbook(issue, plan), text)

    def _form(self, file: Received) -> Form | None:
        """Return the form that the unit answers: the file's own, or else the one most like it."""
        names = file.unit.forms if file.unit else ()
        if file.form is not None and file.form.id in names:
            return file.form
        asked = file.form.by_key.keys() if file.form else frozenset()
        forms = (self.definitions.forms[name] for name in names)
        return max(forms, key=lambda form: len(form.by_key.keys() & asked), default=None)

    def _with_past(self, issue: Issue, file: Received, carried: Carried, *, same: bool) -> Issue:
        """Return the issue with the figures of earlier periods: as given, or as it was issued."""
        compared = (issue.roster, issue.unit, issue.form, issue.period)
        if self.history.knows_before(issue.period):
            previous = self.history.before(*compared)
            return replace(
                issue, previous=previous, year_before=self.history.year_before(*compared)
            )
        altered = any(finding.kind is PREVIOUS_ALTERED for finding in file.findings)
        if not same or altered or file.submission is None:
            return issue
        return replace(issue, previous=file.submission.previous, year_before=carried.year_before)

    def _plan(self, issue: Issue) -> FormPlan:
        rooms = tuple(table.room for table in issue.form.tables)
        wanted = issue.form.id, rooms, issue.period, issue.unit.since
        if wanted not in self._plans:
            catalogue = self.definitions.catalogue
            self._plans[wanted] = plan_form(issue.form, catalogue, issue.period, issue.unit.since)
        return self._plans[wanted]

    def _check(self, content: bytes) -> Received:
        """Check a workbook that is not written yet, as if it had been sent as it is."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "returned.xlsx"
            path.write_bytes(content)
            return self._checker.check(path, path.name)
