"""Rules and kinds of findings explained: nothing left out, severities as the code gives them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

import cchc_sheets
from cchc_sheets import findings
from cchc_sheets.checks.lower import lower, lower_tables, rules_in_force, rules_of_table
from cchc_sheets.checks.validate import validate
from cchc_sheets.findings.kinds import KINDS
from cchc_sheets.handbook.book import Handbook
from cchc_sheets.handbook.findings import USUAL, Explained, all_rules, explained_codes
from cchc_sheets.handbook.rules import (
    CheckedWhere,
    ExplainedRule,
    explain_form,
    explained_rules,
    in_sections,
)
from cchc_sheets.handbook.show import finding_lines, rows_in_words
from cchc_sheets.model import FindingKind, Form, Given, Group, Severity
from cchc_sheets.model.period import WindowPair
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.report.definitions import explained
from cchc_sheets.words.handbook import head
from cchc_sheets.words.plain import MOST_LISTED
from scripts.pages import DOCS, committed, pages
from tests.findings.names import codes_by_name
from tests.rule_cases import CASES, instances, sent_in, with_synthetic_forms
from tests.sentences import placeholders
from tests.workbook.issues import definitions

PACKAGE = Path(cchc_sheets.__file__).parent
FORMS = sorted(definitions().forms)
LANGUAGES = ("vi", "en")


@cache
def _pages() -> Mapping[str, str]:
    return pages(definitions())


@cache
def _kinds() -> Mapping[str, Explained]:
    return explained_codes(definitions())


# -------------------------------------------------------------------------------------- rules


def _form(name: str) -> tuple[Form, tuple[ExplainedRule, ...]]:
    form = definitions().forms[name]
    return form, explained_rules(form, definitions().catalogue)


@pytest.mark.parametrize("name", FORMS)
def test_every_rule_in_force_is_explained(name: str) -> None:
    form, rules = _form(name)
    held = rules_in_force(form, definitions().catalogue)
    assert {each.rule.id for each in rules} == {rule.id for rule in held}
    checks = lower(form, definitions().catalogue)
    for each in rules:
        own = [check for check in checks if check.rule == each.rule.id]
        assert {check.key for check in own} <= set(each.keys)
        assert {each.severities[0]} <= {check.severity for check in own}
        for lang in LANGUAGES:
            for condition in each.conditions(lang):
                assert condition.endswith(".")
                assert not set("{}") & set(condition)


@pytest.mark.parametrize("name", FORMS)
def test_relations_name_all_their_rows_in_both_languages(name: str) -> None:
    form, rules = _form(name)
    for each in rules:
        if each.rule.test is not None:
            continue
        for lang, place in (("vi", "[mục {}]"), ("en", "[row {}]")):
            said = " ".join(each.conditions(lang))
            for key in each.keys if len(each.keys) <= MOST_LISTED else ():
                row = form.by_key[key]
                named = row.label if row.is_total else place.format(row.path)
                assert named in said, each.rule.id


@pytest.mark.parametrize("name", FORMS)
def test_sections_hold_every_rule_once_errors_first(name: str) -> None:
    form, rules = _form(name)
    sections = in_sections(form, rules)
    assert sorted(r.rule.id for s in sections for r in s.rules) == sorted(r.rule.id for r in rules)
    for section in sections:
        ranks = [rule.severities[0].rank for rule in section.rules]
        assert ranks == sorted(ranks)
        if section.row:
            assert {rule.section for rule in section.rules} == {section.row.path}


def test_where_a_rule_is_looked_at() -> None:
    _, rules = _form("long-phu-2023q1")
    where = {each.rule.id: each.where for each in rules}
    assert where["R22"] is CheckedWhere.SHEET_AND_OFFICE
    assert where["R58"] is CheckedWhere.OFFICE


def test_every_pair_of_windows_has_words() -> None:
    for pair in set(WindowPair) - {WindowPair.ANY}:
        assert all(head(f"compares-{pair.value}", lang) for lang in LANGUAGES)


# ----------------------------------------------------------------------------------- findings


def test_every_kind_has_an_example_and_is_explained() -> None:
    for code, kind in KINDS.items():
        assert code == kind.code
        needed = {
            name
            for speech in (kind.found, kind.mend)
            for text in (speech.vi, speech.en)
            for name in placeholders(text)
        } - {"says", "kind", "hint_vi", "hint_en"}
        given = _placeholders_of(kind.example_given)
        assert needed <= {*USUAL, *kind.example, *given}, code
        for text in (kind.arises.vi, kind.arises.en):
            assert text.endswith(".")
            assert not placeholders(text)
        assert set(kind.variant_of) <= set(KINDS.values())


def test_a_group_holds_its_kinds_together() -> None:
    """No code is used twice, and the groups follow each other as they are declared."""
    assert [group for group, _ in groupby(KINDS.values(), lambda kind: kind.group)] == list(Group)
    rows = [
        row
        for module in pkgutil.iter_modules(findings.__path__, f"{findings.__name__}.")
        if module.name != "cchc_sheets.findings.kinds"
        for row in vars(importlib.import_module(module.name)).values()
        if isinstance(row, FindingKind)
    ]
    assert sorted(row.code for row in rows) == sorted(KINDS)


def test_every_example_is_complete() -> None:
    for each in _kinds().values():
        for lang in LANGUAGES:
            for text in (each.example(lang), each.mend(lang), each.arises(lang)):
                assert text
                assert "“”" not in text
                assert "()" not in text


def _placeholders_of(given: tuple[Given, ...]) -> Iterator[str]:
    if given:
        yield from ("operands", "changes", "differing", "blanks")
    for number, _ in enumerate(given, 1):
        yield from (f"label{number}", f"value{number}", f"previous{number}")


# Who gives a finding, and the severity where none is written out.
GIVERS = {
    "Finding": None,
    "TypeProblem": None,
    "Check": None,
    "CellProblem": None,
    "_question": Severity.WARNING,
    "_unreadable": Severity.ERROR,
    "BadFileError": Severity.ERROR,
}


@cache
def _given() -> dict[str, set[Severity]]:
    """Return the severities that the source gives to each kind that it writes out."""
    found: dict[str, set[Severity | None]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for code, severity in _of_call(node):
                    found.setdefault(code, set()).add(severity)
    return {code: {s for s in severities if s} for code, severities in found.items()}


def _of_call(call: ast.Call) -> Iterator[tuple[str, Severity | None]]:
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    if name not in GIVERS:
        return
    parts = [*call.args, *(keyword.value for keyword in call.keywords)]
    code = next((_code(part) for part in parts if _code(part)), "")
    written: list[Severity | None] = [severity for part in parts for severity in _severities(part)]
    if code:
        yield from ((code, each) for each in written or [GIVERS[name]])


def _code(node: ast.expr) -> str:
    """Return the code of the kind that a row's name, or a text, stands for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    name = getattr(node, "id", "") or getattr(node, "attr", "")
    return codes_by_name().get(name, "")


def _severities(node: ast.expr) -> list[Severity]:
    match node:
        case ast.Attribute(ast.Name("Severity"), name):
            return [Severity[name]]
        case _:
            return []


def test_severities_are_those_that_the_code_gives() -> None:
    given = _given()
    assert len(given) > 30
    kinds = _kinds()
    for code, severities in given.items():
        assert severities <= set(kinds[code].severities), code
    for code, kind in KINDS.items():
        if given.get(code):
            assert given[code] <= set(kind.severities), code


@pytest.mark.slow
def test_whatever_the_rules_find_is_explained_with_its_severity(tmp_path: Path) -> None:
    extended = with_synthetic_forms(tmp_path)
    kinds = explained_codes(extended)
    checks = {form.id: lower(form, extended.catalogue) for form in extended.forms.values()}
    every = [one for case in CASES for one in instances(case, checks[case.form])]
    for case in every:
        form = extended.forms[case.form]
        for found in validate(form, checks[case.form], sent_in(case, form)):
            assert found.severity in kinds[found.code].severities, found.code
            assert found.rule is None or found.rule in kinds[found.code].rules, found.code


# ------------------------------------------------------------------------- explain, and pages


@pytest.mark.parametrize("code", ["r22", "R22", " R22 ", "PART-ABOVE-WHOLE"])
def test_capitals_do_not_matter(code: str) -> None:
    lines = explained(code, definitions(), "vi")
    assert not isinstance(lines, UsageProblem)


def test_explain_shows_a_rules_condition_and_rows() -> None:
    lines = explained("r22", definitions(), "vi")
    assert not isinstance(lines, UsageProblem)
    text = "\n".join(lines)
    assert text.startswith("Quy tắc R22 (Lỗi): ")
    assert "Điều kiện: “Số hồ sơ" in text
    assert "không lớn hơn" in text
    assert "Dòng: III.7.(2), III.7.(3)" in text


def test_explain_says_what_the_page_says() -> None:
    made = _pages()
    for code, kind in _kinds().items():
        page = made[f"findings/{code}.md"].replace("\\", "")
        for lang in LANGUAGES:
            _, *lines = finding_lines(kind, lang)
            assert all(line.partition(": ")[2] in page for line in lines), code


@pytest.mark.parametrize("rule", ["R22", "R52", "R13", "R56", "R60.disciplined"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_rules_of_all_sorts_are_explained(rule: str, lang: str) -> None:
    """Also one that no form has, and one that only a form has."""
    lines = explained(rule, definitions(), lang)
    assert not isinstance(lines, UsageProblem)
    assert lines[0].startswith(("Quy tắc ", "Rule "))
    assert len(lines) > 10


def test_a_kind_that_a_definition_brought_along_is_explained() -> None:
    first, *others = definitions().catalogue.rules
    own = replace(first, id="X1", code="of-a-rule")
    catalogue = replace(definitions().catalogue, rules=(own, *others))
    kind = explained_codes(replace(definitions(), catalogue=catalogue))["of-a-rule"]
    assert kind.rules == ("X1",)
    assert kind.severities == (first.severity,)
    assert "Đã ghi: 1.1" in kind.example("vi")


def test_the_committed_pages_are_those_that_are_made() -> None:
    """``make pages`` was not forgotten."""
    made = _pages()
    found = committed()
    assert sorted(found) == sorted(made), "make pages"
    different = [name for name, text in made.items() if found[name] != text]
    assert not different, f"make pages: {different}"


def test_every_page_is_in_its_folders_index() -> None:
    made = _pages()
    for name in made:
        folder, _, file = name.rpartition("/")
        index = (DOCS / folder / "README.md").read_text(encoding="utf-8")
        assert file == "README.md" or f"({file})" in index, name


def test_totals_of_tables_are_called_by_their_columns() -> None:
    form = definitions().forms["sldtbxh-binh-phuoc-2021"]
    rules = {each.rule.id: each for each in explained_rules(form, definitions().catalogue)}
    told = " ".join(rules["R21"].conditions("vi"))
    assert told.startswith(
        "“Số hồ sơ đã giải quyết: Tổng số” không lớn hơn “Số hồ sơ nhận giải quyết: Tổng số”"
    )
    assert form.tables[0].id not in told
    assert rows_in_words(rules["R21"], form, "vi") == (
        "tổng ở trang Hồ sơ theo lĩnh vực: “Số hồ sơ nhận giải quyết: Tổng số”, "
        "“Số hồ sơ đã giải quyết: Tổng số”"
    )


def test_every_packaged_rule_says_why_in_both_languages() -> None:
    rules = {rule.id: rule for rule in all_rules(definitions())}
    assert {rule for rule, one in rules.items() if one.reason is None} == set()
    for lang, why in (
        ("vi", "Lý do: biểu in hai cột"),
        ("en", "Reason: the form prints these two"),
    ):
        lines = explained("BP2", definitions(), lang)
        assert not isinstance(lines, UsageProblem)
        assert any(line.startswith(why) for line in lines)


def test_what_is_found_in_tables_is_explained_as_such() -> None:
    kinds = _kinds()
    assert {"BP1", "BP3"} <= set(kinds["total-mismatch"].rules)
    assert set(kinds["total-mismatch"].severities) == {Severity.ERROR, Severity.WARNING}
    assert kinds["record-unnamed"].in_sheet


def test_a_handbook_says_to_each_unit_what_is_said_to_it_alone() -> None:
    catalogue, roster = definitions().catalogue, definitions().rosters["soc-trang"]
    for name, once in (("bhxh-soc-trang-2021", False), ("stc-soc-trang-2021q1", True)):
        form = definitions().forms[name]
        held = rules_in_force(form, catalogue)
        checks = lower(form, catalogue)
        book = Handbook(form, held, {}, checks)
        said = [book.rules(unit) for unit in roster.units[:2]]
        assert said == [explain_form(form, held, checks, unit) for unit in roster.units[:2]]
        assert (said[0] is said[1]) is once


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_condition_names_a_row_by_nothing(lang: str) -> None:
    for form in definitions().forms.values():
        for each in explained_rules(form, definitions().catalogue):
            for condition in each.conditions(lang):
                assert ", ," not in condition
                assert ", :" not in condition


def test_a_handbook_names_the_unit_in_a_tables_columns() -> None:
    catalogue, roster = definitions().catalogue, definitions().rosters["binh-phuoc"]
    form = definitions().forms["sldtbxh-binh-phuoc-2021"]
    table = form.tables[0]
    first, *others = table.columns
    column = replace(first, row=replace(first.row, label="{short} nhận"))
    rows = (table.asks.rows[0], column.row, *(other.row for other in others))
    named = replace(table, columns=(column, *others), asks=replace(table.asks, rows=rows))
    held = {named.id: rules_of_table(named, catalogue)}
    form = replace(form, tables=(named,))
    book = Handbook(form, (), held, lower_tables(form, catalogue))
    for unit in roster.units[:2]:
        conditions = [c for each in book.rules_of(named, unit) for c in each.conditions("vi")]
        assert any(f"{unit.short} nhận" in condition for condition in conditions)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Chưa trả lời", "missing-answer"),
        ("chua tra loi", "missing-answer"),
        ("Missing answer", "missing-answer"),
        ("MISSING-ANSWER", "missing-answer"),
        ("nhiệm vụ hoàn thành đúng hạn cộng", "R04"),
    ],
)
def test_explained_by_its_name(words: str, code: str) -> None:
    assert explained(words, definitions(), "vi") == explained(code, definitions(), "vi")


def test_a_name_of_several_lists_their_codes() -> None:
    found = explained("đúng hạn", definitions(), "vi")
    assert isinstance(found, UsageProblem)
    assert found.code == "several-topics"
    assert {line.split()[0] for line in str(found.facts["listed"]).splitlines()} >= {"R04", "R22"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_indicator_is_explained_by_its_rules(lang: str) -> None:
    found = explained("dossiers_received", definitions(), lang)
    assert not isinstance(found, UsageProblem)
    rules = set(re.findall(r"\b(R\d[\w.]*)", " ".join(found[1:])))
    assert {"R21", "R38.1"} <= rules
    assert not rules & {"R04"}
