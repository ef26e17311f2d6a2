"""Units of measure as people write them → units that can be told apart, row by row."""

from __future__ import annotations

import re
import unicodedata

from cchc_sheets.expression.units import ANY, SHARE, Unit, quantity, sign
from cchc_sheets.model import AskedAs, Catalogue, Code, Form, Kind, Row

_SAME = {
    "cơ quan, đơn vị": "đơn vị",
    "cơ quan": "đơn vị",
    "thủ tục": "tthc",
    "thủ tục hành chính": "tthc",
    "lượt hồ sơ": "hồ sơ",
    "vbqppl": "văn bản",
}
"""Words that the printed forms use for one thing, and the one that stands for it."""
_PERCENT = {"%", "phần trăm", "tỷ lệ", "tỷ lệ %", "tỉ lệ", "tỉ lệ %"}
_NUMBER_OF = re.compile(r"^(?:số lượng|số) (?=\S)")


def normal_unit(text: str) -> str:
    """Return one spelling for all spellings of a unit of measure."""
    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    words = re.sub(r"\s*([,/])\s*", r"\1", words.strip(" .;:()")).replace(",", ", ")
    words = _NUMBER_OF.sub("", words)
    return "%" if words in _PERCENT else _SAME.get(words, words)


def catalogue_units(catalogue: Catalogue) -> dict[str, Unit]:
    """Return the unit of every indicator, as shared rules mean it."""
    return {
        key: _unit(item.kind, item.unit_of_measure, item.codes)
        for key, item in catalogue.indicators.items()
    }


def form_units(form: Form) -> dict[str, Unit]:
    """Return the unit of every row, as the form asks it."""
    return {row.key: _row_unit(row) for row in form.answer_rows}


def _row_unit(row: Row) -> Unit:
    if row.indicator is None or row.asked_as is AskedAs.PERCENT_OF:
        return SHARE
    meant = row.indicator.unit_of_measure if row.asked_as is None else row.unit_of_measure
    return _unit(row.kind, meant, row.codes)


def _unit(kind: Kind, text: str, codes: tuple[Code, ...]) -> Unit:
    if kind is Kind.CODE:
        # Lists with the same numbers for the same things are one list, whatever their order.
        entries = sorted((code.value, " ".join(code.label.casefold().split())) for code in codes)
        return sign(repr(entries), "; ".join(f"{code.label} = {code.value}" for code in codes))
    if kind is Kind.TEXT:
        return sign("", text)
    normal = normal_unit(text)
    if normal == "%" or (kind is Kind.RATE and not normal):
        return SHARE
    return quantity(normal, " ".join(text.split())) if normal else ANY
