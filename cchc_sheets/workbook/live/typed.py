"""The formulas of the helper columns: what was typed, made plain for the checks' formulas.

``issued`` has the values of the same columns in a workbook as it is issued.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from cchc_sheets.answers import MOST, MOST_CHARACTERS, NIL_SIGNS
from cchc_sheets.checks.answer_tests import FRACTION
from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.check import Relation
from cchc_sheets.checks.sheet import LIKE_A_NUMBER, PLAIN_NUMBER, WORDS, has_words
from cchc_sheets.expression.formula import FALSE
from cchc_sheets.expression.operators import unit_formula
from cchc_sheets.model import NIL_SECTION_SIGNS, RECORD_NAME, Kind
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.sheet.form import FORM_SHEET
from cchc_sheets.sheet.formula_text import however_composed, is_one_of, with_plain_signs
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.places import (
    BEFORE,
    FIRST_LINE,
    MARKED_NAME,
    NOTE_KIND,
    NOTE_REST,
    NOTED,
    NUMBER,
    SECTION_NIL,
    SHOWN,
    SILENT,
    TYPED,
    UNIT,
    USED,
    Places,
    RecordPlaces,
)

_DIGITS = "0123456789"
SHOWN_LENGTH = 12
"""Characters of an answer that messages show."""
NAME_MARK = "|"
NIL_IN_SECTION = NIL_SIGNS[-1]
"""What a blank is taken for in a section that is declared nil."""


def _trimmed(cell: str) -> str:
    return f"TRIM({with_plain_signs(cell)})"


@dataclass(frozen=True, slots=True)
class Helper:
    """A helper cell: the row's key, its column and its formula."""

    key: str
    column: int
    formula: str


def helpers(
    at: Places, relations: Sequence[Relation], tests: Mapping[str, AbstractSet[CellTest]]
) -> Iterator[Helper]:
    """Yield what every row has (text, number, note), then what the relations ask of some."""
    operands = {key for relation in relations for key in relation.keys}
    earlier = {key for relation in relations for key in relation.earlier}
    # Also the parts of computed operands: what is wrong with a part silences the relation.
    behind = set(answers_behind(at.form, *operands))
    for row in at.form.rows:
        key = row.key
        yield Helper(key, TYPED, typed_formula(at, key))
        if row.indicator is None:
            nil = is_one_of(at.here(key, TYPED), however_composed(NIL_SECTION_SIGNS))
            yield Helper(key, SECTION_NIL, f"IF({nil},1,0)")
        else:
            if row.kind is not Kind.TEXT:
                yield Helper(key, NUMBER, number_formula(at, key))
            if isinstance(at, RecordPlaces) and key == RECORD_NAME:
                # With the mark, COUNTIF takes no name for a comparison such as ">5".
                yield Helper(key, MARKED_NAME, f'"{NAME_MARK}"&{at.here(key, TYPED)}')
                inputs = (each.key for each in at.form.rows if each.computed is None)
                typed = "&".join(at.here(each, TYPED) for each in inputs)
                yield Helper(key, USED, f'IF({typed}<>"",1,0)')
            if at.has_notes:
                note = at.note(key)
                yield Helper(key, NOTED, f'IF(ISERROR({note}),"#",{_trimmed(note)})')
                yield Helper(key, NOTE_REST, note_rest_formula(at, key))
                yield Helper(key, NOTE_KIND, note_kind_formula(at, key))
        if key in behind:
            yield Helper(key, SHOWN, shown_formula(at, key))
            error = at.here(key, FIRST_LINE) if row.is_input else None
            share = FRACTION in tests.get(key, ())
            yield Helper(key, SILENT, silent_formula(at, key, error, may_be_share=share))
        if key in operands & at.rates:
            yield Helper(key, UNIT, unit_formula(at.here(key, NUMBER)))
        if key in earlier:
            before = f"'{FORM_SHEET}'!{at.called_before(key)}"
            yield Helper(key, BEFORE, f"IF(ISNUMBER({before}),{before},NA())")


def typed_formula(at: Places, key: str) -> str:
    """Return what was typed, in small letters; for a blank in a section declared nil its sign."""
    cell, nil = at.value(key), at.in_nil_section(key)
    text = f"LOWER({_trimmed(cell)})"
    if nil != FALSE:
        text = f'IF({nil},IF({_trimmed(cell)}="","{NIL_IN_SECTION}",{text}),{text})'
    return f'IF(ISERROR({cell}),"#",{text})'


def number_formula(at: Places, key: str) -> str:
    """Return the answer's number: 0 for a sign for nil, an error value where there is none."""
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
    text = f"LEFT({line},{SHOWN_LENGTH})"
    nil = at.in_nil_section(key)
    if nil != FALSE:
        text = f'IF({nil},IF({_trimmed(cell)}="","0",{text}),{text})'
    typed = f'IF(ISERROR({cell}),"{words.ERROR}",{text})'
    return f'IF({at.is_blank(key)},"{words.BLANK}",{typed})'


def silent_formula(at: Places, key: str, own_error: str | None, *, may_be_share: bool) -> str:
    """Return 1 where relations with the answer keep silent, otherwise 0.

    They keep silent when the answer is in error itself (a text in the cell ``own_error``), and when
    only the validator can tell what it is: a text, a note like ``1.2.3`` beside a blank, a table's
    total over such an answer, or (``may_be_share``) a 1 in a cell that may show it as 100%.
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


def note_rest_formula(at: Places, key: str) -> str:
    """Return what is left of the note without a percent sign at its end and without digits."""
    note = at.here(key, NOTED)
    rest = f'IF(RIGHT({note})="%",TRIM(LEFT({note},LEN({note})-1)),{note})'
    for digit in _DIGITS:
        rest = f'SUBSTITUTE({rest},"{digit}","")'
    return rest


def note_kind_formula(at: Places, key: str) -> str:
    """Return what kind of note it is; ``""`` where there is none.

    A note is surely a number when it is digits with at most one separator, neither first nor last.
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
