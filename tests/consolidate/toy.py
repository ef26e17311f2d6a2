"""Small made-up provinces, and submissions typed as officers type them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.definition import load
from cchc_sheets.definition.bases import with_base, with_bases
from cchc_sheets.model import (
    Answer,
    AskedAs,
    Case,
    Catalogue,
    Code,
    Family,
    Form,
    Indicator,
    Issuer,
    Kind,
    Period,
    Roster,
    Row,
    Rule,
    Section,
    Severity,
    Source,
    Speech,
    State,
    Submission,
    Unit,
    UnitType,
)
from cchc_sheets.model.definitions import Definitions
from tests.expressions import condition_of

PERIOD = Period(2021, "Q1")
YES_NO = (Code(1, "Có"), Code(0, "Không"))
TYPES = (
    UnitType("so-nganh", "Sở, ban, ngành", lists_add=True),
    UnitType("nganh-doc", "Cơ quan ngành dọc", lists_add=True),
    UnitType("huyen", "Huyện", lists_add=False),
    UnitType("xa", "Xã", lists_add=False),
)
_ASKED_KIND = {
    AskedAs.PERCENT_OF: Kind.RATE,
    AskedAs.PERCENT: Kind.RATE,
    AskedAs.YES_NO: Kind.CODE,
    AskedAs.COUNT: Kind.COUNT,
}

Typing = Mapping[str, str | None]
Asked = str | tuple[str, AskedAs, str | None]


def indicator(key: str, family: Family, kind: Kind = Kind.COUNT, **more: Any) -> Indicator:  # noqa: ANN401
    """An indicator with what a test is about, and nothing else."""
    codes = YES_NO if kind is Kind.CODE and "codes" not in more else ()
    fixed = {"section": "A", "label": key, "unit_of_measure": "Cái", "time_basis": "period"}
    return Indicator(key=key, family=family, kind=kind, **{"codes": codes, **fixed, **more})


def part_whole(part: str, whole: str, severity: Severity = Severity.ERROR) -> Rule:
    """The shared rule ``part <= whole``."""
    case = Case(condition_of(f"{part} <= {whole}"))
    return Rule("R1", severity, "part-above-whole", Speech("", ""), cases=(case,))


def province(
    indicators: Iterable[Indicator],
    asked: Mapping[str, Sequence[Asked]],
    rules: Sequence[Rule] = (),
    **units: int,
) -> Toy:
    """A province: what the form of each unit type asks, and how many units it has.

    Keyword ``so_nganh=2`` makes the units ``so-nganh-1`` and ``so-nganh-2``.
    """
    by_key = {each.key: each for own in indicators for each in with_base(own)}
    catalogue = Catalogue((Section("A", "Mục A"),), TYPES, by_key, tuple(rules))
    forms = {key: with_bases(_form(key, rows, by_key), catalogue) for key, rows in asked.items()}
    roster = Roster(
        "toy",
        "tỉnh Thử",
        Issuer("Sở Nội vụ"),
        tuple(
            unit(f"{name.replace('_', '-')}-{number}", name.replace("_", "-"))
            for name, count in units.items()
            for number in range(1, count + 1)
        ),
    )
    return Toy(Definitions(catalogue, forms, {"toy": roster}, {}), roster)


def unit(code: str, unit_type: str, **more: Any) -> Unit:  # noqa: ANN401
    """A unit whose form is called as its type."""
    return Unit(code, f"Đơn vị {code}", code.upper(), unit_type, (unit_type,), "test", **more)


def _form(key: str, asked: Sequence[Asked], by_key: Mapping[str, Indicator]) -> Form:
    rows = tuple(_row(index, each, by_key) for index, each in enumerate(asked, start=1))
    return Form(key, "1", key, (key,), "", "", "", "", "Chỉ tiêu", "Số liệu", rows)


def _row(index: int, asked: Asked, by_key: Mapping[str, Indicator]) -> Row:
    key, asked_as, base = asked if isinstance(asked, tuple) else (asked, None, None)
    found = by_key[key]
    kind = _ASKED_KIND[asked_as] if asked_as else found.kind
    return Row(
        path=str(index),
        stt=str(index),
        label=key,
        indicator=found,
        kind=kind,
        asked_as=asked_as,
        percent_of=base,
        codes=(found.codes or YES_NO) if kind is Kind.CODE else (),
        not_applicable=True,
    )


@dataclass(frozen=True)
class Toy:
    definitions: Definitions
    roster: Roster

    def submissions(self, typed: Mapping[str, Typing]) -> dict[str, Submission]:
        """What each unit typed, read as the reader would."""
        return {
            code: submission(self.definitions, self.roster, code, answers)
            for code, answers in typed.items()
        }

    def merge(self, **typed: Typing) -> Consolidation:
        """Consolidate; keyword ``so_nganh_1={"a": "3"}`` is what that unit typed."""
        named = {name.replace("_", "-"): answers for name, answers in typed.items()}
        return consolidate(self.definitions, self.roster, PERIOD, self.submissions(named))


def submission(
    definitions: Definitions, roster: Roster, code: str, typed: Typing, period: Period = PERIOD
) -> Submission:
    """One unit's file: what is not in ``typed`` was left blank."""
    found = roster.unit(code)
    assert found
    form = definitions.forms[found.forms[0]]
    assert typed.keys() <= form.by_key.keys()
    answers: dict[str, Answer] = {}
    for number, row in enumerate(form.rows, start=10):
        if row.indicator is None:
            continue
        read = read_answer(Typed(typed.get(row.key)), row)
        answers[row.key] = Answer(
            row.key, read.state, read.value, read.raw, sheet="Biểu", cell=f"F{number}"
        )
    return Submission(form.id, period, answers, source=Source(f"inbox/{code}.xlsx", "ab" * 32))


def unreadable(raw: str, key: str) -> Answer:
    """An answer that nobody can read, in a file that is accepted all the same."""
    return Answer(key, State.UNREADABLE, None, raw, sheet="Biểu", cell="F10")


def soc_trang() -> Toy:
    """The province of the definitions that come with the program."""
    definitions, problems = load(Path(__file__).parents[2] / "templates")
    assert definitions, problems
    return Toy(definitions, definitions.rosters["soc-trang"])


BHXH: Typing = {
    # What the social insurance of Sóc Trăng reported for 2021, as it was printed.
    "par_plan_tasks_total": "30",
    "par_plan_tasks_completed": "28",
    "par_communication_tasks_rate": "100",
    "par_news_provincial_site": "04",
    "satisfaction_rate": "99,82",
    "discipline_directive_compliance": "1",
    "procedures_in_force_total": "25",
    "procedures_in_force_own": "25",
    "procedures_in_force_district": "24",
    "procedures_interlinked_same_level": "25",
    "procedures_interlinked_cross_level": "1",
    "internal_process_approved_rate": "100",
    "dossiers_received": "171.034",
    "dossiers_resolved": "169.800",
    "dossiers_on_time_rate": "99,10",
    "org_units_total": "20",
    "org_divisions": "10",
    "org_district_branches": "10",
    "training_actual": "33",
    "autonomy_unit": "0",
    "autonomy_subordinate_admin": "0",
    "doc_link_down": "1",
    "outgoing_documents": "2.875",
    "outgoing_documents_electronic": "84,94",
    "outgoing_documents_dual": "8,38",
    "e_onestop_status": "2",
    "delegation_check_district": "5",
    "iso_announced_unit": "1",
}

STC: Typing = {
    # What the department of finance reported for the first quarter of 2021.
    "par_plan_tasks_total": "25",
    "satisfaction_method": "1",
    "discipline_directive_compliance": "1",
    "procedures_in_force_total": "30",
    "procedures_in_force_own": "30",
    "procedures_interlinked_same_level": "25",
    "internal_process_approved_rate": "100",
    "dossiers_received": "68",
    "dossiers_resolved": "63",
    "dossiers_on_time_rate": "100",
    "org_divisions": "7",
    "org_divisions_cut_rate": "14,3",
    "autonomy_unit": "1",
    "autonomy_subordinate_admin": "1",
    "outgoing_documents": "1248",
    "outgoing_documents_electronic": "99,2",
    "iso_announced_unit": "1",
}


def of(found: object, *names: str) -> tuple[object, ...]:
    """Some attributes of a value, to be compared at once."""
    return tuple(getattr(found, name) for name in names)
