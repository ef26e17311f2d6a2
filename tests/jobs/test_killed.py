"""What is killed, or runs twice at once, loses nothing, and the next run completes."""

import hashlib
import os
import random
import signal
import time
from collections.abc import Callable

import pytest

from cchc_sheets.jobs.closing import PeriodCall, close, reopen, verify
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.merge import Done, MergeCall, merge
from cchc_sheets.jobs.workspace import Workspace, open_workspace
from cchc_sheets.model import Period
from cchc_sheets.record.versions import PeriodState, hashed
from tests.desk import PROVINCE, Desk

SEED, MERGES, CLOSINGS, PAIRS = 20260328, 60, 40, 4
"""How often a merge (which receives first) is killed, and a closing; how often two run at once."""
PERIOD = Period(2021, "Q1")
UNITS = ("bhxh", "stc")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed as POSIX does it"),
]


class Office:
    """A workspace whose jobs run in processes of their own."""

    def __init__(self, desk: Desk) -> None:
        """Lay it out with two units' reports."""
        (desk.root / ".cchc").mkdir(exist_ok=True)
        self.desk = desk
        self.answers = {code: desk.invented(code) for code in UNITS}
        for code in UNITS:
            desk.returned(code, self.answers[code])
        place = open_workspace(desk.root, None)
        assert isinstance(place, Workspace)
        self.place = place

    def sends(self, number: int) -> None:
        """A unit sends another report."""
        code = UNITS[number % len(UNITS)]
        typed = [
            (k, str(500 + number) if k == "staff_quota" else v, n) for k, v, n in self.answers[code]
        ]
        self.desk.returned(code, typed, name=f"{code} {number}.xlsx")

    def merges(self) -> object:
        """Merge the inbox."""
        call = MergeCall(self.desk.inbox, PROVINCE, str(PERIOD))
        return merge(self.place, self.desk.definitions, call, lambda *_: None)

    def closes(self) -> object:
        """Close the period."""
        call = PeriodCall(str(PERIOD), PROVINCE)
        return close(self.place, self.desk.definitions, call, lambda *_: None)

    def reopens(self) -> None:
        """Open the period again."""
        call = PeriodCall(str(PERIOD), PROVINCE, "Đính chính")
        assert reopen(self.place, self.desk.definitions, call) == PERIOD

    @property
    def state(self) -> PeriodState:
        """How far the period is, by the record."""
        with remembered(self.place, writing=False) as memory:
            assert isinstance(memory, Memory)
            return memory.state(PROVINCE, PERIOD)

    def keeps(self) -> None:
        """The record opens, and each result is one that some version made, whole."""
        known = {sha256 for each in self.state.versions for sha256 in each.outputs.values()}
        folder = self.desk.root / "merged" / PROVINCE / str(PERIOD)
        for name in self.state.versions[0].outputs:
            assert hashed((folder / name).read_bytes()) in known

    def is_whole(self) -> None:
        """All that came is kept, all versions can be made anew, and the last one is in place."""
        for path in self.desk.inbox.iterdir():
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            kept = self.desk.root / ".cchc" / "received" / sha256[:2] / sha256
            assert kept.read_bytes() == path.read_bytes()
        verified = verify(self.place, self.desk.definitions, lambda *_: None)
        assert getattr(verified, "faults", verified) == ()
        last = self.state.versions[-1]
        folder = self.desk.root / "merged" / PROVINCE / str(PERIOD)
        for name, sha256 in last.outputs.items():
            assert hashed((folder / name).read_bytes()) == sha256


def apart(job: Callable[[], object]) -> int:
    """Start a job in a process of its own, which ends with 0 when it did its work; its id."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            status = 0 if isinstance(job(), Done) else 2
        finally:
            os._exit(status)
    return process


def killed(job: Callable[[], object], after: float) -> bool:
    """Kill a job when so many seconds have gone by; whether it was killed before its end."""
    process = apart(job)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def ended(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def seconds(job: Callable[[], object]) -> float:
    began = time.monotonic()
    assert ended(apart(job)) == 0
    return time.monotonic() - began


@pytest.fixture
def office(desk: Desk) -> Office:
    return Office(desk)


def test_a_hundred_kills_lose_nothing(office: Office) -> None:
    chance = random.Random(SEED)  # noqa: S311 - where a process is killed
    whole = seconds(office.merges)
    died = 0
    for number in range(MERGES):
        if number % 5 == 0:  # a merge reads all of them again
            office.sends(number)
        died += killed(office.merges, chance.uniform(0, whole))
        office.keeps()
    assert ended(apart(office.merges)) in {0, 1}
    office.is_whole()
    whole = seconds(office.closes)
    office.reopens()
    for _ in range(CLOSINGS):
        died += killed(office.closes, chance.uniform(0, whole))
        office.keeps()
        if office.state.is_closed:
            office.reopens()
    assert ended(apart(office.closes)) == 0
    office.is_whole()
    assert office.state.is_closed
    assert died > (MERGES + CLOSINGS) // 2


def test_two_at_once_end_as_one_after_the_other(office: Office) -> None:
    chance = random.Random(SEED)  # noqa: S311 - how long after the first the second starts
    whole = seconds(office.merges)
    for number in range(PAIRS):
        office.sends(number)
        first = apart(office.merges)
        time.sleep(chance.uniform(0, whole / 2))
        second = apart(office.merges if number % 2 else office.closes)
        assert ended(first) in {0, 2}
        assert ended(second) in {0, 2}
        if office.state.is_closed:
            assert office.state.versions[-1].closed == office.state.closings
            office.reopens()
        office.is_whole()
        assert ended(apart(office.merges)) == 0
    office.is_whole()


def test_the_two_at_once_are_not_both_refused(office: Office) -> None:
    processes = [apart(office.merges) for _ in range(3)]
    assert [ended(process) for process in processes] == [0, 0, 0]
    office.is_whole()
    assert len(office.state.versions) == 1
