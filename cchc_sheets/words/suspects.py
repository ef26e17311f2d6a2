"""Which cell is wrong, as a sentence: what it may be instead, and what that mends."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from cchc_sheets.model import Fact, Percent, Severity, Speech
from cchc_sheets.model.suspicion import Slip, Suspect, Suspicion
from cchc_sheets.words.facts import in_words

TITLE = Speech("Ô nghi sai", "Suspected cells")
_ONE = Speech("Ô nghi sai nhất: {cells}. {settled}.", "Most likely wrong: {cells}. {settled}.")
_ALL = Speech(
    "Các ô nghi cùng sai: {cells}. {settled}.", "Likely wrong together: {cells}. {settled}."
)
_ANY = Speech(
    "Một trong các ô sau nghi sai, chưa xác định được ô nào: {cells}. {settled}.",
    "One of these is wrong, and which cannot be told: {cells}. {settled}.",
)
_EXCHANGED = Speech(
    "Hai ô hình như ghi đổi chỗ cho nhau: {cells}. {settled}.",
    "These two seem to be exchanged: {cells}. {settled}.",
)
_SHIFTED = {
    True: Speech(
        "Các số từ {first} đến {last} hình như lệch một dòng xuống: mỗi số nằm ở dòng dưới dòng của"
        " nó. Chuyển lên một dòng thì hết {n} điểm được nêu.",
        "The figures from {first} to {last} seem to be one row too low. Moved up a row,"
        " {n} findings are gone.",
    ),
    False: Speech(
        "Các số từ {first} đến {last} hình như lệch một dòng lên: mỗi số nằm ở dòng trên dòng của"
        " nó. Chuyển xuống một dòng thì hết {n} điểm được nêu.",
        "The figures from {first} to {last} seem to be one row too high. Moved down a row, {n}"
        " findings are gone.",
    ),
}
_IN_NOTES = Speech(
    "{n} số ghi ở cột Ghi chú, từ {first} đến {last}, trong khi ô số liệu cùng dòng để trống: hình"
    " như dán lệch cột. Chuyển cả khối sang cột số liệu thì hết {n} điểm được nêu.",
    "{n} figures, from {first} to {last}, are in the column of notes while the answers beside them"
    " are blank: pasted a column off, it seems. Moved to the answers, {n} findings are gone.",
)
_SETTLED = {
    True: Speech("Sửa đúng thì hết {n} lỗi", "Mended, {n} errors are gone"),
    False: Speech("Sửa đúng thì hết {n} điểm được nêu", "Mended, {n} findings are gone"),
}
_CELL = Speech(
    "{cell} ({typed}), dòng {called} “{label}”", "{cell} ({typed}), row {called} “{label}”"
)
_BECOMES = Speech("sửa thành {low}", "should be {low}")
_BETWEEN = Speech("số đúng từ {low} đến {high}", "should be from {low} to {high}")
_AT_LEAST = Speech("số đúng từ {low} trở lên", "should be {low} or more")
_AT_MOST = Speech("số đúng không quá {high}", "should be {high} or less")
_OR_KAD = Speech(" hoặc ghi KAD", " or KAD")
_SLIPS: Mapping[Slip, Speech] = {
    Slip.DIGIT_DROPPED: Speech("có lẽ gõ thiếu một chữ số", "perhaps a digit is missing"),
    Slip.DIGIT_ADDED: Speech("có lẽ gõ thừa một chữ số", "perhaps a digit too many"),
    Slip.DIGIT_CHANGED: Speech("có lẽ gõ nhầm một chữ số", "perhaps one digit is another"),
    Slip.TRANSPOSED: Speech("có lẽ gõ đảo hai chữ số", "perhaps two digits are transposed"),
    Slip.POWER_OF_TEN: Speech("có lẽ thừa hoặc thiếu số 0", "perhaps a zero too many or too few"),
    Slip.FRACTION: Speech("có lẽ ghi tỷ lệ dưới dạng phần của 1", "perhaps a fraction of 1"),
}


def suspicion(found: Suspicion, lang: str) -> str:
    """Return the sentence about the cells that are suspected."""
    if found.rows_off or found.in_notes:
        first, last = (suspect.place.cell or "?" for suspect in found.suspects)
        moved = _IN_NOTES if found.in_notes else _SHIFTED[found.rows_off > 0]
        return moved.in_language(lang).format(first=first, last=last, n=len(found.settles))
    shape = _EXCHANGED if found.exchanged else _ANY
    if found.together and not found.exchanged:
        shape = _ONE if len(found.suspects) == 1 else _ALL
    errors = all(finding.severity is Severity.ERROR for finding in found.settles)
    settled = _SETTLED[errors].in_language(lang).format(n=len(found.settles))
    cells = "; ".join(_cell(suspect, lang) for suspect in found.suspects)
    return shape.in_language(lang).format(cells=cells, settled=settled)


def _cell(suspect: Suspect, lang: str) -> str:
    text = _CELL.in_language(lang).format(
        cell=suspect.place.cell or "?",
        typed=in_words(suspect.typed, lang),
        called=suspect.called,
        label=suspect.label,
    )
    instead = _instead(suspect, lang)
    return f"{text}: {instead}" if instead else text


def _instead(suspect: Suspect, lang: str) -> str:
    """Return what the cell may be instead, with the slip that explains it."""
    low, high = suspect.low, suspect.high
    shape = None
    if low is not None and low == high:
        shape = _BECOMES
    elif low is not None and high is not None:
        shape = _BETWEEN
    elif low is not None and low > 0:
        shape = _AT_LEAST
    elif high is not None:
        shape = _AT_MOST
    if shape is None:
        return ""
    numbers = {"low": _number(low, suspect, lang), "high": _number(high, suspect, lang)}
    text = shape.in_language(lang).format(**numbers)
    kad = _OR_KAD.in_language(lang) if suspect.not_applicable else ""
    slip = f" ({_SLIPS[suspect.slip].in_language(lang)})" if suspect.slip else ""
    return f"{text}{kad}{slip}"


def _number(value: Decimal | None, suspect: Suspect, lang: str) -> str:
    fact: Fact = Percent(value) if suspect.is_rate and value is not None else value
    return in_words(fact, lang)
