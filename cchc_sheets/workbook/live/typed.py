"""The helper columns: what was typed, made plain enough for the checks' formulas."""

from __future__ import annotations

from cchc_sheets.answers import MOST, MOST_CHARACTERS, NIL_SIGNS
from cchc_sheets.checks.sheet import LIKE_A_NUMBER, PLAIN_NUMBER, WORDS, has_words
from cchc_sheets.expression.operators import unit_formula
from cchc_sheets.model import RECORD_NAME, Kind
from cchc_sheets.sheet.formula_text import however_composed, is_one_of, with_plain_signs
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.places import (
    NOTE_KIND,
    NOTE_REST,
    NOTED,
    NUMBER,
    TYPED,
    Places,
)

_DIGITS = "0123456789"
SHOWN_LENGTH = 30
NAME_MARK = "|"


def _trimmed(cell: str) -> str:
    return f"TRIM({with_plain_signs(cell)})"


def typed_formula(at: Places, key: str) -> str:
    """What was typed as text in small letters; ``""`` for a blank."""
    cell = at.value(key)
    return f'IF(ISERROR({cell}),"#",LOWER({_trimmed(cell)}))'


def number_formula(at: Places, key: str) -> str:
    """Return the answer's number: of a sign for nil 0, an error value where there is none."""
    cell, row = at.value(key), at.row(key)
    if row.computed is not None:
        return f"IF(ISNUMBER({cell}),{cell},NA())"
    nil = is_one_of(at.here(key, TYPED), however_composed(NIL_SIGNS))
    otherwise = "NA()" if row.kind is Kind.CODE else f"IF({nil},0,NA())"
    # To LibreOffice TRUE is a number as well.
    figure = f"IF(OR(ISLOGICAL({cell}),ABS({cell})>={MOST:f}),NA(),{cell})"
    return f"IF(ISNUMBER({cell}),{figure},{otherwise})"


def shown_formula(at: Places, key: str) -> str:
    """Return the answer as messages show it."""
    cell = at.value(key)
    line = f'SUBSTITUTE({cell},CHAR(10)," ")'
    typed = f'IF(ISERROR({cell}),"{words.ERROR}",LEFT({line},{SHOWN_LENGTH}))'
    return f'IF({at.is_blank(key)},"{words.BLANK}",{typed})'


def silent_formula(at: Places, key: str, own_error: str | None, *, may_be_share: bool) -> str:
    """1 where relations with the answer keep silent, otherwise 0.

    They do when it is in error itself, and when only a reader can tell what it is: a text, a note
    like ``1.2.3`` beside a blank, a table's total over such an answer, or (``may_be_share``) a
    stored 1 whose cell may show 100%.
    """
    note = at.here(key, NOTE_KIND)
    blank = f'IF({note}="{LIKE_A_NUMBER}",1,0)'
    if at.row(key).kind is Kind.TEXT:
        known = f"IF(ISERROR({at.value(key)}),1,0)"
    else:
        other = at.is_not_applicable(key)
        unread = "1" if other == "FALSE" else f"IF({other},0,1)"
        number = at.here(key, NUMBER)
        share = f"IF(AND({number}>0,{number}<=1),1,0)" if may_be_share else "0"
        known = f"IF(ISNUMBER({number}),{share},{unread})"
    formula = f"IF({at.is_blank(key)},{blank},{known})"
    if at.row(key).fed_by is not None:
        formula = f"IF({at.uncertain(key)}=1,1,{formula})"
    return f'IF({own_error}="",{formula},1)' if own_error else formula


def noted_formula(at: Places, key: str) -> str:
    """Return the note without spaces around it."""
    cell = at.note(key)
    return f'IF(ISERROR({cell}),"#",{_trimmed(cell)})'


def note_rest_formula(at: Places, key: str) -> str:
    """Return what is left of the note without a percent sign at its end and without digits."""
    note = at.here(key, NOTED)
    rest = f'IF(RIGHT({note})="%",TRIM(LEFT({note},LEN({note})-1)),{note})'
    for digit in _DIGITS:
        rest = f'SUBSTITUTE({rest},"{digit}","")'
    return rest


def note_kind_formula(at: Places, key: str) -> str:
    """Return what kind of note it is; ``""`` where there is none.

    Surely a number are digits with at most one separator, which is neither first nor last.
    """
    note, rest = at.here(key, NOTED), at.here(key, NOTE_REST)
    conditions = (
        f"LEN({note})<={MOST_CHARACTERS}",
        f'ISNUMBER(FIND(LEFT({note}),"{_DIGITS}"))',
        f'ISNUMBER(FIND(RIGHT(TRIM(SUBSTITUTE({note},"%",""))),"{_DIGITS}"))',
        f'OR({rest}="",{rest}=".",{rest}=",")',
    )
    number = f'IF(AND({",".join(conditions)}),"{PLAIN_NUMBER}","{LIKE_A_NUMBER}")'
    return f'IF({note}="","",IF({has_words(note)},"{WORDS}",{number}))'


def name_mark_formula(at: Places) -> str:
    """Return a record's name behind a sign, so that no name is taken for a comparison."""
    return f'"{NAME_MARK}"&{at.here(RECORD_NAME, TYPED)}'


def is_used_formula(at: Places) -> str:
    """Return 1 where anything is typed into a record, otherwise 0."""
    typed = "&".join(at.here(row.key, TYPED) for row in at.form.rows if row.computed is None)
    return f'IF({typed}<>"",1,0)'


def unit_of_formula(at: Places, key: str) -> str:
    """Return one unit of the rate's last decimal."""
    return unit_formula(at.here(key, NUMBER))


def before_formula(at: Places, key: str) -> str:
    """Return the figure of the period before; an error value where there is none."""
    cell = at.shown_before(key)
    return f"IF(ISNUMBER({cell}),{cell},NA())"
