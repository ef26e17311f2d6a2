"""A small merged province with one of everything that the outputs must show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.model import (
    Annex,
    Answer,
    AskedAs,
    Code,
    Definitions,
    Family,
    Finding,
    Kind,
    Outcome,
    Place,
    Received,
    Severity,
    State,
    Unit,
    UnitState,
)
from cchc_sheets.record.values import ValueRow, value_rows
from cchc_sheets.report.annex import annex_for
from tests.consolidate.toy import PERIOD, Toy, indicator, province, unreadable

EVIL = "=HYPERLINK(\"http://x\")<script>alert('x')</script>&"


@dataclass(frozen=True)
class Shown:
    definitions: Definitions
    merged: Merged
    annex: Annex
    rows: tuple[ValueRow, ...]

    def with_made(self, made: Consolidation) -> Shown:
        """With another consolidation."""
        return replace(self, merged=replace(self.merged, consolidation=made))

    def with_outcomes(self, *more: Outcome) -> Shown:
        """With further outcomes."""
        outcomes = (*self.merged.outcomes, *more)
        return replace(self, merged=replace(self.merged, outcomes=outcomes))


def shown(*, note: str = EVIL) -> Shown:
    """Four of five units; the fifth was rejected with an error."""
    toy = _province()
    sent = toy.submissions(
        {
            "so-nganh-1": {"all": "2.875", "part": "84,94", "yes": "1", "list": "30", "code": "0"},
            "so-nganh-2": {"all": None, "part": "50", "yes": "0", "list": "70", "rate": "99,5"},
            "huyen-1": {"all": "10", "part": "9", "list": "250", "rate": "100"},
            "huyen-2": {"all": "KAD", "list": "245"},
        }
    )
    answers = dict(sent["so-nganh-1"].answers)
    answers["all"] = replace(answers["all"], note=note)
    answers["rate"] = unreadable(note, "rate")
    answers["words"] = Answer("words", State.TEXT, raw=note, sheet="Biểu", cell="F16")
    sent["so-nganh-1"] = replace(sent["so-nganh-1"], answers=answers)
    made = consolidate(toy.definitions, toy.roster, PERIOD, sent)
    outcomes = tuple(_outcome(each, sent.keys(), note) for each in made.expected)
    return Shown(
        toy.definitions,
        Merged(toy.roster, PERIOD, outcomes, (), (), made),
        replace(annex_for(toy.definitions, made), title="THỐNG KÊ", appendix="PHỤ LỤC"),
        value_rows(toy.definitions, toy.roster, PERIOD, sent),
    )


def _province() -> Toy:
    codes = (Code(0, "Có vi phạm"), Code(1, "Tốt"))
    return province(
        [
            indicator("all", Family.SUM),
            indicator("part", Family.SUM, numerator="part", denominator="all"),
            indicator("yes", Family.COUNT_YES, Kind.CODE),
            indicator("list", Family.SUM_OR_AGREE),
            indicator("rate", Family.NONE, Kind.RATE),
            indicator("code", Family.DISTRIBUTION, Kind.CODE, codes=codes, bad=0),
            indicator("words", Family.NONE, Kind.TEXT),
        ],
        {
            "so-nganh": [
                "all",
                ("part", AskedAs.PERCENT_OF, "all"),
                "yes",
                "list",
                "rate",
                "code",
                "words",
            ],
            "huyen": ["all", "part", "list", "rate"],
        },
        so_nganh=2,
        huyen=3,
    )


def _outcome(unit: Unit, merged: Iterable[str], note: str) -> Outcome:
    if unit.code in set(merged):
        above = {"label1": note, "value1": "2", "label2": "Chỉ tiêu", "value2": "1"}
        warning = _found("part-above-whole", Severity.WARNING, "R22", "F12", **above)
        found = Received(f"inbox/{unit.code}.xlsx", "", unit=unit, findings=(warning,))
        return Outcome(UnitState.TO_REVIEW, unit, found)
    return Outcome(UnitState.RETURNED, unit, replace(file("inbox/=x.xlsx"), unit=unit))


def file(path: str) -> Received:
    """A file with an error, which does not come first."""
    labels = {"label1": "Đúng hạn", "label2": "Đã giải quyết"}
    above = {**labels, "value1": "2844", "value2": "1654"}
    return Received(
        path,
        "",
        findings=(
            _found("number-as-text", Severity.INFO, "", "F13", found="4"),
            _found("part-above-whole", Severity.ERROR, "R22", "F75", **above),
        ),
    )


def _found(code: str, severity: Severity, rule: str, cell: str, **facts: str) -> Finding:
    return Finding(kind_of(code), severity, rule or None, Place(cell=cell), facts=facts)
