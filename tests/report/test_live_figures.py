"""Two spreadsheet programs compute every figure of ``consolidated.xlsx`` as it was computed."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.model import (
    Answer,
    AskedAs,
    Code,
    Family,
    Kind,
    Outcome,
    Period,
    Received,
    Source,
    State,
    Submission,
    UnitState,
)
from cchc_sheets.record.values import value_rows
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.workbook import write_consolidated
from cchc_sheets.words import consolidated as words
from scripts.invent import Invented, invent
from tests.consolidate.toy import BHXH, PERIOD, STC, Toy, indicator, province, soc_trang, submission
from tests.expressions import number_of
from tests.libreoffice import LibreOffice

BOOKS = 12
SUMS = ("whole", "part", "apart", "share", "said")
ALL_WAYS = province(
    [
        indicator("whole", Family.SUM),
        indicator("part", Family.SUM, numerator="part", denominator="whole"),
        indicator("rate", Family.RATIO, Kind.RATE, numerator="part", denominator="whole"),
        indicator("alone", Family.RATIO, Kind.RATE, numerator="none", denominator="nobody"),
        indicator("mean", Family.WEIGHTED, Kind.RATE, weight="whole"),
        indicator("by_list", Family.WEIGHTED, Kind.RATE, weight="list"),
        indicator("list", Family.SUM_OR_AGREE),
        indicator("same", Family.MUST_AGREE),
        indicator("yes", Family.COUNT_YES, Kind.CODE),
        indicator("number", Family.COUNT_YES, Kind.CODE),
        indicator("said", Family.SUM),
        indicator("share", Family.SUM),
        indicator("code", Family.DISTRIBUTION, Kind.CODE, codes=(Code(0, "Kém"), Code(1, "Tốt"))),
        indicator("any", Family.NONE),
        indicator("free", Family.NONE, Kind.RATE),
        indicator("total", Family.COMPUTED, computed=number_of("whole + part - yes")),
        indicator("all", Family.COMPUTED, computed=number_of("total + whole")),
        indicator("none", Family.SUM),
        indicator("nobody", Family.SUM),
        indicator("words", Family.NONE, Kind.TEXT),
    ],
    {
        "so-nganh": [
            "whole", ("part", AskedAs.PERCENT_OF, "whole"), "rate", "alone", "mean", "list", "same",
            "by_list", "yes", ("number", AskedAs.COUNT, None), ("said", AskedAs.YES_NO, None),
            ("share", AskedAs.PERCENT, None), "code", "words", "any", "free",
        ],
        "nganh-doc": ["whole", "rate", "mean", "by_list", "list", "same", "alone", "any"],
        "huyen": [
            "whole", "part", "mean", "list", "same", "by_list", "yes", "number", "said", "share",
            "code", "any", "total", "all", "free",
        ],
        "xa": ["whole", "part", "yes", "total", "all", "any", "list", "same"],
    },
    so_nganh=3,
    nganh_doc=2,
    huyen=5,
    xa=2,
)  # fmt: skip


def _book(toy: Toy, period: Period, sent: Mapping[str, Submission]) -> bytes:
    made = consolidate(toy.definitions, toy.roster, period, sent)
    outcomes = [
        Outcome(UnitState.ACCEPTED, unit, Received("a.xlsx", "", submission=sent[unit.code]))
        if unit.code in sent
        else Outcome(UnitState.ISSUED, unit)
        for unit in made.expected
    ]
    merged = Merged(toy.roster, period, tuple(outcomes), (), (), made)
    rows = value_rows(toy.definitions, toy.roster, period, sent)
    return write_consolidated(merged, toy.definitions, annex_for(toy.definitions, made), rows)


def _typed(chance: random.Random, kind: Kind, *, few: bool) -> str | None:
    if chance.random() < 0.25:
        return chance.choice([None, "-", "KAD", "không rõ", "1.2.3"])
    if kind is Kind.RATE:
        return f"{chance.randrange(10_001) / 100:.2f}".replace(".", ",")
    if kind is Kind.CODE:
        return chance.choice(["0", "1"])
    return str(chance.randrange(3 if few else 2_000))


def _random_book(seed: int) -> bytes:
    """Any units, any of their answers blank, nil, KAD, unreadable or a number."""
    chance = random.Random(seed)  # noqa: S311 - made-up figures
    forms = ALL_WAYS.definitions.forms
    # In every other book nobody gives the counts beside rates.
    rows = {
        key: (*form.answer_rows, *(form.base_rows if seed % 2 else ()))
        for key, form in forms.items()
    }
    sent = {
        unit.code: submission(
            ALL_WAYS.definitions,
            ALL_WAYS.roster,
            unit.code,
            {
                row.key: _typed(chance, row.kind, few=row.key in {"list", "same"})
                for row in rows[unit.type]
            },
        )
        for unit in ALL_WAYS.roster.units
        if chance.random() < 0.8
    }
    return _book(ALL_WAYS, PERIOD, sent)


def _invented(toy: Toy, period: Period) -> dict[str, Submission]:
    """Figures of all units but every seventh, as the demonstration has them."""
    found: dict[str, Submission] = {}
    for number, unit in enumerate(toy.roster.expected(period)):
        form = toy.definitions.forms[unit.forms[0]]
        invented = invent(form, toy.definitions.catalogue, unit.code)
        answers = {key: _answer(key, each) for key, each in invented.items()}
        if number % 7:
            source = Source(f"{unit.code}.xlsx", "cd" * 32)
            found[unit.code] = Submission(form.id, period, answers, source=source)
    return found


def _answer(key: str, given: Invented) -> Answer:
    value = given.value
    if value is None:
        return Answer(key, State.TEXT, raw=given.note, sheet="Biểu", cell="F9")
    state = State.NUMBER if value else State.NIL
    return Answer(key, state, value, f"{value:f}", given.note, sheet="Biểu", cell="F9")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    toy = soc_trang()
    real = toy.submissions({"bhxh": BHXH, "stc": STC})
    made = {
        "real": _book(toy, PERIOD, real),
        "province": _book(toy, Period(2023, "Q1"), _invented(toy, Period(2023, "Q1"))),
        **{f"random-{seed}": _random_book(seed) for seed in range(BOOKS)},
    }
    folder = tmp_path_factory.mktemp("live")
    for name, data in made.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    return [folder / f"{name}.xlsx" for name in made]


def _figures(path: Path) -> dict[tuple[str, str], object]:
    """The value of every cell that was written as a formula."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in {None, ""}
    }


def _formulas(path: Path) -> Iterator[tuple[str, str]]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            yield from ((sheet.title, c.coordinate) for c in row if c.data_type == "f")


def _differences(before: Path, after: Path) -> list[tuple[object, ...]]:
    cached, computed = _figures(before), _figures(after)
    return [
        (before.stem, *at, cached.get(at), computed.get(at))
        for at in _formulas(before)
        if not _same(cached.get(at), computed.get(at))
    ]


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == pytest.approx(other, rel=1e-12)
    return _without_signs(one) == _without_signs(other)


def _without_signs(value: object) -> str:
    """A text with its numbers rounded: the decimal sign, and noise, are of whoever computes it."""
    text = str("" if value is None else value).replace(",", ".")
    return re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):.2f}", text)


@pytest.mark.slow
def test_libreoffice_computes_every_figure(
    books: list[Path], tmp_path: Path, recalculate_all: Callable[[Sequence[Path], Path], list[Path]]
) -> None:
    after = recalculate_all(books, tmp_path)

    assert sum(1 for path in books for _ in _formulas(path)) > 1_000
    assert [d for pair in zip(books, after, strict=True) for d in _differences(*pair)] == []


@pytest.mark.slow
def test_gnumeric_computes_every_figure(books: list[Path], tmp_path: Path, gnumeric: Path) -> None:
    for path in books:
        after = tmp_path / path.name
        subprocess.run([gnumeric, "--recalc", path, after], check=True, capture_output=True)
        assert _differences(path, after) == []


@pytest.mark.slow
def test_a_correction_moves_the_province(
    books: list[Path], tmp_path: Path, libreoffice: LibreOffice
) -> None:
    path = next(path for path in books if path.stem == "real")
    rows = openpyxl.load_workbook(path)[words.MATRIX_SHEET]
    row = next(r for r in rows.iter_rows() if any(c.value == 171_034 for c in r))
    cell = next(c for c in row if c.value == 68)
    before = _figures(path)

    typed = {(words.MATRIX_SHEET, cell.coordinate): 168}
    after = _figures(libreoffice.type_into(path, tmp_path / "typed.xlsx", typed))

    at = next(
        at for at, value in before.items() if at[0] == words.SUMMARY_SHEET and value == 171102
    )
    assert after[at] == 171202
