"""``report``: the province's report in Word, from a merge that was made."""

import csv
import io
import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from cchc_sheets.words.consolidated import number
from tests.desk import PROVINCE, Desk

KEY = "par_plan_tasks_completed"


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def outline(desk: Desk, *paragraphs: str) -> Path:
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    path = desk.root / "mau.docx"
    document.save(str(path))
    return path


def test_a_report_is_written_from_the_last_merge(desk: Desk) -> None:
    nothing = desk.run("report")
    assert (nothing.status, nothing.out) == (2, "")
    assert "cchc-sheets merge" in nothing.err
    desk.returned("stc")
    desk.returned("bhxh")
    merged = desk.run("merge", desk.inbox, "--format", "json").json
    own = outline(desk, f"Hoàn thành {{{{{KEY}}}}} nhiệm vụ", f"{{{{{KEY}.đã_trả_lời}}}} đơn vị")
    made = desk.run("report", own, "--format", "json")
    assert made.status == 0
    found = made.json
    assert (found["province"], found["period"]) == (PROVINCE, merged["period"])
    assert (found["version"], found["differs"]) == (merged["version"], False)
    assert (found["missing"], found["not_to_be_quoted"]) == (0, 1)
    (path,) = map(Path, found["files"])
    assert path == desk.root / "bao-cao" / PROVINCE / "2021-Q1" / "Bao-cao-CCHC_2021-Q1.docx"
    figures = Path(merged["outputs"]["figures.csv"]).read_text("utf-8-sig")
    (figure,) = (
        row
        for row in csv.DictReader(io.StringIO(figures))
        if (row["indicator"], row["scope"]) == (KEY, "province")
    )
    value = number(Decimal(figure["value"]))
    said = f"Hoàn thành {value} (chưa nên trích dẫn) nhiệm vụ\n{figure['answered']}/40 đơn vị"
    assert text_of(path) == said

    # What somebody has written into it is not lost.
    edited = Document(str(path))
    edited.add_paragraph("Đã sửa tay")
    edited.save(str(path))
    again = desk.run("report", own)
    assert "Đã lập từ bản tổng hợp 1:" in again.out
    assert "thay-the" in again.out
    (aside,) = (path.parent / "thay-the").iterdir()
    assert "Đã sửa tay" in text_of(aside)
    assert text_of(path) == said

    # The packaged outline, and the annex alone.
    plain = desk.run("report", "--lang", "en")
    assert "Left out" in plain.out
    assert "BÁO CÁO" in text_of(path)
    annex = desk.run("report", "--annex", "--format", "json").json["files"]
    assert text_of(Path(annex[0])).startswith("Phụ lục (DỰ THẢO)\nTHỐNG KÊ")


def test_what_is_wrong_is_said_and_nothing_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.returned("stc")
    for words, said in (
        ([desk.root / "khong-co.docx"], "khong-co.docx"),
        ([outline(desk, "{{ so_nhiem_vu_da_hoan_than }}")], "{{số_nhiệm_vụ_đã_hoàn_thành}}"),
        ([desk.inbox / "stc.xlsx"], "Không đọc được mẫu"),
    ):
        wrong = desk.run("report", *words, "--inbox", desk.inbox)
        assert (wrong.status, wrong.out) == (2, "")
        assert said in wrong.err
        assert "Traceback" not in wrong.err
    monkeypatch.setenv("PATH", os.devnull)
    without = desk.run("report", "--annex", "--pdf", "--inbox", desk.inbox)
    assert without.status == 2
    assert "chưa có LibreOffice" in without.err
    assert not (desk.root / "bao-cao").exists()


def test_the_outline_can_be_changed_and_its_names_are_listed(desk: Desk) -> None:
    path = desk.root / "mau-cua-tinh.docx"
    assert str(path) in desk.run("report", "--save-outline", path).out
    assert "{{khi_có_số}}" in text_of(path)
    assert desk.run("report", "--save-outline", path).status == 2
    names = desk.run("report", "--names").out
    assert "{{tổng_biên_chế_có_mặt}}  Tổng biên chế có mặt (Người)" in names
    groups = desk.run("report", "--names", "--format", "json").json["groups"]
    assert ".thay_đổi" in [each["name"] for each in groups[1]["names"]]
    desk.returned("stc")
    done = desk.run("report", path, "--inbox", desk.inbox)
    assert done.status == 0
    assert "Đã lập từ các tệp trong thư mục" in done.out


def test_the_annex_as_pdf(desk: Desk) -> None:
    program = shutil.which("soffice")
    if program is None or not (Path(program).resolve().parent / "libswlo.so").is_file():
        pytest.skip("no LibreOffice Writer")
    desk.returned("stc")
    made = desk.run("report", "--annex", "--pdf", "--inbox", desk.inbox, "--format", "json").json
    assert [Path(path).suffix for path in made["files"]] == [".docx", ".pdf"]
    assert Path(made["files"][1]).read_bytes().startswith(b"%PDF")
