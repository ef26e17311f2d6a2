"""Kinds of findings about what a person sees of a file, and what not: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.common import ERROR, INFO, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

SHEET_HIDDEN = FindingKind(
    "sheet-hidden",
    Group.ROWS,
    title=Speech("Trang của biểu bị ẩn", "A sheet of the form is hidden"),
    found=Speech(
        "Trang “{found}” của biểu đang ẩn: người mở tệp không thấy số mà máy đọc.",
        "The form's sheet “{found}” is hidden: who opens the file does not see what is read.",
    ),
    mend=Speech(
        (
            "Bỏ ẩn trang (chuột phải vào tên một trang, Unhide) rồi gửi lại; không bỏ ẩn được thì "
            "chép số liệu sang biểu đã giao."
        ),
        (
            "Show the sheet again (right-click a sheet's name, Unhide) and send the file; where "
            "that cannot be done, copy the figures into the issued workbook."
        ),
    ),
    arises=Speech(
        (
            "Trang có các dòng của biểu, hoặc của bảng kèm theo, bị ẩn. Điều người gửi nhìn thấy "
            "phải là điều được đọc, nên biểu được trả lại."
        ),
        (
            "The sheet with the form's rows, or with those of one of its tables, is hidden. What "
            "the sender sees must be what is read, so the file is sent back."
        ),
    ),
    severities=(ERROR,),
    example={"found": "Biểu thống kê"},
)
SHEET_SHOWS_OTHER = FindingKind(
    "sheet-shows-other",
    Group.ROWS,
    title=Speech("Hai trang ghi số khác nhau", "Two sheets show different figures"),
    found=Speech(
        (
            "Trang “{found}” trông như biểu và ghi số khác trang “{expected}”, ở dòng “{label}”: "
            "{other}, không phải {value}."
        ),
        (
            "The sheet “{found}” looks like the form and shows other figures than “{expected}”, "
            "at “{label}”: {other} and not {value}."
        ),
    ),
    mend=Speech(
        "Sửa số ở trang “{expected}” nếu số ấy sai, xóa trang “{found}” rồi gửi lại.",
        "Correct “{expected}” where it is wrong, delete the sheet “{found}” and send the file.",
    ),
    arises=Speech(
        (
            "Tệp có thêm một trang không ẩn với tiêu đề và các dòng của biểu nhưng không có mã "
            "ẩn, nên máy không đọc; số trên trang ấy khác số được đọc. Trang chép thêm có cùng số "
            "thì không sao."
        ),
        (
            "The file has one more visible sheet with the form's head and rows but without its "
            "hidden keys, so that it is not read, and its figures differ from those that are. A "
            "copy with the same figures does no harm."
        ),
    ),
    severities=(ERROR,),
    example={
        "found": "Bản in",
        "expected": "Biểu thống kê",
        "label": "Số hồ sơ đã tiếp nhận",
        "other": 1300,
        "value": 1248,
    },
)
ANSWERS_HIDDEN = FindingKind(
    "answers-hidden",
    Group.ROWS,
    title=Speech("Số liệu ở hàng hoặc cột ẩn", "Answers in hidden rows or columns"),
    found=Speech(
        "{count} ô có nội dung nằm ở hàng hoặc cột đang ẩn: {cells}. Các ô này vẫn được đọc.",
        "Filled cells in hidden rows or columns: {count} ({cells}). They are read all the same.",
    ),
    mend=Speech(
        "Bỏ lọc, bỏ ẩn hàng và cột, xem lại các ô ấy rồi gửi lại.",
        "Clear the filter, show the rows and columns, look at these cells and send the file again.",
    ),
    arises=Speech(
        (
            "Hàng bị ẩn hoặc bị lọc, hay cột bị ẩn, mà trong đó có câu trả lời hoặc Ghi chú. Số "
            "vẫn được tổng hợp, nhưng người mở tệp không thấy."
        ),
        (
            "A row is hidden or filtered away, or a column hidden, that has an answer or a note. "
            "It is merged all the same, but nobody who opens the file sees it."
        ),
    ),
    severities=(WARNING,),
    example={"count": 3, "cells": "F12–F14"},
)
ANSWERS_MERGED = FindingKind(
    "answers-merged",
    Group.ROWS,
    title=Speech("Ô trả lời bị gộp", "Merged answer cells"),
    found=Speech(
        "Ô gộp {found} che các ô {cells}: mỗi ô vẫn được đọc riêng, ô bị che thì không ai thấy.",
        "Merged cells {found} cover {cells}: each is read on its own, and nobody sees what it has.",
    ),
    mend=Speech(
        "Bỏ gộp ô (Unmerge Cells), nhập số vào từng dòng rồi gửi lại.",
        "Unmerge the cells, fill in each row and send the file again.",
    ),
    arises=Speech(
        (
            "Một ô gộp che ô số liệu hoặc ô Ghi chú của dòng khác. Excel bỏ nội dung của ô bị che; "
            "chương trình khác có khi giữ lại, và máy đọc được điều không ai thấy."
        ),
        (
            "A merged range covers the answer or the note of another row. Excel discards what the "
            "covered cells hold; other programs may keep it, and what nobody sees is read."
        ),
    ),
    severities=(WARNING,),
    example={"found": "F12:F14", "cells": "F13, F14"},
)
CELL_COMMENT = FindingKind(
    "cell-comment",
    Group.ROWS,
    title=Speech("Nhận xét gắn vào ô", "A comment on a cell"),
    found=Speech("Nhận xét ở ô {cell}: “{found}”.", "Comment on cell {cell}: “{found}”."),
    mend=Speech(
        "Không cần sửa; điều cần báo cáo thì ghi vào cột Ghi chú.",
        "Nothing to do; what is to be reported belongs in the note.",
    ),
    arises=Speech(
        (
            "Đơn vị gắn nhận xét (Comment, Note) vào một ô của biểu. Nhận xét được nêu nguyên văn "
            "để Sở Nội vụ đọc, không thay Ghi chú và không vào số liệu."
        ),
        (
            "The unit attached a comment to a cell of the form. It is told as it is, takes no "
            "note's place and changes no figure."
        ),
    ),
    severities=(INFO,),
    example={"cell": "F12", "found": "Số này chưa gồm Chi cục"},
)
