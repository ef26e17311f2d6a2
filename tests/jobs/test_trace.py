"""A figure of the province is followed to the units, files and cells that it came from."""

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path

from tests.desk import Desk

KEY = "staff_quota"


def test_a_figure_is_followed_to_its_cells(desk: Desk) -> None:
    for code in ("stc", "bhxh"):
        desk.returned(code)
    merged = desk.run("merge", desk.inbox, "--format", "json").json
    (figure,) = (each for each in merged["figures"] if each["indicator"] == KEY)

    found = desk.run("trace", KEY, "--format", "json").json

    assert (found["value"], found["version"], found["closing"]) == (figure["value"], 1, 0)
    assert (found["differs"], found["family"]) == (False, "sum")
    inside = [each for each in found["pieces"] if not each["outside"]]
    assert {each["unit"] for each in inside} == {"stc", "bhxh"}
    assert sum(Decimal(each["entered"]) for each in inside) == Decimal(found["value"])
    assert round(sum(Decimal(each["share"]) for each in inside), 9) == 100
    rows = Path(merged["outputs"]["values.csv"]).read_text("utf-8-sig")
    for row in csv.DictReader(io.StringIO(rows)):
        if row["indicator"] == KEY:
            (piece,) = (each for each in inside if each["unit"] == row["unit"])
            for name in ("raw", "file", "sha256", "sheet", "cell", "state"):
                assert piece[name] == row[name]
            assert piece["read"] == row["value"]
    outside = {each["outside"] for each in found["pieces"] if each["outside"]}
    assert outside == {"missing"}

    table = desk.run("trace", KEY, "--format", "csv").out
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [line["unit"] for line in lines] == [each["unit"] for each in found["pieces"]]
    assert [line["entered"] for line in lines[:2]] == [each["entered"] for each in inside]

    text = desk.run("trace", KEY).out
    assert "Cách tổng hợp: cộng số của các đơn vị." in text
    assert "Đơn vị có trong số này (2):" in text
    assert f"stc.xlsx ({inside[0]['sha256'][:8]})" in text or inside[0]["unit"] != "stc"
    assert "chưa có báo cáo trong tổng hợp (38):" in text
    assert "How it is made: sum over the units." in desk.run("trace", KEY, "--lang", "en").out


def test_one_unit_is_told_in_full(desk: Desk) -> None:
    desk.returned("stc")
    desk.returned("bhxh")
    desk.run("merge", desk.inbox)
    text = desk.run("trace", KEY, "--unit", "stc").out
    (sha256,) = {
        each["sha256"]
        for each in desk.run("trace", KEY, "--unit", "stc", "--format", "json").json["pieces"]
    }
    assert f"SHA-256: {sha256}" in text
    assert "Ô: Biểu thống kê!F87" in text
    assert "Dòng IV.2.(1): " in text
    assert "Nhận lúc: 20" in text
    assert "Bảo hiểm" not in text
    silent = desk.run("trace", KEY, "--unit", "snv").out
    assert "Không tính: chưa có báo cáo trong tổng hợp" in silent
    for words, said in (
        (("--unit", "stcc"), "Có phải “stc”?"),
        (("--period", "2021-Q9"), "2021-Q9"),
    ):
        wrong = desk.run("trace", KEY, *words)
        assert (wrong.status, wrong.out) == (2, "")
        assert said in wrong.err


def test_an_indicator_is_found_by_words_without_diacritics(desk: Desk) -> None:
    desk.returned("stc")
    desk.run("merge", desk.inbox)

    def asked(*words: str) -> str:
        done = desk.run("trace", *words, "--format", "json")
        return str(done.json["indicator"]) if done.status == 0 else done.err

    assert asked("tong bien che duoc giao") == KEY
    assert asked("Biên", "chế", "được", "GIAO") == KEY
    several = asked("nhiem vu hoan thanh")
    assert several.startswith("3 chỉ tiêu có các từ “nhiem vu hoan thanh”")
    assert "par_plan_tasks_completed – Số nhiệm vụ đã hoàn thành" in several
    assert "Có phải “par_plan_tasks_completed – " in asked("nhiệm vụ đã hoàn tành")
    assert asked("staff_quotas").startswith("Không có chỉ tiêu “staff_quotas”. Có phải")
    assert asked("xyzzy") == "Không có chỉ tiêu “xyzzy”.\n"


def test_what_is_kept_is_traced_and_not_what_came_later(desk: Desk) -> None:
    desk.returned("stc")
    desk.run("merge", desk.inbox)
    desk.run("close")
    closed = desk.run("trace", KEY, "--format", "json").json
    assert (closed["version"], closed["closing"], closed["differs"]) == (2, 1, False)
    desk.returned("bhxh")

    later = desk.run("trace", KEY, "--format", "json").json
    inbox = desk.run("trace", KEY, "--inbox", desk.inbox, "--format", "json").json

    assert later == closed
    assert (inbox["version"], inbox["answered"]) == (None, 2)
    assert "Bản 2 đã lưu, khóa sổ lần 1." in desk.run("trace", KEY).out


def test_a_bare_folder_is_read_as_merge_reads_it(desk: Desk, tmp_path: Path) -> None:
    path = desk.returned("stc")
    inbox = tmp_path / "hộp thư"
    inbox.mkdir()
    shutil.copy(path, inbox)
    bare = tmp_path / "trống"
    bare.mkdir()
    elsewhere = Desk(bare, desk.definitions)

    found = elsewhere.run("trace", KEY, "--inbox", inbox, "--format", "json").json

    assert [each["unit"] for each in found["pieces"] if not each["outside"]] == ["stc"]
    assert "chưa lưu thành bản nào" in elsewhere.run("trace", KEY, "--inbox", inbox).out
    assert not (bare / ".cchc").exists()
    assert elsewhere.run("trace", KEY).status == 2


def test_records_that_feed_a_row_are_told(desk: Desk) -> None:
    desk.returned("huyen-long-phu")
    desk.run("merge", desk.inbox)
    form = desk.form_of("huyen-long-phu")
    fed = next(row for row in form.answer_rows if row.fed_by)

    (piece,) = desk.run("trace", fed.key, "--unit", "huyen-long-phu", "--format", "json").json[
        "pieces"
    ]

    records = [Decimal(each["value"]) for each in piece["records"]]
    assert len(records) > 1
    assert sum(records) == Decimal(piece["read"])
    text = desk.run("trace", fed.key, "--unit", "huyen-long-phu").out
    assert f"Cộng từ {len(records)} dòng của trang" in text
