"""A small merged province with one of everything that the outputs must show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.model import Annex, Answer, AskedAs, Code, Family, Kind, Severity, State, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.record.values import ValueRow, value_rows
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.lines import FindingLine, UnitOutcome
from tests.consolidate.toy import PERIOD, Toy, indicator, province, unreadable

EVIL = "=HYPERLINK(\"http://x\")<script>alert('x')</script>&"


@dataclass(frozen=True)
class Shown:
    definitions: Definitions
    consolidation: Consolidation
    annex: Annex
    outcomes: tuple[UnitOutcome, ...]
    rows: tuple[ValueRow, ...]


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
    merged = consolidate(toy.definitions, toy.roster, PERIOD, sent)
    return Shown(
        toy.definitions,
        merged,
        replace(annex_for(toy.definitions, merged), title="THỐNG KÊ", appendix="PHỤ LỤC"),
        tuple(_outcome(each, sent.keys(), note) for each in merged.expected),
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


def _outcome(unit: Unit, merged: Iterable[str], note: str) -> UnitOutcome:
    if unit.code in set(merged):
        line = FindingLine(unit.name, Severity.WARNING, "R59", "blank", "Chỉ tiêu", "F12", note)
        return UnitOutcome(unit, "merged", f"inbox/{unit.code}.xlsx", findings=(line,))
    lines = (
        FindingLine(unit.name, Severity.INFO, "", "number-as-text", "", "F13", "đọc là 4"),
        FindingLine(unit.name, Severity.ERROR, "R22", "part-above-whole", "Đúng hạn", "F75", note),
    )
    return UnitOutcome(unit, "rejected", "inbox/=x.xlsx", "R22: 2844 lớn hơn 1654", lines)
