"""Check returned files: read each, verify who it is, run its form's checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from cchc_sheets.checks.check import Check
from cchc_sheets.checks.lower_tables import of_form
from cchc_sheets.checks.validate import validate
from cchc_sheets.history.before import History, lacking, read_history
from cchc_sheets.history.lineage import unbroken
from cchc_sheets.intake.read import read_returned
from cchc_sheets.jobs.calls import CheckCall, Tick
from cchc_sheets.jobs.files import list_inbox
from cchc_sheets.jobs.workspace import Workspace
from cchc_sheets.model import (
    Finding,
    Form,
    Identity,
    Period,
    Severity,
    State,
    Submission,
)
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.model.received import Received
from cchc_sheets.record.keys import KeyRing, read_keys, trust
from cchc_sheets.record.signature import definition_hash, is_authentic, shows_what_was_issued
from cchc_sheets.text import show

ROWS_SHOWN = 10


def check(
    workspace: Workspace, definitions: Definitions, call: CheckCall, tick: Tick
) -> tuple[Received, ...] | UsageProblem:
    """Return the files named, and those of the folders named, each checked.

    Raises ``OSError`` when the key to be trusted cannot be recorded.
    """
    paths = _expand(call.files)
    if isinstance(paths, UsageProblem):
        return paths
    checker = begin_check(workspace, definitions, call.previous, call.trust_key)
    if isinstance(checker, UsageProblem):
        return checker
    checked = check_all(checker, paths, None, tick)
    periods = [file.period for file in checked if file.period]
    return lacking(checker.history, periods, for_checking=True) or tuple(checked)


def _expand(paths: Sequence[Path]) -> list[Path] | UsageProblem:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(list_inbox(path, set()))
        elif path.exists():
            found.append(path)
        else:
            return UsageProblem("no-file", {"path": str(path)})
    return found


def begin_check(
    workspace: Workspace,
    definitions: Definitions,
    previous: Sequence[Path] = (),
    trust_key: str | None = None,
) -> Checker | UsageProblem:
    """Return a checker with the workspace's keys and the previous figures.

    Raises ``OSError`` when the key to be trusted cannot be recorded.
    """
    if trust_key:
        trust(workspace.state, trust_key)
    history = read_history(previous, definitions)
    if isinstance(history, UsageProblem):
        return history
    return Checker(definitions, read_keys(workspace.state), history)


def check_all(
    checker: Checker, paths: Sequence[Path], folder: Path | None, tick: Tick
) -> list[Received]:
    """Check every file, in order; people know them by their paths below ``folder``, if any."""
    checked = []
    for done, path in enumerate(paths):
        tick(done, len(paths))
        shown = path.relative_to(folder).as_posix() if folder else str(path)
        checked.append(checker.check(path, shown))
    tick(len(paths), len(paths))
    return checked


@dataclass
class Checker:
    """Checks files against definitions; each form is lowered once a period."""

    definitions: Definitions
    keys: KeyRing
    history: History = field(default_factory=History)
    _lowered: dict[tuple[str, Period], tuple[Check, ...]] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)

    def check(self, path: Path, shown: str) -> Received:
        """Read and check one file; a file that cannot be read yields findings like any other."""
        returned = read_returned(path, shown, self.definitions)
        findings = [*returned.findings, *self._source(returned)]
        submission, form = returned.submission, returned.form
        if submission is not None and form is not None:
            previous, said = self._previous(submission, form, returned)
            checks = self._checks(form, submission.period)
            findings += [*said, *validate(form, checks, submission, previous, returned.unit)]
            findings += _unfilled(submission)
        return replace(returned, findings=_in_order(findings, returned))

    def _previous(
        self, submission: Submission, form: Form, returned: Received
    ) -> tuple[Mapping[str, Decimal], list[Finding]]:
        """Return the figures to compare with: those given, or else those that the file shows."""
        shown, period = submission.previous, submission.period
        roster = self.definitions.rosters.get(submission.identity.province)
        if roster and returned.unit and self.history.knows_before(period):
            given = self.history.before(roster, returned.unit, form, period)
            return given, _differences(form, shown, given)
        key = self.keys.get(submission.identity.key_id)
        if key is None or shows_what_was_issued(submission.identity, shown):
            return unbroken(form, shown, period.previous, period), []
        return {}, [Finding("previous-altered", Severity.WARNING)]

    def _checks(self, form: Form, period: Period) -> tuple[Check, ...]:
        if (form.id, period) not in self._lowered:
            self._lowered[form.id, period] = of_form(form, self.definitions.catalogue, period)
        return self._lowered[form.id, period]

    def _source(self, returned: Received) -> Iterator[Finding]:
        identity = returned.identity
        if identity is None:
            return
        yield from _signature(identity, self.keys)
        form = returned.form
        if form is None:
            return
        if form.id not in self._hashes:
            self._hashes[form.id] = definition_hash(form)
        if (identity.definition, identity.edition) != (self._hashes[form.id], form.edition):
            yield Finding("definition-changed", Severity.ERROR, facts={"found": form.id})


def _differences(
    form: Form, shown: Mapping[str, Decimal], given: Mapping[str, Decimal]
) -> list[Finding]:
    """Name the rows in which the sheet shows another earlier figure, if it shows any at all."""
    rows = [
        f"{row.path} ({_figure(shown, row.key)} → {_figure(given, row.key)})"
        for row in form.answer_rows
        if shown.get(row.key) != given.get(row.key)
    ]
    if not shown or not rows:
        return []
    more = ["…"] if len(rows) > ROWS_SHOWN else []
    facts = {"count": str(len(rows)), "found": "; ".join([*rows[:ROWS_SHOWN], *more])}
    return [Finding("previous-differs", Severity.INFO, facts=facts)]


def _figure(figures: Mapping[str, Decimal], key: str) -> str:
    return show(figures[key]) if key in figures else "∅"


def _unfilled(submission: Submission) -> Iterator[Finding]:
    answers = submission.answers.values()
    if answers and all(answer.state is State.BLANK for answer in answers):
        yield Finding("nothing-answered", Severity.WARNING)


def _signature(identity: Identity, keys: KeyRing) -> Iterator[Finding]:
    key = keys.get(identity.key_id)
    facts = {"found": identity.key_id}
    if key is not None:
        if not is_authentic(identity, key.secret):
            yield Finding("identity-altered", Severity.ERROR)
    elif keys.keys and identity.key_id not in keys.trusted:
        yield Finding("unknown-key", Severity.ERROR, facts=facts)
    else:
        yield Finding("unverified-source", Severity.WARNING, facts=facts)


def _in_order(findings: list[Finding], returned: Received) -> tuple[Finding, ...]:
    """Errors before warnings before information; the file first, then by rows, then by records."""
    form = returned.form
    rows = {row.path: index for index, row in enumerate(form.rows)} if form else {}
    tables = {table.id: len(rows) + n for n, table in enumerate(form.tables)} if form else {}

    def rank(finding: Finding) -> tuple[int, int]:
        path = finding.place.path or ""
        table = tables.get(path.partition(".")[0])
        return finding.severity.rank, rows.get(path, -1) if table is None else table

    return tuple(sorted(findings, key=rank))
