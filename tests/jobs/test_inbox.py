"""A folder as it is on the day: most of it good, some of it anything but."""

import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook

from cchc_sheets.sheet.form import KEY, NOTE, VALUE
from tests.desk import PROVINCE, Desk

GOOD = ("stc", "bhxh", "cuc-thue", "huyen-long-phu", "thi-xa-nga-nam")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9000])


def encrypt(path: Path) -> None:
    plain = path.read_bytes()
    with path.with_suffix(".plain").open("w+b") as source, path.open("wb") as target:
        source.write(plain)
        source.seek(0)
        OOXMLFile(source).encrypt("mật khẩu", target)
    path.with_suffix(".plain").unlink()


def delete_row(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0].delete_rows(40)
    book.save(path)


def change_unit(path: Path) -> None:
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and ":syt:" in cell.value:
                    cell.value = cell.value.replace(":syt:", ":stp:")
                elif cell.value == "Sở Y tế":
                    cell.value = "Sở Tư pháp"
    book.save(path)


def unrelated(path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Danh sách trực", 1, 2, 3])
    book.save(path)


def make_bad_ones(desk: Desk) -> dict[str, str]:
    """Put ten bad files into the inbox; return the code that each must get."""
    truncate(desk.returned("skhdt", name="cắt cụt.xlsx"))
    (desk.inbox / "văn bản.xlsx").write_text("Kính gửi Sở Nội vụ", "utf-8")
    desk.returned("sct", period="2021-Q2", name="kỳ khác.xlsx")
    desk.returned("sxd", name="sxd bản 1.xlsx")
    answers = [(k, v, "khác" if k == "staff_quota" else n) for k, v, n in desk.invented("sxd")]
    desk.returned("sxd", answers, name="sxd bản 2.xlsx")
    encrypt(desk.returned("sgtvt", name="mật khẩu.xlsx"))
    unrelated(desk.inbox / "lịch trực.xlsx")
    shutil.copy(desk.inbox / "lịch trực.xlsx", desk.inbox / "~$stc.xlsx")
    (desk.inbox / "rỗng.xlsx").touch()
    change_unit(desk.returned("syt", name="đổi đơn vị.xlsx"))
    delete_row(desk.returned("stttt", name="xóa dòng.xlsx"))
    return {
        "cắt cụt.xlsx": "file-damaged",
        "văn bản.xlsx": "file-not-workbook",
        "sxd bản 1.xlsx": "contradicting-files",
        "sxd bản 2.xlsx": "contradicting-files",
        "mật khẩu.xlsx": "file-encrypted",
        "lịch trực.xlsx": "not-issued",
        "~$stc.xlsx": "lock-file",
        "rỗng.xlsx": "file-empty",
        "đổi đơn vị.xlsx": "identity-altered",
        "xóa dòng.xlsx": "row-missing",
    }


def merged_with_bad_ones(desk: Desk, good: list[str]) -> None:
    for code in good:
        desk.returned(code)
    (desk.inbox / ".DS_Store").write_bytes(b"\0")
    (desk.inbox / "Thumbs.db").write_bytes(b"\0")
    expected = make_bad_ones(desk)

    done = desk.run("merge", desk.inbox, "--format", "json")

    assert done.status == 1
    result = done.json
    assert result["period"] == "2021-Q1"
    assert sorted(result["merged"]) == sorted(good)
    reasons = {r["path"]: {f["code"] for f in r["findings"]} for r in result["rejected"]}
    assert set(reasons) == set(expected)
    for name, code in expected.items():
        assert code in reasons[name], name
    assert len({r["reason"] for r in result["rejected"]}) >= len(expected) - 1
    assert all(r["reason"] for r in result["rejected"])
    assert [(each["path"], each["why"]) for each in result["set_aside"]] == [
        ("kỳ khác.xlsx", "other_period")
    ]
    # The unit whose code a forged file bears is missing, not accused.
    assert {"stp", "syt"} <= set(result["missing"])
    text = desk.run("merge", desk.inbox)
    assert text.status == 1
    assert "Traceback" not in text.out + text.err
    for name in expected:
        assert name in text.out
    assert "Sơ bộ" in text.out


def test_bad_files_are_named_and_stop_nobody_else(desk: Desk) -> None:
    merged_with_bad_ones(desk, list(GOOD))


@pytest.mark.slow
def test_a_whole_province_with_ten_bad_files(desk: Desk) -> None:
    assert desk.run("generate", "--period", "2021-Q1").status == 0
    bad = {"skhdt", "sct", "sxd", "sgtvt", "syt", "stttt", "stp"}
    units = desk.definitions.rosters[PROVINCE].units
    merged_with_bad_ones(desk, [unit.code for unit in units if unit.code not in bad])


def test_the_same_file_twice_counts_once(desk: Desk) -> None:
    path = desk.returned("stc")
    shutil.copy(path, desk.inbox / "stc (1).xlsx")
    done = desk.run("merge", desk.inbox, "--format", "json")
    assert done.status == 0
    assert done.json["merged"] == ["stc"]
    book = load_workbook(path)
    book.save(desk.inbox / "stc (1).xlsx")  # other bytes, the same answers
    assert desk.run("merge", desk.inbox, "--format", "json").json["merged"] == ["stc"]


def test_the_order_of_files_changes_nothing(desk: Desk) -> None:
    paths = [desk.returned(code) for code in ("stc", "huyen-long-phu")]
    first = desk.run("merge", desk.inbox, "--format", "json").json
    contents = {name: Path(path).read_bytes() for name, path in first["outputs"].items()}
    paths[0].rename(desk.inbox / "zzz.xlsx")
    paths[1].rename(desk.inbox / "stc.xlsx")
    (desk.inbox / "zzz.xlsx").rename(desk.inbox / "huyen-long-phu.xlsx")
    second = desk.run("merge", desk.inbox, "--format", "json").json
    assert first["merged"] == second["merged"]
    figures = {name: Path(path).read_bytes() for name, path in second["outputs"].items()}
    assert contents.keys() == figures.keys()


def test_merging_twice_gives_the_same_bytes(desk: Desk) -> None:
    for code in ("stc", "huyen-long-phu", "bhxh"):
        desk.returned(code)
    outputs = desk.run("merge", desk.inbox, "--format", "json").json["outputs"]
    first = {name: Path(path).read_bytes() for name, path in outputs.items()}
    desk.run("merge", desk.inbox)
    assert first == {name: Path(path).read_bytes() for name, path in outputs.items()}
    # Districts have a sheet for their communes.
    assert set(outputs) == {
        "consolidated.xlsx",
        "values.csv",
        "figures.csv",
        "submissions.csv",
        "report.html",
        "tables.csv",
        "datapackage.json",
    }
    with zipfile.ZipFile(outputs["consolidated.xlsx"]) as archive:
        assert archive.testzip() is None


def test_a_tie_between_periods_is_wrong_usage(desk: Desk) -> None:
    desk.returned("stc")
    desk.returned("syt", period="2021-Q2")
    done = desk.run("merge", desk.inbox)
    assert done.status == 2
    assert "2021-Q1, 2021-Q2" in done.err
    chosen = desk.run("merge", desk.inbox, "--period", "2021-Q2", "--format", "json")
    assert chosen.json["merged"] == ["syt"]


def test_missing_units_alone_are_no_error(desk: Desk) -> None:
    desk.returned("stc")
    done = desk.run("merge", desk.inbox, "--format", "json")
    assert done.status == 0
    assert done.json["expected"] == 40
    assert len(done.json["missing"]) == 39


def test_an_output_inside_the_inbox_is_not_read_as_a_report(desk: Desk) -> None:
    desk.returned("stc")
    for _ in range(2):
        done = desk.run("merge", desk.inbox, "--out", desk.inbox, "--format", "json")
        assert done.status == 0, done.out
        assert done.json["rejected"] == []


def test_values_and_notes_reach_the_table_with_their_cells(desk: Desk) -> None:
    path = desk.returned("stc", [("staff_quota", "48", "=GHI CHÚ"), ("staff_present", "-", "")])
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = next(r for r in range(1, 200) if sheet.cell(r, KEY).value == "staff_quota")
    assert sheet.cell(row, NOTE).value == "=GHI CHÚ"
    outputs = desk.run("merge", desk.inbox, "--format", "json").json["outputs"]
    lines = Path(outputs["values.csv"]).read_text("utf-8-sig").splitlines()
    line = next(line for line in lines if ",staff_quota," in line)
    assert ",48,Người,48,'=GHI CHÚ,stc.xlsx," in line
    assert line.endswith(f",{sheet.cell(row, VALUE).coordinate},soc-trang")


def test_blank_workbooks_are_no_reports(desk: Desk) -> None:
    desk.run("generate", "--period", "2021-Q1")
    done = desk.run("merge", desk.issued("stc").parent, "--format", "json")
    assert done.status == 1
    assert done.json["merged"] == []
    assert len(done.json["rejected"]) == done.json["expected"] == 40
    assert {f["code"] for file in done.json["rejected"] for f in file["findings"]} == {
        "nothing-answered"
    }
    assert done.json["rejected"][0]["reason"].startswith("Biểu trống")


def test_a_blank_workbook_does_not_stand_in_the_way_of_the_filled_one(desk: Desk) -> None:
    blank = desk.inbox / "a-blank.xlsx"
    blank.write_bytes(desk.issued("stc").read_bytes())
    desk.returned("stc")
    done = desk.run("merge", desk.inbox, "--format", "json").json
    assert done["merged"] == ["stc"]
    assert [file["path"] for file in done["rejected"]] == ["a-blank.xlsx"]
    assert done["expected"] - len(done["missing"]) == 1


def test_what_stands_in_a_note_or_is_left_from_the_print_is_no_answer(desk: Desk) -> None:
    typed = [("par_plan_issued", None, "Kế hoạch số 5"), ("staff_quota", "…", "")]
    assert "nothing-answered" in desk.codes(desk.returned("stc", typed))


def test_a_nearly_blank_workbook_is_merged_and_named_everywhere(desk: Desk) -> None:
    desk.returned("stc", [("staff_quota", Decimal(48), ""), ("staff_present", Decimal(48), "")])
    desk.returned("bhxh")
    said = "Biểu gần như trống: mới trả lời 2/"
    text = desk.run("merge", desk.inbox).out
    assert f"stc.xlsx (Sở Tài chính): {said}" in text
    assert text.count(said) == 1
    done = desk.run("merge", desk.inbox, "--format", "json").json
    assert done["merged"] == ["stc", "bhxh"]
    (found,) = (f for f in done["findings"] if f["code"] == "nearly-blank")
    assert (found["unit"], found["severity"]) == ("stc", "warning")
    assert said in Path(done["outputs"]["report.html"]).read_text("utf-8")
    status = load_workbook(done["outputs"]["consolidated.xlsx"])["Tình trạng"]
    (row,) = (r for r in status.iter_rows(values_only=True) if said in str(r[4]))
    assert row[3] == "Chờ soát"


def test_a_form_says_how_little_is_nearly_nothing(desk: Desk) -> None:
    desk.run_init()
    form = desk.root / "templates" / "stc-soc-trang-2021q1.yaml"
    written = form.read_text("utf-8")
    form.write_text(written.replace("\nrequired:", "\nleast_answered: 0\nrequired:", 1), "utf-8")
    path = desk.returned("stc", [("staff_quota", Decimal(48), "")])
    assert "nearly-blank" not in desk.codes(path, "warning")
    form.write_text(written, "utf-8")
    assert "nearly-blank" in desk.codes(path, "warning")


def test_what_is_found_across_units_has_unit_file_sheet_and_cell(desk: Desk) -> None:
    for code, given in (("huyen-long-phu", 250), ("thi-xa-nga-nam", 245)):
        desk.returned(code, [("procedures_in_force_district", Decimal(given), "")])
    done = desk.run("merge", desk.inbox, "--format", "json").json
    found = [f for f in done["findings"] if f["code"] == "units-tied"]
    assert {(f["unit"], f["path"]) for f in found} == {
        ("huyen-long-phu", "huyen-long-phu.xlsx"),
        ("thi-xa-nga-nam", "thi-xa-nga-nam.xlsx"),
    }
    assert all(f["sheet"] and f["cell"] for f in found)
    place = f"{found[0]['path']}, {found[0]['sheet']}!{found[0]['cell']}: "
    assert place in desk.run("merge", desk.inbox).out
    assert f"({found[0]['path']})" in Path(done["outputs"]["report.html"]).read_text("utf-8")


def pack(archive: Path, names: dict[str, Path]) -> Path:
    with zipfile.ZipFile(archive, "w") as packed:
        for name, path in names.items():
            packed.write(path, name)
    for path in names.values():
        path.unlink(missing_ok=True)
    return archive


def test_a_zip_is_read_as_the_files_in_it(desk: Desk) -> None:
    (desk.inbox / "rỗng.xlsx").touch()
    desk.returned("stc")
    shutil.copy(desk.inbox / "stc.xlsx", desk.inbox / "~$stc.xlsx")
    packed = {
        "sở/stc.xlsx": desk.inbox / "stc.xlsx",
        "__MACOSX/sở/._stc.xlsx": desk.inbox / "rỗng.xlsx",
        "sở/~$stc.xlsx": desk.inbox / "~$stc.xlsx",
    }
    archive = pack(desk.inbox / "gửi.zip", packed)
    bad = desk.inbox / "cắt.zip"
    bad.write_bytes(archive.read_bytes()[:-30])
    answers = desk.invented("sct")
    wrong = [(k, "x" if k == "staff_quota" else v, n) for k, v, n in answers]
    pack(desk.inbox / "lỗi.zip", {"sct.xlsx": desk.returned("sct", wrong)})

    done = desk.run("check", desk.inbox, "--return", desk.root / "tra-lai", "--format", "json")
    files = {
        Path(each["path"]).relative_to(desk.inbox).as_posix(): each for each in done.json["files"]
    }
    found = {
        name: [f["code"] for f in each["findings"] if f["severity"] == "error"]
        for name, each in files.items()
    }
    assert found == {
        "cắt.zip": ["archive-refused"],
        "gửi.zip/sở/stc.xlsx": [],
        "gửi.zip/sở/~$stc.xlsx": ["lock-file"],
        "lỗi.zip/sct.xlsx": ["not-a-number"],
    }
    assert Path(files["lỗi.zip/sct.xlsx"]["returned"]).is_file()
    assert desk.run("check", desk.inbox / "gửi.zip", "--format", "json").json["folder"]["missing"]

    merged = desk.run("merge", desk.inbox, "--format", "json").json
    assert merged["merged"] == ["stc"]
    alone = desk.run("merge", archive, "--out", desk.root / "out", "--format", "json").json
    assert alone["merged"] == ["stc"]
    assert "sở/~$stc.xlsx" in [each["path"] for each in alone["rejected"]]
    assert "Không có thư mục" in desk.run("merge", desk.root / "không có.zip").err


def test_what_was_in_a_zip_is_kept(desk: Desk) -> None:
    assert desk.run_init().status == 0
    archive = pack(desk.root / "gửi.zip", {"stc.xlsx": desk.returned("stc")})
    assert desk.run("merge", archive, "--format", "json").json["merged"] == ["stc"]
    archive.unlink()
    assert desk.run("merge", desk.inbox, "--format", "json").json["merged"] == ["stc"]
    assert desk.run("verify").status == 0
