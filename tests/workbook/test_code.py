"""The reconciliation code: what programs print is what is read, and whatever changes changes it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets.answers import MOST
from cchc_sheets.intake.read import read_returned
from cchc_sheets.model import NIL_SECTION_SIGNS
from cchc_sheets.sheet.code import (
    ALPHABET,
    PERIOD,
    SIGNS,
    WEIGHT_PRIME,
    as_joined,
    code_of,
    places_of_form,
    places_of_tables,
    same_code,
    value_of,
    weight_of,
    worth,
)
from cchc_sheets.sheet.form import CODE_CELL, FORM_SHEET, Layout
from cchc_sheets.sheet.table import PERIOD_ROW, STT, TableLayout
from cchc_sheets.words.workbook import CODE_LABEL
from tests.parity.answers import random_answers, store
from tests.parity.engines import OneByOne
from tests.parity.seeds import dice
from tests.workbook.issues import (
    ONE_A_FORM,
    definitions,
    issue_for,
    longest_names,
    recorded_issue_for,
    written,
)

TRIES = 3


def code_read(path: Path) -> str:
    """Return the code of what is in a file."""
    submission = read_returned(path, path.name, definitions()).submission
    assert submission is not None
    return submission.code


def codes_shown(path: Path) -> set[str]:
    """Return what the sheets of a computed .xlsx print."""
    book = load_workbook(path, data_only=True)
    cells = [book[FORM_SHEET].cell(*CODE_CELL)]
    cells += [sheet.cell(PERIOD_ROW, STT) for sheet in book.worksheets if sheet.title != FORM_SHEET]
    texts = [str(cell.value) for cell in cells if CODE_LABEL in str(cell.value)]
    return {text.partition(f"{CODE_LABEL}: ")[2] for text in texts}


@pytest.mark.parametrize("unit", longest_names())
def test_a_workbook_is_issued_with_its_code(unit: str, tmp_path: Path) -> None:
    for issue in (issue_for(unit), recorded_issue_for(unit)):
        path = tmp_path / "biểu.xlsx"
        path.write_bytes(written(issue))
        assert codes_shown(path) == {code_read(path)}


@pytest.fixture
def filled(tmp_path: Path) -> list[Path]:
    """Workbooks of every form, some with records, filled at random."""
    paths = []
    for unit in ONE_A_FORM:
        issue = recorded_issue_for(unit)
        for number in range(TRIES):
            path = tmp_path / f"{issue.form.id}-{number}.xlsx"
            path.write_bytes(written(issue))
            book = load_workbook(path)
            answers = random_answers(dice("code", unit, number), issue.form)
            for key in places_of_form(issue.form):
                value = answers[key][0]
                # What else is stored, or is too large, is an error anyway.
                if isinstance(value, str) or (isinstance(value, Decimal) and abs(value) < MOST):
                    store(book[FORM_SHEET][Layout(issue.form).value_cell(key)], value)
            nil = {row.key for rows in issue.form.nil_sections.values() for row in rows}
            for key in sorted(nil) if number == 1 else ():
                book[FORM_SHEET][Layout(issue.form).value_cell(key)] = NIL_SECTION_SIGNS[0]
            for table in issue.form.tables:
                last = TableLayout(table).address(table.room - 1, table.columns[-1].row.key)
                book[table.sheet][last] = number
            book.save(path)
            paths.append(path)
    return paths


def test_libreoffice_prints_what_is_read(
    filled: list[Path],
    recalculate_all: Callable[[Sequence[Path], Path], list[Path]],
    tmp_path: Path,
) -> None:
    for path in recalculate_all(filled, tmp_path / "saved"):
        assert codes_shown(path) == {code_read(path)}, path.name


@pytest.mark.slow
def test_gnumeric_shows_what_is_read(filled: list[Path], gnumeric: Path, tmp_path: Path) -> None:
    for path in OneByOne(gnumeric).recalculated(filled, tmp_path / "saved"):
        assert codes_shown(path) == {code_read(path)}, path.name


def test_every_place_has_a_weight_of_its_own() -> None:
    weights = {weight_of(place) for place in range(1, WEIGHT_PRIME)}
    assert len(weights) == WEIGHT_PRIME - 1
    for form in definitions().forms.values():
        own = list(places_of_form(form).values())
        for table in form.tables:
            places = places_of_tables(form)[table.id]
            own += [places.place(n, key) for n in range(1, 2 * table.room) for key in places.keys]
        assert len(set(own)) == len(own)
        assert max(own) < WEIGHT_PRIME


def test_blank_is_not_nought_and_places_count() -> None:
    texts = ["", "0", "1", "12", "21", "-", "kad", "12.5", "1234567"]
    codes = {code_of(worth([(1, one), (2, other)])) for one in texts for other in texts}
    assert len(codes) == len(texts) ** 2


def test_a_text_is_worth_the_same_however_it_is_composed() -> None:
    for name in ("Thị trấn Ngã Năm", "Phường Mỹ Xuyên", "Sở Giáo dục và Đào tạo", "ưỡng"):
        small = as_joined(name)
        assert value_of(small) == value_of(unicodedata.normalize("NFD", small))
    assert as_joined(Decimal("12.5")) == "12500"
    assert value_of("12") != value_of("21")


def test_the_alphabet_gives_every_unknown_sign_one_value() -> None:
    assert len(ALPHABET) % PERIOD == PERIOD - 1
    assert value_of("…") == value_of("ß")
    assert value_of("…") not in {value_of(letter) for letter in ALPHABET}


def test_a_code_is_compared_however_it_is_typed() -> None:
    assert same_code("egr dhb", "EGR-DHB")
    assert not same_code("EGR-DHC", "EGR-DHB")
    assert not set("0O1IL2Z5S8B") & set(SIGNS) - set("BLSZ")
