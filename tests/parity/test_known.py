"""Answers that once made a sheet and the validator differ, or that a sheet could not read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from cchc_sheets.model import Case, Catalogue, Form, Kind, Rule, Severity, Speech
from tests.expressions import condition_of, number_of
from tests.parity.answers import NO_BREAK, Copies, Error, Formula, Stored
from tests.parity.comparison import Filled, Shown, Subject, subject_of
from tests.parity.engines import Engine, Many, OneByOne
from tests.parity.forms import TESTS, asked, made_of

A, B, TOTAL, BOTH = "count_1_1", "count_1_2", "count_1_3", "count_1_4"
RATE, WORDS = "rate_1_5", "text_1_6"
_RELATIONS = {
    "TOTAL": f"{TOTAL} <= 4",
    "BOTH": f"{BOTH} <= 4",
    "RATE": f"round({RATE}, 2) != 37.94",
    "WORDS": f"present({WORDS}) or blank({WORDS})",
    "APPLIES": f"not not_applicable({WORDS})",
}
"""A rule's id and what it demands; it points to the first row that it names."""
_CODES = {"BOTH": "part-above-whole", "RATE": "out-of-range"}
"""Codes whose own lines speak of two rows, or of one cell."""
Expected: TypeAlias = Mapping[str, list[str]]

KNOWN: Mapping[str, tuple[Mapping[str, Stored], Mapping[str, Stored], Expected]] = {
    "false is no rate": ({RATE: False}, {}, {RATE: ["readable"]}),
    "too large": ({A: Decimal("1e20"), B: Decimal(9)}, {}, {A: ["readable"], TOTAL: [], BOTH: []}),
    "a part as text": ({A: "5", B: Decimal(9)}, {}, {TOTAL: [], BOTH: []}),
    "a part as text alone": ({A: "5"}, {}, {TOTAL: [], BOTH: []}),
    "a blank part": ({B: Decimal(9)}, {}, {TOTAL: ["TOTAL"], BOTH: []}),
    "a part in error": ({A: Error("#N/A"), B: Decimal(9)}, {}, {A: ["readable"], TOTAL: []}),
    "a fraction as part": ({A: Decimal("4.5"), B: Decimal(0)}, {}, {A: ["whole"], BOTH: []}),
    "nil with a hard space": (
        {A: f"không{NO_BREAK}phát sinh", B: Decimal(9)},
        {},
        {TOTAL: ["TOTAL"], BOTH: ["BOTH"]},
    ),
    "nil however composed": (
        {A: unicodedata.normalize("NFD", "không phát sinh"), B: Decimal(9)},
        {},
        {A: [], TOTAL: ["TOTAL"], BOTH: ["BOTH"]},
    ),
    "a formula": ({A: Formula("=1+2"), B: Decimal(9)}, {}, {TOTAL: ["TOTAL"], BOTH: ["BOTH"]}),
    "words": ({WORDS: "lời"}, {}, {WORDS: ["WORDS"]}),
    "words that say nothing applies": ({WORDS: "KAD"}, {}, {WORDS: ["WORDS"]}),
    "an error among words": ({WORDS: Error("#N/A")}, {}, {WORDS: []}),
    "a note of many digits": ({}, {A: "1" * 41}, {A: []}),
    "a minus from a text": ({A: "−5", B: Decimal(9)}, {}, {A: [], TOTAL: [], BOTH: []}),
    "nil with a line break": ({A: "−\n", B: Decimal(9)}, {}, {TOTAL: ["TOTAL"], BOTH: ["BOTH"]}),
    "lines in a value": ({A: "hai\nba"}, {}, {A: ["readable"]}),
    "a narrow space": ({A: "1\u202f234", B: Decimal(9)}, {}, {A: [], TOTAL: []}),
    "a number in a note's second line": ({}, {A: "\n5"}, {A: ["number_in_note"]}),
    "a half": ({RATE: Decimal("37.935")}, {}, {RATE: ["RATE"]}),
    "small and a fraction": ({RATE: Decimal("0.5")}, {}, {RATE: ["percent_range", "fraction"]}),
}
"""What is typed, which notes, and the rules that a sheet then shows at some rows."""


def _form() -> tuple[Form, Catalogue]:
    rows = (
        asked("1.1", Kind.COUNT),
        asked("1.2", Kind.COUNT),
        replace(asked("1.3", Kind.COUNT), computed=number_of(f"sum({A}, {B})")),
        replace(asked("1.4", Kind.COUNT), computed=number_of(f"{A} + {B}")),
        replace(asked("1.5", Kind.RATE), minimum=Decimal(1)),
        replace(asked("1.6", Kind.TEXT), not_applicable=True),
    )
    says = Speech("phải đúng", "")
    shared = [Rule(test, _weight(test), code, says, test=test) for test, code, _ in TESTS]
    local = [
        Rule(
            name,
            Severity.ERROR,
            _CODES.get(name, "odd-figures"),
            says,
            cases=(Case(condition_of(text)),),
        )
        for name, text in _RELATIONS.items()
    ]
    return made_of("known", rows, shared, local)


def _weight(test: str) -> Severity:
    """One test each of what a cell can be told at once."""
    mild = {"percent_range": Severity.WARNING, "fraction": Severity.INFO}
    return mild.get(test, Severity.ERROR)


def _filled(folder: Path) -> list[Filled]:
    subject: Subject = subject_of(*_form(), previous={})
    source = folder / "known.xlsx"
    source.write_bytes(subject.written())
    copies = Copies(source, subject.form)
    filled = []
    for number, (values, notes, _) in enumerate(KNOWN.values()):
        typed = {row.key: (values.get(row.key), notes.get(row.key)) for row in subject.form.rows}
        filled.append(Filled(subject, copies.save(folder / f"known-{number}.xlsx", typed)))
    return filled


def _check(engine: Engine, folder: Path) -> None:
    filled = _filled(folder)
    computed = engine.recalculated([item.path for item in filled], folder / "out")
    wrong: dict[str, object] = {}
    for name, item, path in zip(KNOWN, filled, computed, strict=True):
        sheet = Shown(path, item.subject)
        expected = KNOWN[name][2]
        shown = {key: sheet.rules_at(key) for key in expected}
        if shown != expected or list(sheet.differences()):
            wrong[name] = (shown, list(sheet.differences()))
    assert wrong == {}


def test_libreoffice_shows_what_the_validator_finds(calc: Many, tmp_path: Path) -> None:
    _check(calc, tmp_path)


def test_gnumeric_shows_what_the_validator_finds(gnumeric_engine: OneByOne, tmp_path: Path) -> None:
    _check(gnumeric_engine, tmp_path)
