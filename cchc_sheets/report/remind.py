"""The states of a period's units → texts, letters and a table by which they are chased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.model import UnitState
from cchc_sheets.report.status import UnitStatus, unit_states
from cchc_sheets.report.word.save import saved
from cchc_sheets.words import remind as words
from cchc_sheets.words.states import state_word

TEXTS, TABLE, LETTERS = "loi-nhac.txt", "don-doc.docx", "thu"
_CHASED = {UnitState.ISSUED, UnitState.RETURNED}
"""Who was given no workbook cannot send it."""
_LANG = "vi"


def reminders(merged: Merged, today: date) -> dict[str, bytes]:
    """Return the files by name: all texts for Zalo, a letter a unit (.eml), a table for Word.

    Nothing where nobody has to be chased.
    """
    told = chased_texts(merged, today)
    if not told:
        return {}
    chased = [each for each, _ in told]
    texts = {each.unit.code: text for each, text in told}
    parts = (
        f"— {each.unit.name}{f' ({each.reach})' if each.reach else ''} —\n{texts[each.unit.code]}\n"
        for each in chased
    )
    files = {
        # The mark by which Notepad knows UTF-8, and its line ends.
        TEXTS: ("\ufeff" + "\n".join(parts)).replace("\n", "\r\n").encode(),
        TABLE: _table(merged, chased),
    }
    for each in chased:
        letter = EmailMessage(policy=SMTP)
        letter["Subject"] = words.SUBJECT.format(period=words.in_sentence(merged.period))
        if each.unit.email:
            letter["To"] = each.unit.email
        letter["X-Unsent"] = "1"  # opens in Outlook as a draft that can be sent
        letter.set_content(texts[each.unit.code])
        files[f"{LETTERS}/{each.unit.code}.eml"] = letter.as_bytes()
    return files


def chased_texts(merged: Merged, today: date) -> tuple[tuple[UnitStatus, str], ...]:
    """Return the units that have to be chased, each with the text for it."""
    states = unit_states(merged, today)
    chased = (each for each in states if each.outcome.state in _CHASED)
    return tuple((each, _text(merged, each, today)) for each in chased)


def _text(merged: Merged, each: UnitStatus, today: date) -> str:
    roster = merged.roster
    due = roster.due_on(merged.period)
    return words.reminder(roster.issuer, each.unit, merged.period, each.outcome.state, today, due)


def _table(merged: Merged, chased: Iterable[UnitStatus]) -> bytes:
    """The table for the letter to all, as a Word file; the same states give the same bytes."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    for text in (words.TABLE_TITLE, merged.period.label):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).bold = True
    table = document.add_table(rows=1, cols=len(words.TABLE_HEAD), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, words.TABLE_HEAD, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for number, each in enumerate(chased, start=1):
        state = state_word(each.outcome, _LANG)
        for cell, text in zip(
            table.add_row().cells,
            (str(number), each.unit.name, state, str(each.late or ""), ""),
            strict=True,
        ):
            cell.text = text
    for row in table.rows:
        for cell, width in zip(row.cells, (1.2, 7.3, 2.7, 2.4, 2.4), strict=True):
            cell.width = Cm(width)
    return saved(document)
