"""Printed annexes as they are met: Word and Excel files with all that is wrong with real ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from openpyxl import Workbook

from cchc_sheets.drafting.grid import Lines
from cchc_sheets.drafting.printed import Printed, read_printed
from cchc_sheets.model.problem import UsageProblem

TITLE = "THỐNG KÊ SỐ LIỆU VỀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"
PERIOD = "QUÝ I NĂM 2026 CỦA ỦY BAN NHÂN DÂN XÃ PHÚ TÂM"
ATTACHED = "(Kèm theo Báo cáo số 12/BC-UBND ngày 16/3/2026 của UBND xã Phú Tâm)"
# STT, label, unit of measure, value, note
ROWS = (
    ("I", "Công tác chỉ đạo điều hành CCHC", "", "", ""),
    ("1", "Kế hoạch CCHC", "", "", "12/KH-UBND"),
    ("", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "25", ""),
    ("", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", "4", ""),
    ("2", "Tổ công nghệ số cộng đồng", "", "", ""),
    ("", "Số tổ công nghệ số cộng đồng trên địa bàn", "Tổ", "7", ""),
    ("Trong đó", "Số tổ hoạt động thường xuyên", "Tổ", "", ""),
    ("", "Có tổ chức ngày hội chuyển đổi số", "Có: 1; Không: 0", "", ""),
    ("II", "Cải cách thủ tục hành chính", "", "", ""),
    ("1", "Tổng số hồ sơ TTHC đã tiếp nhận", "Hồ sơ", "", ""),
    ("2", "Tỷ lệ hộ dân cài đặt ứng dụng của xã", "%", "", ""),
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NEW_LABELS = [ROWS[n][1] for n in (6, 7, 10)]


def table_of(lines: Lines | UsageProblem) -> Printed:
    """Return the table that the lines of a file hold."""
    assert not isinstance(lines, UsageProblem)
    printed = read_printed(lines)
    assert isinstance(printed, Printed)
    return printed


def word_rows(path: Path, *rows: Iterable[str], document: Any = None) -> Path:  # noqa: ANN401
    """Write a .docx with one table; a cell is its text, or the XML of all that it holds."""
    document = document or Document()
    made = "".join(f"<w:tr>{''.join(map(_word_cell, row))}</w:tr>" for row in rows)
    document.element.body.insert(0, parse_xml(f"<w:tbl {WORD}>{made}</w:tbl>"))
    document.save(str(path))
    return path


def _word_cell(content: str) -> str:
    if content.startswith("<w:trPr"):
        return content
    if not content.startswith("<"):
        content = f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"
    return f"<w:tc>{content}</w:tc>"


def excel_rows(path: Path, *rows: Iterable[str]) -> Path:
    """Write an .xlsx with one sheet of texts."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        sheet.append(list(row))
    workbook.save(path)
    return path


def word_annex(path: Path) -> Path:
    """Write a landscape .docx: letterhead table, two-row head, merged cells, page repeats.

    The numbers of sections and groups are Word's own: they stand in no text.
    """
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    letterhead = document.add_table(rows=1, cols=2)
    letterhead.cell(0, 0).text = "UBND XÃ PHÚ TÂM"
    letterhead.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for text in ("Phụ lục 3", TITLE, PERIOD, ATTACHED):
        document.add_paragraph(unicodedata.normalize("NFD", text))
    table = document.add_table(rows=0, cols=5)
    _word_head(table)
    number = _numbering(document)
    for index, (stt, label, unit, value, note) in enumerate(ROWS):
        if index == 6:
            _word_head(table)
        cells = table.add_row().cells
        if stt and stt != "Trong đó":
            _numbered(cells[0].paragraphs[0], number, depth=0 if stt in "II" else 1)
        else:
            cells[0].text = stt
        cells[1].text = unicodedata.normalize("NFD", label.replace(" ", "\u00a0", 1))
        for cell, text in zip(cells[2:], (unit, value, note), strict=True):
            cell.text = text
        if index == 3:
            table.add_row()
    document.add_paragraph("Phú Tâm, ngày 16 tháng 3 năm 2026")
    document.save(str(path))
    return path


def _word_head(table: Any) -> None:  # noqa: ANN401 - python-docx
    above, below = table.add_row().cells, table.add_row().cells
    for cell, text in zip(
        above, ("TT", "Nội dung", "Kết quả thống kê", "", "Ghi chú"), strict=True
    ):
        cell.text = text
    below[2].text, below[3].text = "ĐVT", "Kết quả"
    above[2].merge(above[3])
    for column in (0, 1, 4):
        above[column].merge(below[column])


def _numbering(document: Any) -> str:  # noqa: ANN401 - python-docx
    """Add a list of two levels, I and 1, and return its number."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (style, text) in enumerate((("upperRoman", "%1"), ("decimal", "%2."))):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("w:start", "1"), ("w:numFmt", style), ("w:lvlText", text)):
            level.append(_element(name, value))
        abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    number.append(_element("w:abstractNumId", "77"))
    root.append(number)
    return "77"


def _numbered(paragraph: Any, number: str, *, depth: int) -> None:  # noqa: ANN401
    place = OxmlElement("w:numPr")
    place.append(_element("w:ilvl", str(depth)))
    place.append(_element("w:numId", number))
    paragraph._p.get_or_add_pPr().append(place)


def _element(name: str, value: str) -> Any:  # noqa: ANN401
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def excel_annex(path: Path) -> Path:
    """Write an .xlsx: merged title and sections, a column of its own, split rows, a footer."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["", "Biểu số 02"])
    sheet.append([f"{TITLE} NĂM 2025"])
    sheet.merge_cells("A2:F2")
    sheet.append([])
    sheet.append(["Số TT", "Mã", "Chỉ tiêu thống kê", "Đơn vị tính", "Số lượng/ Tỷ lệ", "Ghi chú"])
    sheet.append(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"])
    sheet.append(["I. Cải cách thủ tục hành chính"])
    sheet.merge_cells("A6:F6")
    sheet.append(
        [1, "a1", "Tổng số hồ sơ TTHC đã tiếp nhận trong kỳ của các cơ quan,", "Hồ sơ", 250]
    )
    sheet.append([None, None, "đơn vị trên địa bàn"])
    sheet.append([1.1, "a2", "Tiếp nhận trực tuyến", "Hồ sơ"])
    sheet.append([1.1, "a3", "Tiếp nhận trực tiếp", "Hồ sơ"])
    sheet.append(["a)", "a4", "- Qua bưu chính", "Hồ sơ"])
    sheet.append([2, "a5", "Mức độ {thử} xây dựng Một cửa điện tử", "Chưa có=0"])
    sheet.append([None, None, None, "Đang làm=1"])
    sheet.append([None, None, None, "Hoàn thành=2"])
    sheet.append([None, None, "Người lập biểu"])
    sheet.append([None, None, "(Ký, ghi rõ họ tên)"])
    workbook.save(path)
    return path
