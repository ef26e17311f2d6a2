"""The period before: which figures are taken for it, and whom they are believed from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.history.before import History, read_history
from cchc_sheets.model import Identity, Period, Roster, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.record.signature import prefill_digest, shows_what_was_issued
from cchc_sheets.sheet.form import KEY, LIVE_SHEET, PREVIOUS, YEAR_BEFORE
from scripts.fill import Typed
from tests.desk import Desk
from tests.libreoffice import LibreOffice

NEWS, STAFF, RATE = "par_news_unit_site", "staff_present", "dossiers_online_rate_l3"
H1 = Period(2021, "H1")


def table(desk: Desk, *lines: str, name: str = "previous.csv") -> Path:
    path = desk.root / name
    path.write_text("\n".join(("unit,period,indicator,value", *lines, "")), "utf-8")
    return path


def issued(desk: Desk, *previous: Path, period: str = "2021-H1") -> Path:
    options = [word for path in previous for word in ("--previous", path)]
    done = desk.run("generate", "--period", period, "--unit", "stc", *options)
    assert done.status == 0, done.err
    return desk.issued("stc", period)


def returned(desk: Desk, news: object, note: str = "", period: str = "2021-H1") -> Path:
    answers = [*desk.invented("stc"), (NEWS, Decimal(str(news)), note)]
    return desk.returned("stc", answers, period=period)


def shown(path: Path, column: int) -> dict[str, Any]:
    sheet = load_workbook(path).worksheets[0]
    rows = range(1, sheet.max_row + 1)
    cells = {str(sheet.cell(r, KEY).value): sheet.cell(r, column).value for r in rows}
    keys = set(cells) & {NEWS, STAFF, RATE, "contract_workers", "staff_quota"}
    return {key: cells[key] for key in keys if cells[key] is not None}


def findings(desk: Desk, path: Path, *words: object) -> list[dict[str, Any]]:
    done = desk.run("check", path, *words, "--format", "json")
    assert done.status in {0, 1}, done.err
    found: list[dict[str, Any]] = done.json["files"][0]["findings"]
    return found


def between(desk: Desk, path: Path, *words: object) -> list[tuple[str, str]]:
    """Return what is said about the period before."""
    return [
        (f["rule"] or f["code"], f["indicator"] or "")
        for f in findings(desk, path, *words)
        if (f["rule"] or f["code"]).startswith(("R61", "R62", "R63", "R64", "previous"))
    ]


def changed(path: Path, change: Callable[[Worksheet], object]) -> None:
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def set_previous(key: str, value: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, KEY).value == key)
        sheet.cell(row, PREVIOUS).value = value  # type: ignore[assignment]

    return change


# ------------------------------------------------------------------------- beside the cells


def test_one_file_fills_both_columns(desk: Desk) -> None:
    figures = table(
        desk,
        f"stc,2021-Q1,{NEWS},7",
        f"stc,2021-Q1,{STAFF},0",
        "stc,2021-Q1,contract_workers,",
        f"stc,2020-H1,{NEWS},12",
        f"stc,2019-H1,{STAFF},99",
        f"syt,2021-Q1,{STAFF},98",
    )
    path = issued(desk, figures)
    assert shown(path, PREVIOUS) == {NEWS: 7, STAFF: 0}
    assert shown(path, YEAR_BEFORE) == {NEWS: 12}


def test_two_files_fill_a_column_each(desk: Desk) -> None:
    last = table(desk, f"stc,2021-Q1,{NEWS},7", name="q1.csv")
    year = table(desk, f"stc,2020-H1,{NEWS},12", name="h1.csv")
    path = issued(desk, year, last)
    assert shown(path, PREVIOUS) == {NEWS: 7}
    assert shown(path, YEAR_BEFORE) == {NEWS: 12}


def test_what_was_merged_stands_beside_the_next_issue(desk: Desk) -> None:
    answers: list[Typed] = [(NEWS, Decimal(7), ""), (STAFF, "-", ""), (RATE, "KAD", "không có")]
    desk.returned("stc", answers)
    assert desk.run("merge", desk.inbox, "--out", desk.root / "merged").status == 0
    path = issued(desk, desk.root / "merged" / "values.csv")
    assert shown(path, PREVIOUS) == {NEWS: 7, STAFF: 0}
    assert shown(path, YEAR_BEFORE) == {}


def test_figures_typed_by_hand_are_read_as_answers_are(desk: Desk) -> None:
    path = issued(desk, table(desk, f"stc,,{NEWS},1.248", f"stc,,{STAFF},'-"))
    assert shown(path, PREVIOUS) == {NEWS: 1248, STAFF: 0}


# ----------------------------------------------------------------------------- wrong usage


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_file_of_another_period_is_refused(desk: Desk, lang: str) -> None:
    figures = table(desk, f"stc,2020-Q4,{NEWS},7", f"stc,2020-Q3,{NEWS},6")
    done = desk.run("generate", "--period", "2021-H1", "--previous", figures, "--lang", lang)
    assert done.status == 2
    assert "2020-Q3, 2020-Q4" in done.err
    assert "2021-Q1" in done.err
    path = returned(desk, 6)
    for command in (("check", path), ("merge", desk.inbox)):
        done = desk.run(*command, "--previous", figures, "--lang", lang)
        assert done.status == 2
        assert "2021-Q1" in done.err


def test_one_strange_file_among_others_is_named(desk: Desk) -> None:
    last = table(desk, f"stc,2021-Q1,{NEWS},7", name="q1.csv")
    strange = table(desk, f"stc,2019-Q1,{NEWS},7", name="la.csv")
    done = desk.run("generate", "--period", "2021-H1", "--previous", last, "--previous", strange)
    assert done.status == 2
    assert "la.csv" in done.err


def test_last_years_figures_alone_are_nothing_to_check_against(desk: Desk) -> None:
    year = table(desk, f"stc,2020-H1,{NEWS},7")
    assert shown(issued(desk, year), YEAR_BEFORE) == {NEWS: 7}
    assert desk.run("check", returned(desk, 6), "--previous", year).status == 2


def test_rows_without_a_period_are_meant_to_be_the_period_before(desk: Desk) -> None:
    figures = table(desk, f"stc,,{NEWS},7")
    assert shown(issued(desk, figures), PREVIOUS) == {NEWS: 7}
    assert between(desk, returned(desk, 6), "--previous", figures) == [("R61", NEWS)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([f"stc,2021-Q1,{NEWS},7", f"stc,2021-Q1,{NEWS},8"], "7"),
        ([f"stc,2021-Q1,{NEWS},bảy"], "bảy"),
        ([], "previous.csv"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, lines: list[str], said: str) -> None:
    done = desk.run("generate", "--period", "2021-H1", "--previous", table(desk, *lines))
    assert done.status == 2
    assert said in done.err


# -------------------------------------------------------------------------------- checking


def test_the_figures_of_the_sheet_are_compared_without_any_others(desk: Desk) -> None:
    issued(desk, table(desk, f"stc,2021-Q1,{NEWS},7"))
    path = returned(desk, 6, note="số kỳ trước ghi nhầm")
    assert between(desk, path) == [("R61", NEWS)]
    (said,) = [f["message"] for f in findings(desk, path) if f["rule"] == "R61"]
    assert "là 6, nhỏ hơn kỳ trước (7)" in said
    assert desk.run("merge", desk.inbox, "--format", "json").json["merged"] == []


def test_a_correction_of_the_earlier_figure_comes_with_previous(desk: Desk) -> None:
    issued(desk, table(desk, f"stc,2021-Q1,{NEWS},7", f"stc,2021-Q1,{STAFF},40"))
    path = returned(desk, 6)
    corrected = table(desk, f"stc,2021-Q1,{NEWS},5", f"stc,2021-Q1,{STAFF},40")
    assert between(desk, path, "--previous", corrected) == [("previous-differs", "")]
    (said,) = [
        f for f in findings(desk, path, "--previous", corrected) if f["code"] == "previous-differs"
    ]
    assert said["severity"] == "info"
    assert "(7 → 5)" in said["message"]
    merged = desk.run("merge", desk.inbox, "--previous", corrected, "--format", "json").json
    assert merged["merged"] == ["stc"]


def test_the_same_figures_are_no_difference(desk: Desk) -> None:
    figures = table(desk, f"stc,2021-Q1,{NEWS},7", f"stc,2021-Q1,{STAFF},40")
    issued(desk, figures)
    assert between(desk, returned(desk, 8), "--previous", figures) == []


def test_a_sheet_that_shows_nothing_differs_from_nothing(desk: Desk) -> None:
    path = returned(desk, 6)
    figures = table(desk, f"stc,2021-Q1,{NEWS},7")
    assert between(desk, path) == []
    assert between(desk, path, "--previous", figures) == [("R61", NEWS)]


@pytest.mark.parametrize("value", [5, None, "=2+3", "năm"])
def test_altered_figures_are_not_used_and_said(desk: Desk, value: object) -> None:
    figures = table(desk, f"stc,2021-Q1,{NEWS},7", "stc,2021-Q1,par_directive_documents,9000")
    issued(desk, figures)
    path = returned(desk, 6)
    changed(path, set_previous(NEWS, value))
    assert between(desk, path) == [("previous-altered", "")]
    assert ("R61", NEWS) in between(desk, path, "--previous", figures)


def test_figures_added_to_a_sheet_without_any_are_altered_too(desk: Desk) -> None:
    path = returned(desk, 6)
    changed(path, set_previous(NEWS, 7))
    assert between(desk, path) == [("previous-altered", "")]


def test_without_the_key_the_figures_are_taken_as_they_stand(desk: Desk, tmp_path: Path) -> None:
    issued(desk, table(desk, f"stc,2021-Q1,{NEWS},7"))
    path = returned(desk, 6)
    stranger = Desk(tmp_path / "elsewhere", desk.definitions)
    stranger.root.mkdir()
    assert between(stranger, path) == [("R61", NEWS)]
    changed(path, set_previous(NEWS, 5))
    assert between(stranger, path) == []


def test_another_year_is_not_compared_with_what_is_cumulative(desk: Desk) -> None:
    issued(desk, table(desk, f"stc,2020-Q4,{NEWS},700"), period="2021-Q1")
    assert between(desk, returned(desk, 6, period="2021-Q1")) == []


def test_the_guidance_has_the_rules_of_the_period_only(desk: Desk) -> None:
    def rules(period: str) -> set[str]:
        sheet = load_workbook(desk.issued("stc", period)).worksheets[1]
        return {str(cell.value).split("\n")[0] for row in sheet.iter_rows() for cell in row}

    assert "R61" in rules("2021-H1")
    assert "R61" not in rules("2021-Q1")
    assert "R64.stock" in rules("2021-Q1")


@pytest.mark.slow
def test_a_client_keeps_the_figures_as_they_were(desk: Desk, libreoffice: LibreOffice) -> None:
    issued(desk, table(desk, f"stc,2021-Q1,{NEWS},7", "stc,2021-Q1,dossiers_on_time_rate,99.13"))
    path = returned(desk, 6)
    saved = libreoffice.recalculate(path, desk.root / "saved")
    assert between(desk, saved) == [("R61", NEWS)]


# ---------------------------------------------------------------------------------- digests


def identity(prefill: str) -> Identity:
    return Identity("key", "soc-trang", "stc", "f", "2021", "2021-H1", 0, "0", prefill)


def test_an_issue_from_before_there_was_a_digest_speaks_against_no_figures() -> None:
    for old in ("0", "0123456789ab"):
        assert shows_what_was_issued(identity(old), {NEWS: Decimal(7)})
        assert shows_what_was_issued(identity(old), {})


def test_a_digest_knows_a_figure_however_it_is_written() -> None:
    now = identity(prefill_digest([], {NEWS: Decimal("7.10"), STAFF: Decimal(1000)}))
    assert shows_what_was_issued(now, {STAFF: Decimal("1E+3"), NEWS: Decimal("7.1")})
    assert not shows_what_was_issued(now, {STAFF: Decimal(1000), NEWS: Decimal("7.11")})
    assert not shows_what_was_issued(now, {STAFF: Decimal(1000)})
    assert not shows_what_was_issued(identity(prefill_digest([], {})), {NEWS: Decimal(7)})
    assert shows_what_was_issued(identity(prefill_digest([("a", "1", "")], {})), {})


# ----------------------------------------------------------------------- units over the years


def roster(definitions: Definitions, **predecessors: tuple[str, ...]) -> Roster:
    packaged = definitions.rosters["soc-trang"]
    units = tuple(
        replace(unit, predecessors=predecessors.get(unit.code, ())) for unit in packaged.units
    )
    return replace(packaged, units=units)


@pytest.fixture
def history(desk: Desk) -> History:
    lines = [f"{code},2021-Q1,{NEWS},{n}" for n, code in enumerate(("stc", "sct", "bhxh"), 1)]
    found = read_history([table(desk, *lines)], desk.definitions)
    assert isinstance(found, History)
    return found


@pytest.mark.parametrize(
    ("predecessors", "expected"),
    [
        ({"syt": ("stc",)}, {NEWS: Decimal(1)}),  # renamed
        ({}, {}),
        ({"syt": ("stc", "sct")}, {NEWS: Decimal(3)}),  # merged
        ({"syt": ("stc", "skhdt")}, {}),  # merged, and one of them has no figures
        ({"syt": ("stc",), "sct": ("stc",)}, {}),  # split
        ({"syt": ("bhxh",)}, {}),  # of another form
        ({"syt": ("skhdt",)}, {}),  # which had no figures either
    ],
)
def test_a_renamed_unit_continues_its_figures(
    desk: Desk,
    history: History,
    predecessors: dict[str, tuple[str, ...]],
    expected: dict[str, Decimal],
) -> None:
    units = roster(desk.definitions, **predecessors)
    heir = units.unit("syt")
    assert heir is not None
    assert history.before(units, heir, desk.form_of("syt"), H1) == expected


def test_own_figures_come_before_a_predecessors(desk: Desk, history: History) -> None:
    units = roster(desk.definitions, sct=("stc",))
    own = units.unit("sct")
    assert own is not None
    assert history.before(units, own, desk.form_of("sct"), H1) == {NEWS: Decimal(2)}


def test_a_figure_that_was_asked_otherwise_is_not_compared(desk: Desk) -> None:
    """One form asks a number of units, the other Có/Không."""
    key, count, yes_no = (
        "iso_internal_audit_subordinate",
        "bhxh-soc-trang-2021",
        desk.form_of("stc"),
    )
    path = desk.root / "q1.csv"
    head = "unit,form,period,indicator,value\n"
    path.write_text(f"{head}stc,{count},2021-Q1,{key},1\nstc,{count},2021-Q1,{NEWS},7\n", "utf-8")
    found = read_history([path], desk.definitions)
    assert isinstance(found, History)
    unit: Unit = desk.unit("stc")
    units = desk.definitions.rosters["soc-trang"]
    assert found.before(units, unit, yes_no, H1) == {NEWS: Decimal(7)}


def test_a_unit_founded_within_the_window_is_not_held_to_what_was_before_it(desk: Desk) -> None:
    desk.run_init()
    roster = desk.root / "templates" / "soc-trang.yaml"
    written = roster.read_text("utf-8")
    earlier = table(desk, f"stc,,{NEWS},7")  # its predecessor's first quarter
    issued(desk, earlier)
    path = returned(desk, 3)
    assert ("R61", NEWS) in between(desk, path, "--previous", earlier)

    founded = written.replace("  - code: stc\n", '  - code: stc\n    since: "2021-04-01"\n', 1)
    roster.write_text(founded, "utf-8")
    assert ("R61", NEWS) not in between(desk, path, "--previous", earlier)
    fresh = issued(desk, earlier)
    said = {str(c.value) for row in load_workbook(fresh)[LIVE_SHEET].iter_rows() for c in row}
    assert any("R64" in formula for formula in said)
    assert not any("R61" in formula for formula in said)


# ---------------------------------------------------------------------------- questions at a merge


def test_a_merge_asks_about_a_count_that_is_far_from_the_quarters_before(desk: Desk) -> None:
    def asked(period: str, news: int) -> list[tuple[str, str | None, str]]:
        answers = [*desk.invented("stc"), (NEWS, Decimal(news), "")]
        desk.returned("stc", answers, period=period, name=f"{period}.xlsx")
        done = desk.run("merge", desk.inbox, "--period", period, "--format", "json")
        return [
            (each["code"], each["indicator"], each["message"])
            for each in done.json["findings"]
            if each["code"] == "unit-off-past"
        ]

    assert desk.run_init().status == 0
    assert asked("2021-Q1", 20) == asked("2021-Q2", 30) == []
    ((_, indicator, said),) = asked("2021-Q3", 203)
    assert indicator == NEWS
    assert "ghi 203; số giữa của 2 kỳ trước là 25." in said
    accepted = ("accept", "stc", "--reason", "Có chuyên mục mới", "--period", "2021-Q3")
    assert desk.run(*accepted).status == 0
    assert asked("2021-Q3", 203) == []
