"""``diff``: what an edition changes against an older one."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cchc_sheets.cli.app import app
from cchc_sheets.definition import packaged_templates
from cchc_sheets.history.editions import Fate, compare, compare_lines
from cchc_sheets.model import Catalogue, Form, Rupture, Severity
from cchc_sheets.model.definitions import Definitions

STC, NEW, XA = "stc-soc-trang-2021q1", "so-nganh-2025", "xa-2025"


@pytest.fixture(scope="module")
def catalogue(definitions: Definitions) -> Catalogue:
    return definitions.catalogue


@pytest.fixture(scope="module")
def form(definitions: Definitions) -> Form:
    return definitions.forms[STC]


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["diff", *words], catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def test_a_form_does_not_differ_from_itself(form: Form, catalogue: Catalogue) -> None:
    found = compare(form, form, catalogue)
    assert all(row.fate is Fate.KEPT and not row.changes for row in found.rows)
    assert not found.heading
    assert not found.rules
    assert "không khác nhau" in run(STC, STC)[1]


def changed(form: Form, index: int, **what: Any) -> Form:  # noqa: ANN401 - a row's own fields
    rows = list(form.rows)
    rows[index] = replace(rows[index], **what)
    return replace(form, rows=tuple(rows))


@pytest.mark.parametrize(
    ("what", "aspect"),
    [
        ({"label": "Tên khác"}, "label"),
        ({"stt": "9"}, "stt"),
        ({"path": "I.9"}, "path"),
        ({"unit_of_measure": "Việc"}, "unit_of_measure"),
        ({"required": Severity.ERROR}, "required"),
        ({"maximum": Decimal(7)}, "limits"),
        ({"not_applicable": True}, "not_applicable"),
        ({"percent_of": "dossiers_received"}, "asked_as"),
    ],
)
def test_each_aspect_of_a_row_is_seen(
    form: Form, catalogue: Catalogue, what: dict[str, Any], aspect: str
) -> None:
    found = compare(form, changed(form, 2, **what), catalogue)
    (row,) = [row for row in found.rows if row.changes]
    assert [change.aspect for change in row.changes] == [aspect]


def test_rows_come_in_the_new_order_and_dropped_ones_where_they_stood(
    form: Form, catalogue: Catalogue
) -> None:
    first, second, third, *others = form.rows
    added = replace(second, path="I.0", indicator=catalogue.indicators["it_staff"])
    found = compare(form, replace(form, rows=(added, first, third, *others)), catalogue)
    fates = [(row.fate, row.line.key) for row in found.rows[:4]]
    assert fates == [
        (Fate.ADDED, "it_staff"),
        (Fate.KEPT, first.key),
        (Fate.DROPPED, second.key),
        (Fate.KEPT, third.key),
    ]


def test_lines_of_any_kind_are_compared_by_what_they_are_known_by() -> None:
    found = compare_lines(
        ["a:1", "b:2", "b:3"], ["b:3", "a:9"], (str, lambda t: t[0]), lambda t: {"all": t}
    )
    told = [(line.fate.value, line.before, line.after) for line in found]
    assert told == [("kept", "b:3", "b:3"), ("kept", "a:1", "a:9"), ("dropped", "b:2", None)]


def test_rules_that_came_went_or_weigh_otherwise(definitions: Definitions) -> None:
    before, after = definitions.forms[STC], definitions.forms[NEW]
    weaker = replace(after, rules=tuple(replace(r, severity=Severity.WARNING) for r in after.rules))
    rules = compare(before, weaker, definitions.catalogue).rules
    found = {change.rule.id: (change.before, change.after) for change in rules}
    assert found["R82"] == (None, Severity.ERROR)
    assert found["R13"] == (Severity.ERROR, Severity.WARNING)
    rules = compare(after, before, definitions.catalogue).rules
    back = {change.rule.id: (change.before, change.after) for change in rules}
    assert back["R82"] == (Severity.ERROR, None)


def test_where_a_series_breaks_and_where_it_runs_on(
    definitions: Definitions, form: Form, catalogue: Catalogue
) -> None:
    breaks = compare(form, definitions.forms[NEW], catalogue).breaks
    assert [b.why for b in breaks["procedures_online_l3"]] == [Rupture.MEANING]
    assert breaks["staff_present"] == ()
    assert "other_tasks" not in breaks  # words are no series
    asked = changed(form, form.rows.index(form.by_key["staff_present"]), percent_of="staff_quota")
    found = compare(form, asked, catalogue).breaks["staff_present"]
    assert [b.why for b in found] == [Rupture.ASKED_OTHERWISE]
    other = compare(definitions.forms["long-phu-2023q1"], definitions.forms[XA], catalogue)
    assert other.other_units
    assert all(Rupture.OTHER_UNITS in {b.why for b in found} for found in other.breaks.values())


def test_a_break_after_both_editions_parts_nothing(definitions: Definitions) -> None:
    """The district's form of 2023 and that of 2025 lie after the decree of 2022."""
    forms = definitions.forms
    found = compare(forms["long-phu-2023q1"], forms[XA], definitions.catalogue)
    whys = {b.why for b in found.breaks["procedures_online_l3"]}
    assert whys == {Rupture.OTHER_UNITS}


def test_a_file_in_another_folder_is_an_edition_too(tmp_path: Path) -> None:
    old = (packaged_templates() / f"{STC}.yaml").read_text("utf-8")
    path = tmp_path / "cu.yaml"
    path.write_text(old.replace("Công tác chỉ đạo điều hành CCHC", "Chỉ đạo điều hành"), "utf-8")
    status, out, _ = run(str(path), STC, "--lang", "en")
    assert status == 0
    assert "label: Chỉ đạo điều hành → Công tác chỉ đạo điều hành CCHC" in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xa-2052", "xa-2025"),
        ("không-có.yaml", "không-có.yaml:1:1"),
        ("templates/soc-trang.yaml", "form"),
    ],
)
def test_an_edition_that_is_not_known_is_wrong_usage(name: str, said: str) -> None:
    status, _, err = run(name, STC)
    assert status == 2
    assert said in err


def test_editions_are_compared_form_by_form_for_the_same_types_of_units() -> None:
    status, out, _ = run("2021q1", "2025", "--format", "json")
    answer = json.loads(out)
    assert status == 0
    pairs = [(item["before"]["form"], item["after"]["form"]) for item in answer["forms"]]
    assert pairs == [(STC, NEW)]
    assert answer["only_before"] == []
    assert answer["only_after"] == ["nganh-doc-2025", XA]
    status, out, _ = run("2021", "2025")
    assert status == 0
    assert f"So sánh sldtbxh-binh-phuoc-2021 với {NEW}" in out
    assert "\n\nSo sánh bhxh-soc-trang-2021 với nganh-doc-2025\n" in f"\n\n{out}"
    assert out.rstrip().endswith(f"phiên bản trước: {XA}")
    assert "phiên bản sau: huong-khe-2021\n" in out


def test_of_forms_for_other_units_one_is_to_be_named() -> None:
    status, _, err = run("long-phu-2023q1", "2025")
    assert status == 2
    assert "nganh-doc-2025, so-nganh-2025, xa-2025" in err
    assert run("long-phu-2023q1", XA)[0] == 0


def test_json_has_every_change(form: Form) -> None:

    status, out, _ = run(STC, NEW, "--format", "json")
    answer = json.loads(out)
    assert status == 0
    assert answer["only_before"] == answer["only_after"] == []
    (found,) = answer["forms"]
    assert (found["before"]["form"], found["after"]["form"]) == (STC, NEW)
    fates = {row["fate"] for row in found["rows"]}
    assert fates == {"added", "dropped", "kept"}
    series = {item["indicator"]: item["runs_on"] for item in found["series"]}
    assert series["staff_present"]
    assert not series["procedures_online_l4"]
    assert set(series) < set(form.by_key)


TABLES = "sldtbxh-binh-phuoc-2021"


def test_a_table_that_came_or_went_is_told(definitions: Definitions, catalogue: Catalogue) -> None:
    form = definitions.forms[TABLES]
    fewer = replace(form, tables=form.tables[:1])
    for before, after, fate in ((form, fewer, Fate.DROPPED), (fewer, form, Fate.ADDED)):
        (found,) = [table for table in compare(before, after, catalogue).tables if table.differs]
        assert (found.table.fate, found.table.line.id) == (fate, "hai-long-theo-linh-vuc")


def test_each_change_of_a_table_is_told(tmp_path: Path) -> None:
    old = (packaged_templates() / f"{TABLES}.yaml").read_text("utf-8")
    new = old
    for was, now in (
        ("        label: Kỳ trước chuyển qua\n", "        label: Tồn kỳ trước\n"),
        ("    name_label: Lĩnh vực khảo sát\n    room: 25\n", "    name_label: Nơi\n    room: 9\n"),
        ("      - key: field_neutral\n", "      - key: field_neutral\n        kind: rate\n"),
        (
            "      - indicator: dossiers_returned\n",
            "      - {key: other, label: Khác}\n      - indicator: dossiers_returned\n",
        ),
        (
            (
                "      - indicator: dossiers_pending_not_due\n"
                "        group: Số hồ sơ đang giải quyết\n        label: Chưa đến hạn\n"
                "        required: none\n"
            ),
            "",
        ),
        ("dossiers_pending_not_due, dossiers_pending_overdue)", "dossiers_pending_overdue)"),
        ("        same_as: satisfaction_distribution_neutral\n", ""),
        ("id: BP6\n        severity: warning\n", "id: BP6\n        severity: error\n"),
    ):
        assert new.count(was) == 1
        new = new.replace(was, now)
    path = tmp_path / "moi.yaml"
    path.write_text(new, "utf-8")

    status, out, err = run(TABLES, str(path))
    assert not err
    told = [line.strip() for line in out[out.index("Bảng kèm theo") :].splitlines()]

    assert status == 0
    for line in (
        "~ cột “Số hồ sơ nhận giải quyết: Tồn kỳ trước”",
        "- cột “Số hồ sơ đang giải quyết: Chưa đến hạn”",
        "+ cột “Khác”",
        "mỗi mục là: Lĩnh vực khảo sát → Nơi",
        "số chỗ: 25 → 9",
        "kiểu: số lượng → tỷ lệ %",
        "~ BP6 (Cần xem → Lỗi): Số phiếu khảo sát bằng tổng số phiếu của năm mức",
    ):
        assert line in told
    assert "ho-so-theo-linh-vuc" not in out

    answer = json.loads(run(TABLES, str(path), "--format", "json")[1])
    found = answer["forms"][0]["tables"]
    assert [(t["table"], len(t["columns"])) for t in found] == [
        ("ho-so-theo-linh-vuc", 3),
        ("hai-long-theo-linh-vuc", 1),
    ]


def test_columns_of_a_detail_are_told_as_they_come_and_go(
    definitions: Definitions, catalogue: Catalogue
) -> None:
    form = definitions.forms["long-phu-2023q1"]
    (detail,) = form.tables
    fewer = replace(form, tables=(replace(detail, columns=detail.columns[1:]),))
    (table,) = compare(form, fewer, catalogue).tables
    dropped = [c.line.row.key for c in table.columns if c.fate is Fate.DROPPED]
    assert dropped == [detail.columns[0].row.key]
    assert not any(c.changes for c in table.columns)
