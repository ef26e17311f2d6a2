"""Mã đối chiếu số liệu (reconciliation code): what a workbook holds, as six signs for the eye.

The workbook computes the code by formulas and prints it; the reader computes it anew from what came
back. Both count what is stored in the cells, not what it is taken for: a number as the sheet joins
it to a text. ``docs/decisions/0020`` says why it is made in this way.

A text is worth the sum of its letters' values, each by the weight of its position; a workbook the
sum of its cells' values, each by the weight of its place, modulo a prime. As two places never weigh
the same, exchanging two cells that differ gives another code.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import zip_longest

from cchc_sheets.model import Form

SIGNS = "34679ABCDEFGHJKMNPQRSTUVWXYZ"
"""Those of a code: none that is taken for another (0 O, 1 I L, 2 Z... keep to one of each pair)."""
HALF = 3
"""Signs before the hyphen, and after it."""
PRIME = 481_890_259
"""The largest below 28**6: as many codes as six signs make."""
WEIGHT_PRIME = 21_929
"""That of the weights. It leaves 2 by 3, so that no two places have the same cube; small, so that
sums stay below 10**13, within which every program's remainders are exact."""
THOUSANDTHS = 1000
FIRST_BASE = 10_000
"""The place of the first count beside a rate: beyond those of tables, so that a form with such
counts has the places that it had before; the cubes stay below 10**13."""
LETTERS = 99
"""Characters of a text that count; figures and names are far shorter."""
MARKS = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306\u031b"
"""Tones and marks of Vietnamese as characters of their own, as some keyboards write them."""

_PLAIN = "_0123456789abcdefghijklmnopqrstuvwxyzđ-/%+"
PERIOD = len(_PLAIN) + 1
"""After how many letters the alphabet begins again; the last place is that of unknown signs."""


def _alphabet() -> str:
    """Every letter at the place of its plain one, in as many rounds as *a* has looks.

    So the place in the round is the same whether a letter is composed or made of several
    characters: what is said of letters with tones is that they are letters.
    """
    looks: dict[str, list[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)):
        letter = chr(code)
        apart = unicodedata.normalize("NFD", letter)
        if len(apart) > 1 and apart[0] in "aeiouy" and set(apart[1:]) <= set(MARKS):
            looks.setdefault(apart[0], []).append(letter)
    rounds = zip_longest(*(looks.get(letter, []) for letter in _PLAIN), fillvalue=_PLAIN[0])
    spread = (_PLAIN, *("".join(letters) for letters in rounds))
    return _PLAIN[0].join(spread)


ALPHABET = _alphabet()
"""A letter's value is its place here, counted anew in every round. What is not here is worth one
less than a round, as FIND over the alphabet with the sign at its end has it."""
_VALUES = {letter: ALPHABET.index(letter) % PERIOD for letter in ALPHABET}
_UNKNOWN = len(ALPHABET) % PERIOD
_WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS))


@dataclass(frozen=True, slots=True)
class TablePlaces:
    """The places of a table's cells: those of the first record follow ``before``, and so on.

    ``keys`` are those of what is typed, the record's name first.
    """

    before: int
    keys: tuple[str, ...]

    def place(self, number: int, key: str) -> int:
        """Return the place of an answer of a record; records count from 1."""
        return self.before + (number - 1) * len(self.keys) + self.keys.index(key) + 1


def places_of_form(form: Form) -> Mapping[str, int]:
    """Return the place of each answer that is typed on the form's sheet, by its key."""
    typed = (row.key for row in form.answer_rows if row.is_input)
    beside = (row.key for row in form.base_rows)
    own = {key: place for place, key in enumerate(typed, start=1)}
    return own | {key: place for place, key in enumerate(beside, start=FIRST_BASE)}


def places_of_tables(form: Form) -> Mapping[str, TablePlaces]:
    """Return the places of each table's cells, by the table's id.

    Between two tables is room for as many records again as the first was issued with.
    """
    places, before = {}, sum(row.is_input for row in form.answer_rows)
    for table in form.tables:
        keys = tuple(row.key for row in table.asks.rows if row.computed is None)
        places[table.id] = TablePlaces(before, keys)
        before += 2 * table.room * len(keys)
    return places


def weight_of(place: int) -> int:
    """Return what a cell's value is multiplied by; places count from 1."""
    return place**3 % WEIGHT_PRIME


def as_joined(value: Decimal | str | bool | None) -> str:  # noqa: FBT001 - a cell's value
    """Return the text that a cell's value enters as: a number in thousandths, else small letters.

    Gnumeric joins 88.85 to a text as 88.84999999999999, but whole numbers as every program does.
    """
    if isinstance(value, Decimal):
        return f"{(value * THOUSANDTHS).to_integral_value(ROUND_HALF_UP):f}"
    text = "" if value is None else str(value)
    return " ".join(filter(None, text.split(" "))).lower()


def value_of(text: str) -> int:
    """Return what a text in small letters is worth."""
    letters = text.translate(_WITHOUT_MARKS)[:LETTERS]
    return sum(
        _VALUES.get(letter, _UNKNOWN) * (position**5 % WEIGHT_PRIME)
        for position, letter in enumerate(letters, start=1)
    )


def seed_of(unit: str, form: str, period: str) -> int:
    """Return what a code starts from: the same figures of two units have two codes."""
    digest = hashlib.sha256(f"{unit}|{form}|{period}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % PRIME


def worth(cells: Iterable[tuple[int, str]]) -> int:
    """Return the sum over the texts in cells, each with its place."""
    return sum(weight_of(place) * value_of(text) for place, text in cells if text)


def code_of(number: int) -> str:
    """Return a number as a code: that of a seed and of what all cells are worth."""
    number, signs = number % PRIME, ""
    for _ in range(2 * HALF):
        number, sign = divmod(number, len(SIGNS))
        signs = SIGNS[sign] + signs
    return f"{signs[:HALF]}-{signs[HALF:]}"


def same_code(typed: str, code: str) -> bool:
    """Whether what somebody typed off a paper is the code, however it is spaced."""
    return "".join(filter(str.isalnum, typed)).upper() == code.replace("-", "")
