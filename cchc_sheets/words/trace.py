"""What is said of where a figure came from: how it is made, who has no part in it and why."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.model import Family, Speech
from cchc_sheets.words.consolidated import number

FAMILIES = {
    Family.SUM: Speech("cộng số của các đơn vị", "sum over the units"),
    Family.RATIO: Speech(
        "tổng tử số chia tổng mẫu số, tính theo %",
        "ratio of the sums of numerators and denominators, in %",
    ),
    Family.WEIGHTED: Speech(
        "bình quân theo mẫu số của từng đơn vị", "mean weighted by each unit's denominator"
    ),
    Family.MUST_AGREE: Speech("số mà nhiều đơn vị ghi nhất", "the value that most units give"),
    Family.SUM_OR_AGREE: Speech(
        "nêu theo từng khối, không cộng các khối", "by unit type, which are not added up"
    ),
    Family.COUNT_YES: Speech("đếm số đơn vị trả lời Có", "how many units answered yes"),
    Family.DISTRIBUTION: Speech("đếm đơn vị theo từng mã", "how many units gave each code"),
    Family.COMPUTED: Speech("cộng các thành phần", "sum of its parts"),
    Family.NONE: Speech("không cộng, nêu từng đơn vị", "not added, each unit by itself"),
}
OUTSIDE = {
    "other-level": Speech("số của khối này không vào số chung", "this unit type does not count"),
    "missing": Speech("chưa có báo cáo trong tổng hợp", "no report in the figures"),
    "blank": Speech("để trống", "left blank"),
    "not-applicable": Speech("không áp dụng", "not applicable"),
    "unreadable": Speech("không đọc được", "cannot be read"),
    "rate-without-base": Speech(
        "chỉ có tỷ lệ, thiếu mẫu số để quy đổi", "a rate without its denominator"
    ),
    "rate-without-weight": Speech(
        "thiếu mẫu số để tính bình quân, hoặc mẫu số bằng 0",
        "its denominator, which is the weight, is lacking or 0",
    ),
    "apart": Speech("biểu hỏi bằng số, cộng riêng", "its form asks a number, added up apart"),
    "share-apart": Speech("biểu chỉ hỏi tỷ lệ, không cộng", "its form asks a share, not added"),
    "tallied": Speech("biểu chỉ hỏi Có/Không, không cộng", "its form asks yes or no, not added"),
    "deviates": Speech("khác số mà nhiều đơn vị ghi nhất", "other than what most units give"),
    "total-without-parts": Speech(
        "có tổng nhưng thiếu thành phần", "gave the total without all its parts"
    ),
    "parts-lacking": Speech("chưa đủ các thành phần", "did not give all parts"),
}
"""By why a unit has no part in a figure."""
HOW = {
    "from-share": Speech(
        "tính từ tỷ lệ × tổng, làm tròn", "worked out from the share of the total, rounded"
    ),
    "from-rate": Speech(
        "tử số tính từ tỷ lệ × mẫu số, làm tròn",
        "numerator worked out from the rate and its denominator, rounded",
    ),
}
"""How an answer became what entered, where that is not the answer itself."""
_SENTENCES = {
    "head": ("{label} ({key})", "{label} ({key})"),
    "made": (
        "{name}, {period}: {value}. Đã trả lời {answered}/{expected} đơn vị.",
        "{name}, {period}: {value}. Answered by {answered} of {expected} units.",
    ),
    "no-value": ("không có số chung", "no figure"),
    "way": ("Cách tổng hợp: {way}.", "How it is made: {way}."),
    "parts": ("Các thành phần: {parts}", "Its parts: {parts}"),
    "types": ("Theo khối: {types}", "By unit type: {types}"),
    "note": ("Ghi chú: {note}", "Notes: {note}"),
    "closed": ("Bản {n} đã lưu, khóa sổ lần {closing}.", "Kept version {n}, closing {closing}."),
    "open": ("Bản {n} đã lưu, chưa khóa sổ.", "Kept version {n}, not closed."),
    "from-files": (
        "Tính từ các tệp đang có, chưa lưu thành bản nào.",
        "Worked out from the files at hand; no version is kept.",
    ),
    "differs": (
        "Bản đã lưu có số khác: định nghĩa hoặc phiên bản chương trình đã đổi (chạy verify).",
        "The kept version has other figures: definitions or the program have changed (see verify).",
    ),
    "inside": ("Đơn vị có trong số này ({n}):", "Units in the figure ({n}):"),
    "outside": ("Không tính ({n}):", "Not in the figure ({n}):"),
    "file": ("Tệp: {path}", "File: {path}"),
    "sha256": ("Mã băm SHA-256: {sha256}", "SHA-256: {sha256}"),
    "arrived": ("Nhận lúc: {at}", "Received: {at}"),
    "row": ("Dòng {path}: {label}", "Row {path}: {label}"),
    "cells": ("Ô: {cells}", "Cells: {cells}"),
    "typed": ("Nguyên văn: “{raw}”", "As typed: “{raw}”"),
    "read": ("Đọc là: {value}", "Read as: {value}"),
    "typed-note": ("Ghi chú của đơn vị: “{note}”", "The unit's note: “{note}”"),
    "entered": ("Vào số chung: {value}", "Entered: {value}"),
    "share": ("Tỷ trọng: {share}%", "Share: {share}%"),
    "not-in": ("Không tính: {why}", "Not in the figure: {why}"),
    "records": (
        "Cộng từ {n} dòng của trang “{sheet}”:",
        "Sum of {n} records of the sheet “{sheet}”:",
    ),
    "records-short": ("cộng {n} dòng trang “{sheet}”", "sum of {n} records, sheet “{sheet}”"),
    "record": ("{name}: {value} ({cell})", "{name}: {value} ({cell})"),
}


def traced(code: str, lang: str, /, **facts: object) -> str:
    """Return a sentence about a figure's origin; raises ``KeyError`` for an unknown code."""
    return _SENTENCES[code][1 if lang == "en" else 0].format(**facts)


def amount(value: Decimal, lang: str) -> str:
    """Return a number as print has it, to two decimals: 171.034,5 or, in English, 171,034.5."""
    text = number(value)
    return text.translate(str.maketrans(",.", ".,")) if lang == "en" else text
