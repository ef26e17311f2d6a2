"""The command line as people and programs meet it: statuses, languages, pipes, bad input."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets import __version__
from cchc_sheets.definition import packaged_templates
from cchc_sheets.sheet.form import KEY, VALUE
from tests.desk import Desk

FINDING_KEYS = {
    "code", "rule", "severity", "indicator", "sheet", "cell", "related", "message", "live",
}  # fmt: skip


GENERATE = ("generate", "--period", "2021-Q1", "--province", "soc-trang")


def python_m(
    *words: object, cwd: Path, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cchc_sheets", *map(str, words)]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, env=environment)


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = python_m("--version", cwd=tmp_path)
    assert done.stdout.decode().strip() == f"cchc-sheets {__version__}"
    assert done.returncode == 0


@pytest.mark.parametrize("encoding", ["cp437", "cp1258", "ascii"])
def test_any_code_page_bears_the_output(tmp_path: Path, encoding: str) -> None:
    done = python_m("generate", "--period", "nay", cwd=tmp_path, encoding=encoding)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_pipe_gets_lines_and_no_progress_bar(desk: Desk) -> None:
    done = python_m(*GENERATE, "--unit", "stc", cwd=desk.root)
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().startswith("Đã giao 1 biểu, Quý I năm 2021: ")


def test_help_names_the_commands_of_the_contract(desk: Desk) -> None:
    out = desk.runner.invoke(
        __import__("cchc_sheets.cli.app", fromlist=["app"]).app, ["--help"]
    ).stdout
    names = "init lint generate check merge status trace diff series explain"
    for name in names.split():
        assert name in out


def test_check_json_has_the_keys_of_the_contract(desk: Desk) -> None:
    path = desk.returned("stc", [("staff_quota", "48,5", "")])
    done = desk.check(path)
    assert done.status == 1
    (file,) = done.json["files"]
    assert list(file) == [
        "path", "unit", "form", "edition", "period", "status",
        "report_number", "signed_on", "filled_by", "telephone", "code", "returned", "not_returned",
        "findings", "suspicions",
    ]  # fmt: skip
    assert (file["unit"], file["form"], file["period"]) == (
        "stc",
        "stc-soc-trang-2021q1",
        "2021-Q1",
    )
    assert all(set(finding) == FINDING_KEYS for finding in file["findings"])
    error = file["findings"][0]
    assert (error["code"], error["severity"], error["indicator"]) == (
        "not-whole",
        "error",
        "staff_quota",
    )
    assert error["cell"] == "F87"


def test_what_cannot_be_read_is_null(desk: Desk) -> None:
    path = desk.inbox / "rỗng.xlsx"
    path.touch()
    (file,) = desk.check(path).json["files"]
    assert [file[key] for key in ("unit", "form", "edition", "period")] == [None] * 4
    assert file["status"] == "rejected"
    assert file["findings"][0]["cell"] is None


def test_merge_json_has_the_keys_of_the_contract(desk: Desk) -> None:
    desk.returned("stc")
    result = desk.run("merge", desk.inbox, "--format", "json").json
    assert list(result) == [
        "province", "period", "expected", "merged", "missing", "rejected", "findings", "outputs",
        "submissions", "set_aside", "decisions", "version", "stage", "closing", "as_of", "moved",
        "changes", "figures",
    ]  # fmt: skip
    assert result["province"] == "soc-trang"
    assert set(result["outputs"]) == {
        "consolidated.xlsx", "values.csv", "figures.csv", "submissions.csv", "report.html",
        "tables.csv", "datapackage.json",
    }  # fmt: skip


def test_findings_are_in_vietnamese_and_on_request_in_english(desk: Desk) -> None:
    path = desk.returned("stc", [("staff_quota", "48,5", "")])
    vietnamese = desk.run("check", path).out
    english = desk.run("check", path, "--lang", "en").out
    assert "là số đếm nhưng ghi 48,5. " in vietnamese or "là số đếm nhưng ghi 48,5." in vietnamese
    assert "Cách sửa: Nhập số nguyên." in vietnamese
    assert "is a count but says 48.5." in english
    assert "How to mend: Enter a whole number." in english


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("generate", "--period", "2021-Q5"), "2021-Q5"),
        (("generate", "--period", "2021-Q1", "--unit", "stcc"), "Có phải “stc”?"),
        (("generate", "--period", "2026-Q1", "--unit", "huyen-long-phu"), "không có đơn vị"),
        (("generate", "--period", "2021-Q1", "--province", "soc-trag"), "soc-trang"),
        (("generate", "--period", "2021-Q1", "--values", "nope.csv"), "nope.csv"),
        (("check", "nope.xlsx"), "nope.xlsx"),
        (("merge", "nope"), "nope"),
        (("lint", "nope"), "nope"),
        (("explain", "R222"), "R22"),
    ],
)
def test_wrong_usage_is_said_and_ends_with_2(desk: Desk, words: tuple[str, ...], said: str) -> None:
    done = desk.run(*words)
    assert done.status == 2
    assert said in done.err
    assert done.out == ""


def test_an_empty_inbox_is_wrong_usage(desk: Desk) -> None:
    assert desk.run("merge", desk.inbox).status == 2


def test_a_broken_definition_is_named_with_its_place_and_ends_with_2(desk: Desk) -> None:
    templates = desk.root / "templates"
    templates.mkdir()
    (templates / "a.yaml").write_text("kind: catalogue\nid: x\nsections: []\nindicatorz: []\n")
    for words in (("lint",), ("generate", "--period", "2021-Q1")):
        done = desk.run(*words)
        assert done.status == 2
        assert "a.yaml:4:1: " in done.out + done.err
        assert "indicators" in done.out + done.err


def test_values_prefill_a_workbook(desk: Desk) -> None:
    values = desk.root / "values.csv"
    values.write_text(
        'unit,indicator,value,note\nstc,staff_quota,48,như cũ\nstc,satisfaction_rate,"99,5",\n',
        "utf-8",
    )
    done = desk.run("generate", "--period", "2021-Q1", "--unit", "stc", "--values", values)
    assert done.status == 0
    path = desk.issued("stc")
    blank = {f["indicator"] for f in desk.findings(path) if f["code"] == "missing-answer"}
    assert "staff_present" in blank
    assert not {"staff_quota", "satisfaction_rate"} & blank


def test_a_table_by_hand_is_read_as_an_officer_means_it(desk: Desk) -> None:
    values = desk.root / "values.csv"
    values.write_text("unit;indicator;value;note\nstc;dossiers_received;171.034;\n", "utf-8")
    assert (
        desk.run("generate", "--period", "2021-Q1", "--values", values, "--unit", "stc").status == 0
    )
    sheet = load_workbook(desk.issued("stc")).worksheets[0]
    row = next(r for r in range(1, 200) if sheet.cell(r, KEY).value == "dossiers_received")
    assert sheet.cell(row, VALUE).value == 171034


def test_a_damaged_key_stops_the_issue_instead_of_making_a_second(desk: Desk) -> None:
    desk.issued("stc")
    (key,) = (desk.root / ".cchc" / "keys").glob("*.json")
    key.write_text("{", "utf-8")
    done = python_m(*GENERATE, "--unit", "syt", cwd=desk.root)
    assert done.returncode == 2
    assert key.name in done.stderr.decode()
    assert list(key.parent.glob("*.json")) == [key]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("stcc,staff_quota,48,", "Có phải “stc”?"),
        ("stc,staff_qota,48,", "Có phải “staff_quota”?"),
        ("stc,staff_quota,nhiều,", "nhiều"),
        ("stc,staff_quota,171.5,", "staff_quota"),
        ("stc,staff_quota,48,\nstc,staff_quota,49,", "dòng 3"),
    ],
)
def test_a_wrong_line_of_values_is_named(desk: Desk, line: str, said: str) -> None:
    values = desk.root / "values.csv"
    values.write_text(f"unit,indicator,value,note\n{line}\n", "utf-8")
    done = desk.run("generate", "--period", "2021-Q1", "--unit", "stc", "--values", values)
    assert done.status == 2
    assert said in done.err


def test_what_a_table_adds_up_is_not_filled_in_beforehand(desk: Desk) -> None:
    values = desk.root / "values.csv"
    values.write_text("unit,indicator,value,note\nsldtbxh,dossiers_received,4,\n", "utf-8")
    order = ("generate", "--period", "2021-Y", "--province", "binh-phuoc", "--unit", "sldtbxh")
    done = desk.run(*order, "--values", values)
    assert done.status == 2
    assert "“dossiers_received” được tính trong biểu" in done.err
    values.write_text("unit,indicator,value,note\nsldtbxh,dossiers_recei,4,\n", "utf-8")
    assert "không có chỉ tiêu" in desk.run(*order, "--values", values).err


def test_issuing_again_gives_the_same_bytes_and_never_writes_over_answers(desk: Desk) -> None:
    path = desk.issued("stc")
    first = path.read_bytes()
    assert desk.run("generate", "--period", "2021-Q1", "--unit", "stc").status == 0
    assert path.read_bytes() == first
    filled = desk.returned("stc").read_bytes()
    path.write_bytes(filled)
    done = desk.run("generate", "--period", "2021-Q1", "--unit", "stc", "--format", "json")
    (aside,) = done.json["set_aside"]
    assert Path(aside).read_bytes() == filled
    assert path.read_bytes() == first


def test_status_says_who_returned(desk: Desk) -> None:
    words = ("--unit", "stc", "--unit", "syt", "--unit", "sct")
    assert desk.run("generate", "--period", "2021-Q1", *words).status == 0
    desk.returned("stc")
    (desk.inbox / "rỗng.xlsx").touch()
    desk.returned("syt", [("staff_quota", "48,5", "")])
    done = desk.run("status", "--format", "json")
    states = {unit["unit"]: unit["state"] for unit in done.json["units"]}
    assert states["syt"] == "returned"
    assert states["stc"] in {"accepted", "to_review"}
    assert states["sct"] == "issued"
    assert states["snv"] == "not_issued"
    assert len(states) == 40


@pytest.mark.parametrize("code", ["R22", "R13", "part-above-whole", "file-damaged"])
def test_explain_says_what_and_how_to_mend(desk: Desk, code: str) -> None:
    done = desk.run("explain", code)
    assert done.status == 0
    assert "Cách sửa: " in done.out
    assert "How to mend" in desk.run("explain", code, "--lang", "en").out


def test_init_makes_a_workspace_and_leaves_what_is_there(tmp_path: Path) -> None:
    assert python_m("init", "mới", cwd=tmp_path).returncode == 0
    form = tmp_path / "mới" / "templates" / "stc-soc-trang-2021q1.yaml"
    form.write_text(form.read_text("utf-8") + "# sửa\n", "utf-8")
    assert python_m("init", "mới", cwd=tmp_path).returncode == 0
    assert form.read_text("utf-8").endswith("# sửa\n")
    assert (tmp_path / "mới" / ".gitignore").read_text() == "*\n"
    linted = python_m("lint", "--workspace", "mới", cwd=tmp_path)
    assert linted.returncode == 0, linted.stdout.decode()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    done = python_m("init", tmp_path / "tệp" / "con", cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_lint_json(desk: Desk) -> None:
    said = json.loads(desk.run("lint", "--format", "json").out)
    assert list(said) == ["problems", "validator_only", "in_no_form", "together"]
    assert said["problems"] == []


def test_lint_names_the_rules_that_no_sheet_shows(desk: Desk) -> None:
    said = desk.run("lint", "--format", "json").json
    only = said["validator_only"]
    assert {"R57", "R58"} <= set(only)
    assert "R22" not in only
    text = (packaged_templates() / "rules.yaml").read_text(encoding="utf-8")
    assert only == sorted(only, key=lambda rule: text.index(f"- id: {rule}\n"))
    lines = desk.run("lint").out.splitlines()
    (line,) = (
        line for line in lines if line.startswith("Chỉ Sở Nội vụ soát được, không hiện trong biểu:")
    )
    assert all(rule in line for rule in only)
    english = desk.run("lint", "--lang", "en").out
    assert "Checked at the department only, not shown in the sheet: " in english


def test_lint_names_the_rules_that_no_form_uses(desk: Desk) -> None:
    shutil.copytree(packaged_templates(), desk.root / "templates")
    for name in ("sldtbxh-binh-phuoc-2021", "binh-phuoc", "tinh-binh-phuoc"):
        (desk.root / "templates" / f"{name}.yaml").unlink()
    unused = desk.run("lint", "--format", "json").json["in_no_form"]
    assert "R51" in unused
    assert "R22" not in unused
    assert "Chưa dùng ở biểu nào" in desk.run("lint").out


def test_rules_that_cannot_hold_together_are_an_error_of_the_definitions(desk: Desk) -> None:
    shutil.copytree(packaged_templates(), desk.root / "templates")
    rules = desk.root / "templates" / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    old = 'require: "dossiers_on_time <= dossiers_resolved"\n'
    contrary = old.replace("<=", "> 2 +")
    assert text.count(old) == 1
    more = text[text.rindex("- id:", 0, text.index(old)) : text.index(old)].replace("R22", "R99")
    words = '    says: { vi: "Thử", en: "A try" }\n'
    rules.write_text(f"{text.rstrip()}\n  {more}{contrary}{words}", encoding="utf-8")
    done = desk.run("lint")
    assert done.status == 2
    assert re.search(r"long-phu-2023q1: R22, R99 không thể cùng đúng", done.out)
    found = desk.run("lint", "--format", "json").json["together"]
    assert {"rules-contradict"} == {each["code"] for each in found}
    assert all(set(each["rules"]) == {"R22", "R99"} for each in found)


def test_a_warning_about_definitions_is_marked_and_stops_nothing(desk: Desk) -> None:
    shutil.copytree(packaged_templates(), desk.root / "templates")
    rules = desk.root / "templates" / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    old = 'require: "dossiers_on_time <= dossiers_resolved"\n'
    assert text.count(old) == 1
    rules.write_text(text.replace(old, f"{old}    mixed_units: Cho chắc\n"), encoding="utf-8")
    done = desk.run("lint")
    assert done.status == 0
    assert re.search(r"rules\.yaml:\d+:\d+: Cần xem: mixed_units không cần", done.out)
    (problem,) = desk.run("lint", "--format", "json").json["problems"]
    assert (problem["code"], problem["severity"]) == ("units-alike", "warning")
    rules.write_text(text.replace(old, 'require: "dossiers_on_time >= 0"\n'), encoding="utf-8")
    done = desk.run("lint", "--format", "json")
    assert done.status == 2
    assert done.json["validator_only"] is None
    assert [p["severity"] for p in done.json["problems"]] == ["error"]


def test_init_for_a_province_has_what_it_needs_and_remembers_it(tmp_path: Path) -> None:
    done = python_m("init", "--province", "binh-phuoc", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    copied = {path.stem for path in (tmp_path / "templates").glob("*.yaml")}
    own = {"binh-phuoc", "tinh-binh-phuoc", "sldtbxh-binh-phuoc-2021"}
    assert copied == {"indicators", "rules", *own}
    issued = python_m("generate", "--period", "2021-Y", "--unit", "sldtbxh", cwd=tmp_path)
    assert issued.returncode == 0, issued.stderr.decode()
    assert len(list((tmp_path / "generated" / "binh-phuoc" / "2021-Y").glob("*.xlsx"))) == 1


def test_init_without_a_province_chooses_none_and_says_so(tmp_path: Path) -> None:
    done = python_m("init", cwd=tmp_path)
    for province in ("--province", "can-tho", "soc-trang", "new roster"):
        assert province in done.stdout.decode()
    said = python_m("generate", "--period", "2021-Y", "--unit", "huong-khe", cwd=tmp_path)
    assert "chọn một bằng --province" in said.stderr.decode()
    again = python_m("init", "--province", "ha-tinh", cwd=tmp_path)
    assert "ha-tinh" in again.stdout.decode()
    done = python_m("generate", "--period", "2021-Y", "--unit", "huong-khe", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "ha-tinh" in python_m("init", cwd=tmp_path).stdout.decode()


def test_generate_points_to_the_province_that_has_units_then(desk: Desk) -> None:
    gone = desk.run("generate", "--period", "2025-Q4", "--province", "soc-trang")
    assert gone.status == 2
    assert "thành phố Cần Thơ: --province can-tho" in gone.err
    only = python_m("generate", "--period", "2025-Q4", "--unit", "snv", cwd=desk.root)
    assert only.returncode == 0, only.stderr.decode()
    assert list((desk.root / "generated" / "can-tho").rglob("*.xlsx"))


def test_init_for_a_province_that_is_unknown_names_the_near_one(tmp_path: Path) -> None:
    done = python_m("init", "mới", "--province", "ha-tin", cwd=tmp_path)
    assert done.returncode == 2
    assert "“ha-tinh”?" in done.stderr.decode()
    assert not (tmp_path / "mới").exists()


def test_where_nothing_says_which_province_the_choice_is_named(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "lạ.txt").write_text("x")
    for words in (("generate", "--period", "2021-Q1"), ("merge", "inbox"), ("status",)):
        done = python_m(*words, cwd=tmp_path)
        assert done.returncode == 2, words
        for province in ("soc-trang", "ha-tinh", "binh-phuoc"):
            assert province in done.stderr.decode(), words


def test_the_province_of_an_inbox_is_what_most_files_say(desk: Desk) -> None:
    for code in ("stc", "syt"):
        desk.returned(code)
    path = desk.root / "generated" / "ha-tinh" / "2021-Q1"
    done = desk.run(*GENERATE[:3], "--unit", "huong-khe", "--province", "ha-tinh")
    assert done.status == 0, done.err
    (other,) = path.glob("*.xlsx")
    (desk.inbox / "khác.xlsx").write_bytes(other.read_bytes())
    said = python_m("merge", "inbox", "--format", "json", cwd=desk.root)
    merged = json.loads(said.stdout)
    assert merged["province"] == "soc-trang"
    assert [item["path"] for item in merged["rejected"]] == ["khác.xlsx"]
    assert python_m("status", cwd=desk.root).returncode == 0
    (desk.inbox / "syt.xlsx").unlink()
    assert python_m("merge", "inbox", cwd=desk.root).returncode == 2
