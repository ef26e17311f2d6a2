"""Which of several files of one unit counts: the same ones once, contradicting ones not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cchc_sheets.consolidate.accept import Known, Merged, accept
from cchc_sheets.consolidate.versions import Rulings
from cchc_sheets.model import (
    Answer,
    Family,
    Heading,
    Identity,
    Received,
    Record,
    State,
    Submission,
    UnitState,
)
from cchc_sheets.model.event import EventKind
from cchc_sheets.model.received import Arrival, Ruling
from tests.consolidate.toy import PERIOD, indicator, province, submission

TOY = province(
    [indicator("a", Family.SUM), indicator("b", Family.SUM)], {"huyen": ["a", "b"]}, huyen=2
)


def file(path: str, sent: Submission | None, **more: Any) -> Received:  # noqa: ANN401 - of its identity
    identity = Identity("k", "toy", "huyen-1", "huyen", "1", str(PERIOD), 0, "d", "0", "s")
    form, unit = TOY.definitions.forms["huyen"], TOY.roster.unit("huyen-1")
    return Received(path, path, replace(identity, **more), unit, form, PERIOD, sent)


def sent() -> Submission:
    made = submission(TOY.definitions, TOY.roster, "huyen-1", {"a": "3", "b": "4"})
    name, figure = Answer("record", State.TEXT, raw="Xã A"), Answer("a", State.NUMBER, raw="3")
    records = {"t": (Record(1, name, {"a": figure}),)}
    return replace(made, headings={"I": Heading("I")}, records=records)


def merge(*files: Received) -> Merged:
    return accept(TOY.definitions, files, TOY.roster, PERIOD)


def codes(files: tuple[Received, ...]) -> list[list[str]]:
    return [[finding.code for finding in each.findings] for each in files]


def test_the_same_report_twice_counts_once() -> None:
    merged = merge(file("1", sent()), file("2", sent()))
    assert [each.path for each in merged.accepted.values()] == ["1"]
    assert codes(merged.doubles) == [["same-content"]]
    assert merged.rejected == ()


def _answer(made: Submission, **more: Any) -> Submission:  # noqa: ANN401 - what is changed
    return replace(made, answers={**made.answers, "a": replace(made.answers["a"], **more)})


def _record(made: Submission, **more: str) -> Submission:
    (record,) = made.records["t"]
    changed = replace(record, name=replace(record.name, raw=more.get("name", record.name.raw)))
    if "raw" in more:
        changed = replace(changed, answers={"a": replace(record.answers["a"], raw=more["raw"])})
    return replace(made, records={more.get("table", "t"): (changed,)})


@pytest.mark.parametrize(
    "change",
    [
        lambda made: _answer(made, raw="03"),
        lambda made: _answer(made, note="kể cả kỳ trước"),
        lambda made: replace(made, headings={"I": Heading("I", raw="7")}),
        lambda made: replace(made, headings={"I": Heading("I", note="xem sau")}),
        lambda made: replace(made, headings={"II": Heading("II")}),
        lambda made: _record(made, name="Xã B"),
        lambda made: _record(made, raw="4"),
        lambda made: _record(made, table="u"),
        lambda made: replace(made, records={"t": made.records["t"] * 2}),
    ],
    ids=[
        *("a figure", "a note", "beside a heading", "a heading's note", "another heading"),
        *("a record's name", "a record's figure", "another table", "one more record"),
    ],
)
def test_reports_that_differ_in_anything_typed_contradict_each_other(
    change: Callable[[Submission], Submission],
) -> None:
    merged = merge(file("1", sent()), file("2", change(sent())))
    assert merged.accepted == {}
    assert [each.path for each in merged.rejected] == ["1", "2"]
    assert codes(merged.rejected) == [["contradicting-files"]] * 2
    states = [(each.state, each.unit and each.unit.code) for each in merged.outcomes]
    assert states == [
        (UnitState.RETURNED, "huyen-1"),
        (UnitState.RETURNED, "huyen-1"),
        (UnitState.ISSUED, "huyen-2"),
    ]


def test_the_same_answers_in_two_issues_of_the_workbook_contradict_each_other() -> None:
    merged = merge(file("1", sent()), file("2", sent(), definition="e"))
    assert codes(merged.rejected) == [["contradicting-files"]] * 2


def test_files_that_cannot_be_read_are_the_same_when_their_bytes_are() -> None:
    one = file("1", None)
    assert codes(merge(one, replace(one, path="2")).doubles) == [["same-content"]]
    assert codes(merge(one, file("2", None)).rejected) == [["contradicting-files"]] * 2


def test_a_file_of_another_province_counts_for_nobody() -> None:
    merged = merge(file("1", sent(), province="khac"))
    assert merged.accepted == {}
    assert codes(merged.rejected) == [["other-province"]]


def test_a_file_of_another_period_is_set_aside() -> None:
    merged = merge(replace(file("1", sent()), period=PERIOD.previous))
    assert merged.accepted == {}
    assert merged.rejected == ()
    assert [(each.file.path, each.why) for each in merged.set_aside] == [("1", "other_period")]


def test_the_highest_revision_counts_then_the_last_to_arrive() -> None:
    first, second = replace(sent(), report_number="1"), _answer(sent(), raw="5")
    third = _answer(sent(), raw="6")
    came = [
        replace(file("a", first), arrival=Arrival(3, "")),
        replace(file("b", second, revision=1), arrival=Arrival(1, "")),
        replace(file("c", third, revision=1), arrival=Arrival(2, "")),
    ]
    merged = merge(*came)
    assert [each.path for each in merged.accepted.values()] == ["c"]
    assert {each.file.path: each.why for each in merged.set_aside} == {
        "a": "replaced",
        "b": "replaced",
    }


def test_a_decision_holds_until_something_fit_comes_after_it() -> None:
    old = replace(file("a", sent()), arrival=Arrival(1, ""))
    new = replace(file("b", _answer(sent(), raw="5")), arrival=Arrival(2, ""))
    ruling = Ruling(EventKind.ACCEPTED, "đã hỏi", 3, "", sha256="a")
    known = Known(Rulings({"huyen-1": ruling}))
    decided = accept(TOY.definitions, [old, new], TOY.roster, PERIOD, known)
    assert [each.path for each in decided.accepted.values()] == ["a"]
    last = replace(file("c", _answer(sent(), raw="6")), arrival=Arrival(4, ""))
    after = accept(TOY.definitions, [old, new, last], TOY.roster, PERIOD, known)
    assert [each.path for each in after.accepted.values()] == ["c"]
