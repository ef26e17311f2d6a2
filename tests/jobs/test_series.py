"""Series: figures are shown and compared only across sound steps."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc_sheets.history.before import History, Past, continued, read_history
from cchc_sheets.history.series import read_record, series_of
from cchc_sheets.model import Period, Roster, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from tests.desk import Desk

STC, SO, ND, XA = "stc-soc-trang-2021q1", "so-nganh-2025", "nganh-doc-2025", "xa-2025"
ONLINE, STAFF, RATE = "procedures_online_l3", "staff_present", "dossiers_on_time_rate"
Q2, Q3 = Period(2022, "Q2"), Period(2022, "Q3")


def table(desk: Desk, *lines: str, name: str = "values.csv") -> Path:
    path = desk.root / name
    head = "province,unit,form,period,indicator,value"
    path.write_text("\n".join((head, *lines, "")), "utf-8")
    return path


def told(desk: Desk, key: str, *words: object, province: str = "soc-trang") -> list[dict[str, Any]]:
    done = desk.run("series", key, *words, "--province", province, "--format", "json")
    assert done.status == 0, done.err
    found: list[dict[str, Any]] = done.json["series"]
    return found


def steps(run: list[dict[str, Any]]) -> list[tuple[str, str | None, list[str]]]:
    return [(p["period"], p["value"], [b["why"] for b in p["breaks"]]) for p in run]


def history(desk: Desk, *lines: str) -> History:
    found = read_history([table(desk, *lines)], desk.definitions)
    assert isinstance(found, History)
    return found


def unit_of(roster: Roster, code: str) -> Unit:
    unit = roster.unit(code)
    assert unit is not None
    return unit


# ------------------------------------------------------------------ an indicator's meaning breaks

BOTH = tuple(
    f"soc-trang,stc,{STC},{period},{key},{value}"
    for key in (ONLINE, STAFF)
    for period, value in (("2022-Q1", 40), ("2022-Q2", 41), ("2022-Q3", 30), ("2022-Q4", 31))
)


def test_a_series_breaks_where_the_indicator_counts_something_else(desk: Desk) -> None:
    path = table(desk, *BOTH)
    (stc,) = told(desk, ONLINE, "--values", path, "--unit", "stc")
    assert steps(stc["runs"][0]) == [
        ("2022-Q1", "40", []),
        ("2022-Q2", "41", []),
        ("2022-Q3", "30", ["meaning"]),
        ("2022-Q4", "31", []),
    ]
    (staff,) = told(desk, STAFF, "--values", path, "--unit", "stc")
    assert [why for _, _, why in steps(staff["runs"][0])] == [[], [], [], []]


def test_a_window_in_which_the_meaning_changes_compares_with_neither(desk: Desk) -> None:
    lines = [f"soc-trang,stc,{STC},2022-Q{q},dossiers_online_rate_l3,5{q}" for q in (2, 3, 4)]
    (stc,) = told(desk, "dossiers_online_rate_l3", "--values", table(desk, *lines), "--unit", "stc")
    assert [why for _, _, why in steps(stc["runs"][0])] == [[], ["meaning"], ["meaning"]]


def test_nothing_stands_beside_the_cells_from_before_a_break(desk: Desk) -> None:
    past, roster = history(desk, *BOTH), desk.definitions.rosters["soc-trang"]
    asked = roster, desk.unit("stc"), desk.form_of("stc")
    assert past.before(*asked, Q3) == {STAFF: Decimal(41)}
    assert past.before(*asked, Q2) == {STAFF: Decimal(40), ONLINE: Decimal(40)}
    assert past.year_before(*asked, Period(2023, "Q1")) == {STAFF: Decimal(40)}


def test_no_rule_compares_across_a_break(desk: Desk) -> None:
    """Ten times as many is asked about, except where it is another thing that is counted."""
    figures = table(desk, *(f"soc-trang,stc,{STC},2022-Q2,{key},5" for key in (ONLINE, STAFF)))
    done = desk.run("generate", "--period", "2022-Q3", "--unit", "stc", "--previous", figures)
    assert done.status == 0, done.err
    answers = [(ONLINE, Decimal(80), ""), (STAFF, Decimal(80), "")]
    path = desk.returned("stc", answers, period="2022-Q3")
    for words in ((), ("--previous", figures)):
        done = desk.run("check", path, *words, "--format", "json")
        jumps = [
            f["indicator"] for f in done.json["files"][0]["findings"] if f["rule"] == "R64.stock"
        ]
        asked = [
            f["indicator"] for f in done.json["files"][0]["findings"] if f["rule"] == "R64.factor"
        ]
        assert (jumps, asked) == ([STAFF], [])


# ----------------------------------------------------------------------- communes, and provinces


def test_communes_have_no_series_before_july_2025(desk: Desk) -> None:
    lines = [
        f"can-tho,phuong-ninh-kieu,{XA},{period},{STAFF},{value}"
        for period, value in (("2025-Q2", 90), ("2025-Q3", 70), ("2025-Q4", 71))
    ]
    path = table(desk, *lines)
    (ward,) = told(desk, STAFF, "--values", path, "--unit", "phuong-ninh-kieu", province="can-tho")
    assert steps(ward["runs"][0]) == [
        ("2025-Q2", None, []),
        ("2025-Q3", "70", ["no-predecessor"]),
        ("2025-Q4", "71", []),
    ]
    roster = desk.definitions.rosters["can-tho"]
    unit, form = unit_of(roster, "phuong-ninh-kieu"), desk.definitions.forms[XA]
    assert history(desk, *lines).before(roster, unit, form, Period(2025, "Q3")) == {}
    assert history(desk, *lines).before(roster, unit, form, Period(2025, "Q4")) == {STAFF: 70}


def test_a_district_has_no_series_after_june_2025(desk: Desk) -> None:
    lines = (f"soc-trang,huyen-long-phu,long-phu-2023q1,2025-Q{q},{STAFF},9{q}" for q in (1, 2, 3))
    (found,) = told(desk, STAFF, "--values", table(desk, *lines), "--unit", "huyen-long-phu")
    assert steps(found["runs"][0]) == [("2025-Q1", "91", []), ("2025-Q2", "92", [])]


FORMER = ("can-tho-cu", "hau-giang", "soc-trang")


@pytest.fixture
def three(definitions: Definitions) -> Definitions:
    """Return the definitions with rosters of all former provinces, one department in each."""
    can_tho = definitions.rosters["can-tho"]
    old = definitions.rosters["soc-trang"]
    unit = replace(unit_of(old, "stc"), until="2025-06-30")
    rosters = {name: replace(old, id=name, units=(unit,)) for name in FORMER}
    heir = replace(unit_of(can_tho, "stc"), predecessors=tuple(f"{name}/stc" for name in FORMER))
    rosters["can-tho"] = replace(can_tho, units=(heir,))
    return replace(definitions, rosters=rosters)


def lines_of(*provinces: str, key: str = STAFF, value: object = 10) -> list[str]:
    former = [f"{name},stc,{STC},2025-Q2,{key},{value}" for name in provinces]
    return [*former, f"can-tho,stc,{SO},2025-Q3,{key},{value}"]


def runs_of(desk: Desk, definitions: Definitions, key: str, lines: list[str]) -> Any:  # noqa: ANN401
    roster = definitions.rosters["can-tho"]
    record = read_record([table(desk, *lines)], roster, definitions)
    assert not isinstance(record, UsageProblem)
    found = series_of(definitions.catalogue.indicators[key], record, roster, ())
    assert not isinstance(found, UsageProblem)
    return {
        series.unit.code if series.unit else "": [
            (
                str(point.reading.period),
                point.reading.figure.value if point.reading.figure else None,
                [why.why.value for why in point.breaks],
            )
            for point in series.runs[0]
        ]
        for series in found
    }


def test_a_total_runs_on_when_all_former_provinces_were_processed(
    desk: Desk, three: Definitions
) -> None:
    expected: list[object] = [("2025-Q2", Decimal(30), []), ("2025-Q3", Decimal(10), [])]
    assert runs_of(desk, three, STAFF, lines_of(*FORMER)) == {"": expected, "stc": expected}


@pytest.mark.parametrize("missing", FORMER)
def test_it_breaks_when_one_of_them_is_missing(
    desk: Desk, three: Definitions, missing: str
) -> None:
    known = [name for name in FORMER if name != missing]
    expected: list[object] = [
        ("2025-Q2", None, []),
        ("2025-Q3", Decimal(10), ["not-at-hand"]),
    ]
    assert runs_of(desk, three, STAFF, lines_of(*known)) == {"": expected, "stc": expected}


@pytest.mark.parametrize(
    "key", ["staff_downsized_rate_vs_plan", "autonomy_unit", "satisfaction_rate", ONLINE]
)
def test_what_cannot_be_added_breaks(desk: Desk, three: Definitions, key: str) -> None:
    """Rates without both parts, codes, weighted means, lists of procedures."""
    found = runs_of(desk, three, key, lines_of(*FORMER, key=key, value=1))
    for points in found.values():
        assert points[0][1] is None
        assert points[1][2] == ["not-added"]


def test_other_levels_of_government_are_another_total(desk: Desk, three: Definitions) -> None:
    """Districts reported until June 2025: a sum with them is not one without."""
    district = unit_of(desk.definitions.rosters["soc-trang"], "huyen-long-phu")
    rosters = {
        name: replace(roster, units=(*roster.units, district)) if name in FORMER else roster
        for name, roster in three.rosters.items()
    }
    definitions = replace(three, rosters=rosters)
    districts = [f"{n},huyen-long-phu,long-phu-2023q1,2025-Q2,{STAFF},5" for n in FORMER]
    found = runs_of(desk, definitions, STAFF, [*lines_of(*FORMER), *districts])
    assert found[""] == [("2025-Q2", Decimal(45), []), ("2025-Q3", Decimal(10), ["other-units"])]
    assert found["stc"][1][2] == []


# --------------------------------------------------------------------------- a merged department


def merged(definitions: Definitions) -> Roster:
    roster = definitions.rosters["soc-trang"]
    heir = replace(
        unit_of(roster, "stc"),
        code="moi",
        name="Sở mới",
        predecessors=("stc", "skhdt"),
        since="2022-06-15",
    )
    return replace(roster, units=(*roster.units, heir))


def sent(unit: str, **figures: object) -> list[str]:
    return [f"soc-trang,{unit},{STC},2022-Q2,{key},{value}" for key, value in figures.items()]


def before(desk: Desk, *lines: str) -> dict[str, Decimal]:
    roster, form = merged(desk.definitions), desk.definitions.forms[STC]
    found = history(desk, *lines).before(roster, unit_of(roster, "moi"), form, Q3)
    return dict(found)


def test_a_merged_department_continues_what_may_be_added(desk: Desk) -> None:
    figures = {STAFF: 20, "autonomy_unit": 1, RATE: 95, "procedures_in_force_total": 30}
    assert before(desk, *sent("stc", **figures), *sent("skhdt", **figures)) == {STAFF: Decimal(40)}


def test_it_begins_anew_where_one_of_them_is_unknown(desk: Desk) -> None:
    assert before(desk, *sent("stc", **{STAFF: 20})) == {}
    halves = (*sent("stc", **{STAFF: 20, "contract_workers": 3}), *sent("skhdt", **{STAFF: 9}))
    assert before(desk, *halves) == {STAFF: Decimal(29)}


def test_a_rate_continues_from_both_its_parts(definitions: Definitions) -> None:
    """The ratio of the sums: 90 of 100 and 50 of 300 are 35 %; of the mean, 53 %, nothing."""
    rows = definitions.forms["long-phu-2023q1"].by_key
    form = definitions.forms[STC]
    form = replace(form, rows=(*form.rows, rows["dossiers_on_time"]))
    rates = [{RATE: Decimal(90)}, {RATE: Decimal("16.67")}]
    parts = [
        {"dossiers_on_time": Decimal(on_time), "dossiers_resolved": Decimal(resolved)}
        for on_time, resolved in ((90, 100), (50, 300))
    ]

    def together(figures: list[dict[str, Decimal]]) -> dict[str, Decimal]:
        return continued(form, [Past(((form, each),)) for each in figures])

    assert together(parts)[RATE] == Decimal(35)
    assert together(rates) == {}
    bases = [{"dossiers_resolved": Decimal(100), **rate} for rate in rates]
    assert together(bases) == {"dossiers_resolved": Decimal(200)}


def test_two_heirs_continue_nothing(desk: Desk) -> None:
    roster = merged(desk.definitions)
    other = replace(unit_of(roster, "moi"), code="khac", name="Sở khác", predecessors=("stc",))
    split = replace(roster, units=(*roster.units, other))
    past = history(desk, *sent("stc", **{STAFF: 20}), *sent("skhdt", **{STAFF: 9}))
    form = desk.definitions.forms[STC]
    for code in ("moi", "khac"):
        assert past.before(split, unit_of(split, code), form, Q3) == {}


# ------------------------------------------------------------------------------------- the command


def test_the_command_says_where_and_why(desk: Desk) -> None:
    path = table(desk, *BOTH)
    out = desk.run("series", ONLINE, "--values", path, "--unit", "stc").out
    assert "Nghị định 42/2022/NĐ-CP" in out
    english = desk.run("series", ONLINE, "--values", path, "--lang", "en").out
    assert "break: since 2022-08-15" in english


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("staff_presen",), STAFF),
        ((STAFF, "--unit", "stcc"), "stc"),
    ],
)
def test_what_is_not_known_is_wrong_usage(desk: Desk, words: tuple[str, ...], said: str) -> None:
    done = desk.run("series", *words, "--values", table(desk, *BOTH))
    assert done.status == 2
    assert said in done.err


def test_two_figures_for_one_answer_and_a_row_without_a_period_are_refused(desk: Desk) -> None:
    good = f"soc-trang,stc,{STC},2022-Q1,{STAFF}"
    for lines, said in (
        ((f"{good},1", f"{good},2"), "2"),
        ((f"soc-trang,stc,{STC},,{STAFF},1",), "period"),
    ):
        done = desk.run("series", STAFF, "--values", table(desk, *lines))
        assert done.status == 2
        assert said in done.err


def test_a_table_from_before_provinces_were_written_is_the_rosters_own(desk: Desk) -> None:
    path = desk.root / "old.csv"
    path.write_text(f"unit,form,period,indicator,value\nstc,{STC},2022-Q1,{STAFF},7\n", "utf-8")
    (stc,) = told(desk, STAFF, "--values", path, "--unit", "stc")
    assert steps(stc["runs"][0]) == [("2022-Q1", "7", [])]


# ------------------------------------------------------------------------------------ the workbook


def test_series_as_a_workbook(desk: Desk) -> None:
    lines = [*BOTH, *(f"soc-trang,skhdt,{STC},2022-Q{q},{STAFF},2{q}" for q in (3, 4))]
    out = desk.root / "series.xlsx"
    asked = ("series", f"{ONLINE}, tổng biên chế có mặt", "--values", table(desk, *lines))
    done = desk.run(*asked, "--province", "soc-trang", "--out", out)
    assert done.status == 0, done.err
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl cannot keep sparklines
        book = load_workbook(out)
    assert book.sheetnames[:2] == ["Toàn tỉnh", "Sở, ban, ngành"]
    sheet = book["Sở, ban, ngành"]
    rows = {(row[0].value, row[1].value): row for row in sheet.iter_rows(min_row=4)}
    label = desk.definitions.catalogue.indicators[ONLINE].label
    stc = rows[label, "Sở Tài chính"]
    assert [cell.value for cell in sheet[2]][3:7] == [
        f"Quý {q}/2022" for q in ("I", "II", "III", "IV")
    ]
    assert [cell.value for cell in stc[3:7]] == [40, 41, 30, 31]
    assert [cell.border.left.style for cell in stc[3:7]] == ["thin", "thin", "thick", "thin"]
    assert str(stc[9].value).startswith("✂ Quý III/2022: từ 2022-08-15")
    assert stc[8].value == "+3,3%"  # of the last two quarters, which count the same
    # Two of all departments are no province: no change is stated of them together.
    staff = desk.definitions.catalogue.indicators[STAFF].label
    whole = rows[staff, "Cả khối"]
    assert (whole[8].value, whole[6].fill.fgColor.rgb) == (None, "FFF8DFB4")
    with zipfile.ZipFile(out) as parts:
        xml = parts.read("xl/worksheets/sheet2.xml").decode()
    drawn = re.findall(r"<xm:f>(.*?)</xm:f>", xml)
    row = stc[0].row
    assert f"'Sở, ban, ngành'!F{row}:G{row}" in drawn


def test_words_name_several_series_and_no_words_the_key_figures(desk: Desk) -> None:
    path = table(desk, *BOTH)
    more = ("--values", path, "--province", "soc-trang", "--format", "json")
    several = desk.run("series", ONLINE, STAFF, *more).json["indicators"]
    assert [each["indicator"] for each in several] == [ONLINE, STAFF]
    key_figures = desk.run("series", *more).json["indicators"]
    annex = desk.definitions.annexes[desk.definitions.rosters["soc-trang"].annex]
    assert {each["indicator"] for each in key_figures} == {
        row.indicator for row in annex.rows if row.key_figure
    }
    done = desk.run("series", STAFF, "--values", path, "--province", "soc-trang", "--out", "a.csv")
    assert (done.status, "a.csv" in done.err) == (2, True)


def test_without_tables_it_is_what_was_merged(desk: Desk) -> None:
    assert desk.run_init().status == 0
    done = desk.run("series", STAFF)
    assert (done.status, "--values" in done.err) == (2, True)
    for period in ("2021-Q1", "2021-Q2"):
        desk.returned("stc", period=period, name=f"{period}.xlsx")
        assert desk.run("merge", desk.inbox, "--period", period).status in {0, 1}
    (stc,) = desk.run("series", STAFF, "--unit", "stc", "--format", "json").json["series"]
    assert [point["period"] for point in stc["runs"][0]] == ["2021-Q1", "2021-Q2"]
