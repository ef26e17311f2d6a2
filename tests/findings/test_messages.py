"""Every kind of finding has its sentences, in two languages that say the same."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import cchc_sheets
from cchc_sheets import findings, words
from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.tests import ASKED_BY_NAME
from cchc_sheets.checks.validate import validate
from cchc_sheets.definition import packaged_templates
from cchc_sheets.expression.functions import NUMBER_FUNCTIONS, PATTERNS, PREVIOUS, STATE_TESTS
from cchc_sheets.expression.operators import OPERATORS, RELATIONS, Words
from cchc_sheets.findings.answers import NOT_WHOLE_THOUSANDS
from cchc_sheets.findings.kinds import KINDS, kind_of
from cchc_sheets.findings.relations import FIGURES_DIFFER, TOTAL_MISMATCH
from cchc_sheets.findings.typed import NOT_A_NUMBER
from cchc_sheets.model import (
    Between,
    Code,
    Fact,
    Finding,
    FindingKind,
    Given,
    Group,
    Kind,
    Percent,
    Place,
    Row,
    Severity,
    Speech,
    Thousands,
    Unit,
)
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words import plain_words, remedy, says, severity_word
from cchc_sheets.words.cli import _SENTENCES
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.handbook import _HEADS
from cchc_sheets.words.lint import _PROBLEMS
from cchc_sheets.words.say import message, title
from cchc_sheets.words.terms import _TERMS
from cchc_sheets.words.usage import _USAGE
from tests.findings.names import codes_by_name
from tests.rule_cases import CASES, checks_in, instances, previous_in, sent_in, with_synthetic_forms
from tests.sent import submission
from tests.sentences import placeholders

PACKAGE = Path(cchc_sheets.__file__).parent
LANGUAGES = ("vi", "en")

# Who is called with the code of a kind of finding, or of another problem, as its first text.
FIND = {"BadFileError"}
COMPLAIN = {"UsageProblem", "usage"}
SAY = {"sentence"}
UNIT = Unit("stc", "Sở Tài chính", "STC", "so-nganh", (), "thử")


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    return with_synthetic_forms(tmp_path_factory.mktemp("templates"))


# --------------------------------------------------------------------------- codes in the code


@cache
def _modules() -> list[ast.Module]:
    words = {"words", "findings"}
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name not in words]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def _name(node: ast.expr) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def _texts(call: ast.Call) -> Iterator[str]:
    """Yield the code that is written out in a call."""
    for node in call.args:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
            return


def _codes(callers: set[str]) -> set[str]:
    calls = [n for m in _modules() for n in ast.walk(m) if isinstance(n, ast.Call)]
    return {text for call in calls if _name(call.func) in callers for text in _texts(call)}


def _words_of_the_code() -> set[str]:
    nodes = [node for module in _modules() for node in ast.walk(module)]
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _rule_codes(definitions: Definitions) -> set[str]:
    rules = [*definitions.catalogue.rules]
    rules += [rule for form in definitions.forms.values() for rule in form.rules]
    return {rule.code for rule in rules}


def test_every_kind_of_finding_in_the_code_has_a_message() -> None:
    codes = _codes(FIND)
    assert codes
    assert codes - set(KINDS) == set()


def test_every_kind_of_finding_of_the_rules_has_a_message(definitions: Definitions) -> None:
    assert _rule_codes(definitions) - set(KINDS) == set()


def test_every_kind_of_finding_of_the_checks_has_a_message(definitions: Definitions) -> None:
    for form in definitions.forms.values():
        codes = {check.kind.code for check in lower(form, definitions.catalogue)}
        assert codes - set(KINDS) == set()


def test_no_message_is_left_over(definitions: Definitions) -> None:
    """A message that nothing can say any more is a kind of finding that was forgotten."""
    used = {_name(n) for m in _modules() for n in ast.walk(m) if isinstance(n, ast.expr)}
    given = {code for name, code in codes_by_name().items() if name in used}
    assert set(KINDS) - given - _words_of_the_code() - _rule_codes(definitions) == set()


def test_wrong_usage_has_its_sentences_and_none_is_left_over() -> None:
    assert _codes(COMPLAIN) - set(_USAGE) == set()
    assert set(_USAGE) - _words_of_the_code() == set()


def test_commands_have_their_sentences() -> None:
    assert _codes(SAY) - set(_SENTENCES) == set()


# --------------------------------------------------------------------------------- languages


def _pair(speech: Speech) -> tuple[str, str]:
    return speech.vi, speech.en


def _rule_language() -> Iterator[tuple[str, Words]]:
    """Yield the words of operators and functions, and those that join them."""
    rows = (
        RELATIONS,
        OPERATORS,
        NUMBER_FUNCTIONS,
        {PREVIOUS.name: PREVIOUS},
        STATE_TESTS,
        PATTERNS,
    )
    for name, row in chain.from_iterable(table.items() for table in rows):
        for part in ("says", "denied", "says_of_difference", "says_decimals"):
            if pair := getattr(row, part, None):
                yield f"{name}.{part}", pair
    for name, pair in vars(plain_words).items():
        if name.isupper():
            yield name, pair


PAIRS = [
    *(
        (f"{code}.{part}", _pair(speech))
        for code, kind in KINDS.items()
        for part in ("title", "found", "mend", "mend_in_table", "arises")
        if (speech := getattr(kind, part))
    ),
    *((f"usage.{code}", pair) for code, pair in _USAGE.items()),
    *((f"lint.{code}", pair) for code, pair in _PROBLEMS.items()),
    *((f"term.{code}", pair) for code, pair in _TERMS.items()),
    *((f"cli.{code}", pair) for code, pair in _SENTENCES.items()),
    *((f"handbook.{key}", pair) for key, pair in _HEADS.items()),
    *((f"plain.{key}", pair) for key, pair in _rule_language()),
    *((f"test.{key}", _pair(test.asks)) for key, test in ASKED_BY_NAME.items()),
    *((f"group.{group.name}", _pair(group.value)) for group in Group),
]


@pytest.mark.parametrize(("name", "pair"), PAIRS, ids=[name for name, _ in PAIRS])
def test_both_languages_say_the_same_things(name: str, pair: tuple[str, str]) -> None:
    """They name the same figures, and neither is empty."""
    vietnamese, english = pair
    assert vietnamese.strip()
    assert english.strip()
    same = {re.sub("_vi$", "_en", field) for field in placeholders(vietnamese)}
    assert same == placeholders(english), name


def test_every_rule_speaks_both_languages(definitions: Definitions) -> None:
    """A rule's sentence is shown as it stands: nothing in it is filled in."""
    rules = [*definitions.catalogue.rules]
    rules += [rule for form in definitions.forms.values() for rule in form.rules]
    for rule in rules:
        for said in (rule.says.vi, rule.says.en):
            assert said.strip() == said, rule.id
            assert said, rule.id
            assert not set("{}") & set(said), rule.id
            assert not said.endswith("."), rule.id


@pytest.mark.parametrize("code", sorted(KINDS))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_is_a_sentence_and_its_title_is_none(code: str, lang: str) -> None:
    kind = KINDS[code]
    for sentence in (kind.found.in_language(lang), kind.mend.in_language(lang)):
        # What follows, where a row may be not applicable, is a sentence of its own.
        assert sentence.removesuffix("{kad}").endswith((".", ".)", "?"))
        assert "  " not in sentence
    assert not kind.title.in_language(lang).endswith(".")
    assert title(code, lang) == kind.title.in_language(lang)


def test_a_kind_that_a_rule_brought_along_has_a_general_message() -> None:
    given = (Given("1", "Một", 2), Given("2", "Hai", 3))
    facts = {"says": Speech("A bằng B", "A equals B")}
    finding = Finding(kind_of("of-a-rule"), Severity.ERROR, "X1", facts=facts, given=given)
    assert message(finding, "vi") == "A bằng B. Đã ghi: 1 = 2; 2 = 3."
    assert message(finding, "en") == "A equals B. Found: 1 = 2; 2 = 3."
    assert says(finding, "vi").startswith("X1: ")


# ---------------------------------------------------------------------------- filled sentences


def _complete(finding: Finding) -> None:
    """Check that a finding's sentences are filled with what is known, and with nothing else."""
    kind = finding.kind
    for lang in LANGUAGES:
        needed = placeholders(kind.found.in_language(lang) + kind.mend.in_language(lang))
        given = {*finding.facts, "says", "hint_vi", "hint_en"}
        if finding.given:
            given |= {"operands", "changes", "differing", "blanks"}
        for number, _ in enumerate(finding.given, 1):
            given |= {f"label{number}", f"value{number}", f"previous{number}"}
        assert needed <= given, finding.code
        for sentence in (message(finding, lang), remedy(finding, lang), says(finding, lang)):
            assert "None" not in sentence
            assert "∅" not in sentence
            assert "“”" not in sentence
            assert "()" not in sentence
            assert not set("{}") & set(sentence)
            assert unicodedata.is_normalized("NFC", sentence)


def test_the_sentences_of_every_case_of_every_rule_are_complete(definitions: Definitions) -> None:
    checks = {f.id: lower(f, definitions.catalogue) for f in definitions.forms.values()}
    told = set()
    # Of a case that is written for many forms the first will do.
    failing = {(c.file, c.number): c for c in reversed(CASES) if c.expected is not None}
    for case in failing.values():
        form = definitions.forms[case.form]
        case = instances(case, checks[case.form])[0]  # noqa: PLW2901 - the first will do
        sent, held = sent_in(case, form), checks_in(case, checks[case.form])
        for finding in validate(form, held, sent, previous_in(case), UNIT):
            _complete(finding)
            told.add(finding.code)
    assert len(told) > 20


COUNT = Row("1", "", "Số hồ sơ", kind=Kind.COUNT)
RATE = Row("2", "", "Tỷ lệ", kind=Kind.RATE)
CODE = Row("3", "", "Có kế hoạch", kind=Kind.CODE, codes=(Code(1, "Có"), Code(0, "Không")))


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        (Typed("12abc"), COUNT),
        (Typed("Có"), CODE),
        (Typed("không rõ"), COUNT),
        (Typed("1,248"), COUNT),
        (Typed("1248"), COUNT),
        (Typed("KAD"), COUNT),
        (Typed("..."), COUNT),
        (Typed("kh«ng ph¸t sinh"), COUNT),
        (Typed("9" * 20), COUNT),
        (Typed("#N/A", is_error=True), COUNT),
        (Typed(True), COUNT),
    ],
)
def test_the_sentences_about_reading_are_complete(typed: Typed, row: Row) -> None:
    reading = read_answer(typed, row)
    assert reading.problems
    for problem in reading.problems:
        facts = {"label": row.label, **problem.facts}
        _complete(Finding(problem.kind, problem.severity, place=Place("a"), facts=facts))


def test_labels_carry_the_name_of_the_unit(definitions: Definitions) -> None:
    form = definitions.forms["bhxh-soc-trang-2021"]
    checks = lower(form, definitions.catalogue)
    unit = Unit("bhxh", "Bảo hiểm xã hội tỉnh", "BHXH", "nganh-doc", (), "thử")
    found = validate(form, checks, submission(form, {}), unit=unit)
    labels = [str(finding.facts["label"]) for finding in found]
    assert "Tổng số TTHC đang có hiệu lực do BHXH Việt Nam quản lý" in labels
    assert not [label for label in labels if "{" in label]


def test_a_hint_is_given_only_where_there_is_one() -> None:
    facts = {"label": "Số hồ sơ", "found": "12abc", "hint": "12"}
    finding = Finding(NOT_A_NUMBER, Severity.ERROR, facts=facts)
    assert "(có lẽ là 12)" in remedy(finding, "vi")
    assert "(probably 12)" in remedy(finding, "en")
    without = Finding(NOT_A_NUMBER, Severity.ERROR, facts={**facts, "hint": ""})
    assert "(" not in remedy(without, "vi")


def test_a_blank_is_called_blank_in_either_language() -> None:
    given = (Given("1.1", "", None), Given("1.2", "", 5))
    finding = Finding(TOTAL_MISMATCH, Severity.ERROR, given=given)
    assert "1.1 = trống" in message(finding, "vi")
    assert "1.1 = blank" in message(finding, "en")


def test_numbers_are_written_as_the_language_writes_them() -> None:
    given = (Given("1.1", "", Decimal("48.5"), before=Percent(Decimal("99.10"))),)
    finding = Finding(FIGURES_DIFFER, Severity.ERROR, given=given)
    assert "1.1 = 48,5." in message(finding, "vi")
    assert "1.1 = 48.5." in message(finding, "en")
    facts: dict[str, Fact] = {
        "label": "A",
        "found": Decimal("171.034"),
        "reading": Thousands(Decimal(171034)),
    }
    thousands = Finding(NOT_WHOLE_THOUSANDS, Severity.ERROR, facts=facts)
    assert "171,034" in message(thousands, "vi")
    assert "171.034" in message(thousands, "vi")
    assert "171.034" in message(thousands, "en")
    assert in_words(Thousands(Decimal(171034)), "en") == "171,034"
    assert in_words(Percent(Decimal("99.10")), "vi") == "99,1%"
    assert in_words(Percent(Decimal("99.10")), "en") == "99.1%"
    assert in_words(Between(Decimal(0), Decimal("99.5")), "en") == "0–99.5"
    assert in_words((Decimal("1.5"), Decimal(2)), "vi") == "1,5 / 2"


def test_braces_in_what_was_typed_are_only_shown() -> None:
    facts = {"label": "Số {x}", "found": "{y} {0} {label.__class__}", "hint": ""}
    finding = Finding(NOT_A_NUMBER, Severity.ERROR, facts=facts)
    assert "{label.__class__}" in message(finding, "vi")


def test_severities_have_words() -> None:
    assert [severity_word(s, "vi") for s in Severity] == ["Lỗi", "Cần xem", "Lưu ý"]


# ------------------------------------------------------------------------------------ letters


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a module holds
    if isinstance(value, str):
        yield value
    elif isinstance(value, Speech):
        yield from (value.vi, value.en)
    elif isinstance(value, FindingKind):
        yield from _strings([getattr(value, each.name) for each in fields(value)])
    elif isinstance(value, Mapping):
        for item in (*value.keys(), *value.values()):
            yield from _strings(item)
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _strings(item)


MODULES = sorted(
    module.name
    for room in (words, findings)
    for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")
)


@pytest.mark.parametrize("name", MODULES)
def test_all_strings_are_composed_letters(name: str) -> None:
    """Some keyboards write decomposed ones, which look the same and compare otherwise."""
    module = importlib.import_module(name)
    for text in _strings(vars(module)):
        assert unicodedata.is_normalized("NFC", text)


def _sources() -> list[Path]:
    here = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.json"), *packaged_templates().glob("*.yaml")]
    return sorted({*here, *Path(__file__).parents[1].rglob("*.yaml")})


def test_all_files_are_composed_letters() -> None:
    sources = _sources()
    assert len(sources) > 100
    for path in sources:
        assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8")), path.name
