"""Units of measure, circles, overrides and hostile texts in definitions; what is no error."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest

from cchc_sheets.definition import load
from cchc_sheets.definition.units import normal_unit
from cchc_sheets.expression.parse import Problem, parse
from cchc_sheets.words.lint import problem_sentence
from tests.definition.toy import CATALOGUE, FILES, At, problems, spoiled, told, unmarked, write
from tests.expression.test_parse import HOSTILE

A, R, F = "indicators.yaml", "rules.yaml", "form.yaml"
OWN = "dossiers_resolved <= dossiers_received\n      and dossiers_rate <= 100"
SHARED = '"dossiers_resolved <= dossiers_received"'

# ----------------------------------------------------------------------------------- units


@pytest.mark.parametrize(
    "text",
    [
        "dossiers_resolved + 1 <= dossiers_received",
        "dossiers_rate <= satisfaction + 100",
        "100 * dossiers_resolved / dossiers_received == dossiers_rate",
        "dossiers_rate * dossiers_received / 100 <= dossiers_resolved",
        "round(dossiers_received * dossiers_rate / 100, 0) >= dossiers_resolved",
        "dossiers_resolved / dossiers_received <= 1",
        "dossiers_received * dossiers_received >= dossiers_resolved * dossiers_resolved",
        "100 - dossiers_rate <= satisfaction",
        "max(dossiers_rate, satisfaction, 50) < 90",
        "(dossiers_rate if plan_issued == 1 else 50) <= satisfaction",
        "plan_issued == previous(plan_issued)",
        "dossiers_both <= dossiers_received",
        "-dossiers_resolved + dossiers_received > 3",
        "present(plan_issued) or dossiers_received > 0 and satisfaction > 0",
    ],
)
def test_like_goes_with_like_and_constants_with_everything(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, spoiled(F, (OWN, text))) == []


def test_a_reason_allows_a_comparison_and_no_sum(tmp_path: Path) -> None:
    reason = "    mixed_units: Mỗi hồ sơ một điểm\n    says:\n      vi: Số đã giải quyết"
    says = "    says:\n      vi: Số đã giải quyết"
    compared = spoiled(R, (SHARED, "dossiers_resolved <= satisfaction"), (says, reason))
    assert problems(tmp_path, compared) == []
    added = "dossiers_resolved + satisfaction <= dossiers_rate"
    found = problems(tmp_path, spoiled(R, (SHARED, added), (says, reason)))
    assert [problem.code for problem in found] == ["units-added"]


def test_an_empty_reason_is_none(tmp_path: Path) -> None:
    says = "    says:\n      vi: Số đã giải quyết"
    changes = (
        (SHARED, "dossiers_resolved <= satisfaction"),
        (says, f'    mixed_units: " "\n{says}'),
    )
    found = problems(tmp_path, spoiled(R, *changes))
    assert [problem.code for problem in found] == ["units-compared"]


def test_words_are_no_number_and_never_present(tmp_path: Path) -> None:
    words = (
        'Tỷ lệ hài lòng\n    kind: rate\n    unit_of_measure: "%"',
        "Tỷ lệ hài lòng\n    kind: text",
    )
    files = spoiled(A, words, ("family: weighted\n    weight: dossiers_received", "family: none"))
    unit = 'unit_of_measure: "%"\n    indicator: satisfaction'
    for text, code in (
        ("satisfaction > 1", "rule-never-known"),
        ("present(satisfaction) or dossiers_received < 0", "rule-never-passes"),
        ("satisfaction + 1 > 1", "units-no-quantity"),
    ):
        form = spoiled(F, (unit, "indicator: satisfaction"), (OWN, text))[F]
        found = problems(tmp_path, {**files, F: form})
        assert code in {problem.code for problem in found}
        assert {problem.file for problem in found} == {F}


def test_a_reason_without_need_is_said_but_stops_nothing(tmp_path: Path) -> None:
    old = f"    require: {SHARED}\n"
    write(tmp_path, spoiled(R, (old, f"{old}    mixed_units: Cho chắc\n")))
    definitions, found = load(tmp_path)
    assert definitions is not None
    assert [(problem.code, problem.fatal) for problem in found] == [("units-alike", False)]


def test_a_form_speaks_of_its_rows_as_it_asks_them(tmp_path: Path) -> None:
    """A share of dossiers is a percentage in the form's own rules."""
    row = '"%"\n    indicator: dossiers_resolved\n    asked_as: percent_of dossiers_received\n'
    changes = (
        ("Hồ sơ\n    indicator: dossiers_resolved\n", row),
        ("\n    computed: dossiers_received + dossiers_resolved", ""),
        ("overrides:\n  - rule: R1\n    severity: warning\n    reason: Chỉ để thử\n", ""),
    )
    percent = "dossiers_resolved + satisfaction <= 100"
    assert problems(tmp_path, spoiled(F, *changes, (OWN, percent))) == []
    count = "dossiers_resolved <= dossiers_received"
    found = problems(tmp_path, spoiled(F, *changes, (OWN, count)))
    assert [(p.code, p.found) for p in found] == [("units-compared", "dossiers_received")]


@pytest.mark.parametrize(
    "spelling",
    [
        "hồ sơ",
        " HỒ  SƠ ",
        "Hồ sơ.",
        "Lượt hồ sơ",
        "Số hồ sơ",
        unicodedata.normalize("NFD", "Hồ sơ"),
    ],
)
def test_one_unit_has_many_spellings(tmp_path: Path, spelling: str) -> None:
    assert normal_unit(spelling) == "hồ sơ"
    one = "Số hồ sơ đã giải quyết\n    kind: count\n    unit_of_measure: "
    files = spoiled(A, (f"{one}Hồ sơ", f"{one}{json.dumps(spelling, ensure_ascii=False)}"))
    assert problems(tmp_path, files) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TTHC", "Thủ tục"),
        ("Cơ quan, đơn vị", "Đơn vị"),
        ("Cơ quan,đơn vị", "cơ quan , đơn vị"),
        ("%", "Tỷ lệ (%)"),
    ],
)
def test_words_for_one_thing(one: str, other: str) -> None:
    assert normal_unit(one) == normal_unit(other)


def test_the_message_names_both_units_and_how_to_mend_it() -> None:
    facts = {"unit": "TTHC", "other": "a", "other_unit": "Hồ sơ"}
    said = problem_sentence("units-added", "b", "", facts, "vi")
    assert all(word in said for word in ("“b” (TTHC)", "“a” (Hồ sơ)", "unit_of_measure"))


def test_an_unknown_name_or_a_broken_text_says_nothing_of_units(tmp_path: Path) -> None:
    for text, code in (
        ("dossiers_rate + dossiers_received <= zzz", "unknown-name"),
        ("dossiers_rate + dossiers_received <=", "expression-syntax"),
    ):
        assert [p.code for p in problems(tmp_path, spoiled(F, (OWN, text)))] == [code]


# ---------------------------------------------------------------------------------- proofs


@pytest.mark.parametrize("text", ["dossiers_rate <= 100", "plan_issued != 2"])
def test_a_range_that_no_rule_keeps_proves_nothing(tmp_path: Path, text: str) -> None:
    """Without such a rule an answer outside is not refused, and the relation may well fail."""
    assert problems(tmp_path, spoiled(F, (OWN, text))) == []


def test_a_minimum_of_the_form_counts_and_every_form_has_a_say(tmp_path: Path) -> None:
    require = ("require: " + SHARED, "require: dossiers_received >= 5")
    minimum = ("dossiers_received\n    required: error", "dossiers_received\n    min: 5")
    computed = ("    computed: dossiers_received + dossiers_resolved\n", "")
    alone = spoiled(R, require) | {F: spoiled(F, minimum, computed)[F]}
    assert [p.code for p in problems(tmp_path, alone)] == ["rule-never-fails"]
    second = FILES[F].replace("id: toy-form", "id: other-form")
    assert problems(tmp_path, {**alone, "other.yaml": second}) == []


def test_a_rate_against_a_plan_may_be_above_100(tmp_path: Path) -> None:
    test = "  - id: L0\n    severity: error\n    code: x\n    test: percent_range\n"
    test += "    says:\n      vi: Thử\n      en: Toy\n"
    files = spoiled(F, ("  - id: L1", f"{test}  - id: L1"), (OWN, "satisfaction <= 100"))
    assert [p.code for p in problems(tmp_path, files)] == ["rule-never-fails"]
    plan = "    weight: dossiers_received\n"
    files[A] = CATALOGUE.replace(plan, f"{plan}    against_plan: true\n")
    assert problems(tmp_path, files) == []


def test_nothing_is_proved_from_definitions_of_which_something_was_lost(tmp_path: Path) -> None:
    found = problems(
        tmp_path, spoiled(F, ("    max: 100", "    maxx: 100"), (OWN, "dossiers_resolved >= 0"))
    )
    assert [p.code for p in found] == ["unknown-field"]


# ------------------------------------------------------------------------- circles, overrides


def test_a_circle_of_several_is_named_at_each(tmp_path: Path) -> None:
    total = "    computed: dossiers_received + dossiers_resolved\n"
    row = (
        "    computed: ¦dossiers_more + dossiers_resolved\n  - key: dossiers_more\n"
        "    section: A\n    label: Nữa\n    kind: count\n    time_basis: ytd\n"
        "    family: computed\n    computed: ¦dossiers_last\n  - key: dossiers_last\n"
        "    section: A\n    label: Cuối\n    kind: count\n    time_basis: ytd\n"
        "    family: computed\n    computed: ¦dossiers_received - dossiers_both\n"
    )
    files, marks = unmarked(spoiled(A, (total, row)))
    found = problems(tmp_path, files)
    assert {p.code for p in found} == {"computed-cycle"}
    assert [(p.file, p.line, p.column) for p in found] == marks


def test_a_circle_of_a_forms_rows_is_named_at_each(tmp_path: Path) -> None:
    computed = "\n    indicator: dossiers_received\n    required: error"
    circle = "\n    indicator: dossiers_received\n    computed: ¦dossiers_both - dossiers_resolved"
    total = "    computed: dossiers_received +"
    marked = spoiled(F, (computed, circle), (total, total.replace(": ", ": ¦")))
    files, marks = unmarked(marked)
    found = problems(tmp_path, files)
    assert [(p.code, p.file, p.line, p.column) for p in found] == [
        ("computed-cycle", *mark) for mark in marks
    ]


def test_a_form_and_the_catalogue_may_compute_each_others_parts(tmp_path: Path) -> None:
    """They are two sums, one of a unit's answers and one of the province's figures."""
    total = "computed: dossiers_received + dossiers_resolved"
    files = spoiled(
        F,
        (f"    {total}\n", ""),
        (
            "dossiers_received\n    required: error",
            "dossiers_received\n    computed: dossiers_both - dossiers_resolved",
        ),
        ("    indicator: dossiers_both\n", "    indicator: dossiers_both\n    required: error\n"),
    )
    assert problems(tmp_path, files) == []


def test_an_override_of_a_rule_that_does_not_hold_in_the_form(tmp_path: Path) -> None:
    files, marks = unmarked(
        spoiled(
            F,
            ("rule: R1", "rule: ¦R1"),
            ("    computed: dossiers_received + dossiers_resolved\n", ""),
            ("\n    indicator: dossiers_received\n", "\n    indicator: other\n"),
            (OWN, "dossiers_rate <= 100"),
        )
    )
    more = "  - key: other\n    section: A\n    label: Khác\n    kind: count\n"
    files[A] += f"{more}    time_basis: ytd\n    family: sum\n"
    found = problems(tmp_path, files)
    assert found == [At(*marks[0], "override-of-nothing", "R1")]
    assert load(tmp_path)[1][0].facts == {"lacking": "dossiers_received"}


# --------------------------------------------------------------------------- hostile texts

MORE = [
    "a" + " + a" * 400 + " > 1",
    "(" * 300 + "a" + ")" * 300 + " > 1",
    "not " * 240 + "a > 1",
    "abs(" * 60 + "a" + ")" * 60 + " > 1",
    "a > 9 ** 9 ** 9",
    "a > 1e999999999",
    "__import__('antigravity') > 1",
    "(lambda: __import__('antigravity'))() > 1",
    "[__import__('antigravity') for x in (1, 2)] == a",
    "f\"{__import__('antigravity')}\" == a",
    "(a := __import__('antigravity')) > 1",
    "a.__class__.__base__.__subclasses__() == 1",
]
TEXTS = [text for text, *_ in HOSTILE if text and "\ud800" not in text] + MORE


@pytest.mark.parametrize(
    "text", TEXTS, ids=lambda text: text[:30].encode("unicode_escape").decode()
)
def test_a_hostile_text_is_an_error_wherever_it_stands_and_never_run(
    tmp_path: Path, text: str
) -> None:
    before = set(sys.modules)
    quoted = json.dumps(text, ensure_ascii=False).replace("\x00", "\\0")
    total = "computed: dossiers_received + dossiers_resolved"
    places = [
        (R, f"require: {SHARED}", f"require: {quoted}"),
        (R, "when: it == 1", f"when: {quoted}"),
        (F, f"require: >-\n      {OWN}", f"require: {quoted}"),
    ]
    if isinstance(parse(text, logical=False), Problem):
        places += [(F, total, f"computed: {quoted}"), (A, total, f"computed: {quoted}")]
    for file, old, new in places:
        files = spoiled(file, (old, new))
        line = FILES[file][: FILES[file].index(old)].count("\n") + 1
        found = problems(tmp_path, files)
        (problem,) = [p for p in found if p.code != "yaml-control-character"]
        assert problem.file == file
        assert problem.line == line
        assert problem.code.startswith("expression-")
    assert "antigravity" not in set(sys.modules) - before


def test_a_null_byte_is_an_error(tmp_path: Path) -> None:
    found = problems(tmp_path, spoiled(R, (SHARED, '"dossiers_resolved\x00 <= 1"')))
    assert [(p.file, p.code) for p in found] == [(R, "yaml-syntax")]
    found = problems(tmp_path, spoiled(R, (SHARED, '"dossiers_resolved\\0 <= 1"')))
    assert {(p.code, p.column) for p in found} >= {("expression-not-allowed", 32)}
    assert {p.code for p in found} == {"expression-not-allowed", "yaml-control-character"}


def test_every_hostile_text_is_no_expression() -> None:
    for text in TEXTS:
        assert isinstance(parse(text, logical=True), Problem)


# -------------------------------------------------------------------------------- packaged


def test_told_has_all_sentences(tmp_path: Path) -> None:
    write(tmp_path, spoiled(R, (SHARED, "dossiers_resolved >= 0")))
    assert told(load(tmp_path)[1]) == [At(R, 7, 14, "rule-never-fails", "dossiers_resolved >= 0")]
    (problem,) = load(tmp_path)[1]
    assert problem.facts == {"answers": "dossiers_resolved: 0…∞"}
