"""Every rule against the cases in ``tests/rules/``, which need no Python to be read or added."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from cchc_sheets.definition import Definitions, load, packaged_templates
from cchc_sheets.lowering import Check, Relation, lower
from cchc_sheets.model import Form, Submission
from cchc_sheets.validate import validate
from cchc_sheets.validate.validate import SubmissionScope
from tests.sent import place, submission

FOLDER = Path(__file__).parent / "rules"
SYNTHETIC = "synthetic"
PERIODS = {"long-phu-2023q1": "2023-Q1", "bhxh-soc-trang-2021": "2021-Y"}
FIELDS = {"answers", "notes", "headings", "signed_on", "period"}
EXPECTED = {"at", "severity", "code"}


@dataclass(frozen=True)
class Case:
    """One submission in one form, and what the rule says of it: nothing, or one finding."""

    file: str
    number: int
    rule: str
    form: str
    sent: Mapping[str, Any]
    expected: tuple[str, str, str] | None

    def __str__(self) -> str:
        kind = "pass" if self.expected is None else "fail"
        return f"{self.file}-{self.form}-{kind}-{self.number}"


def _form_of(name: str, form: str) -> str:
    return f"{SYNTHETIC}-{Path(name).stem.lower().replace('.', '-')}" if form == SYNTHETIC else form


def _cases(path: Path) -> Iterator[Case]:
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(file) <= {"rule", "form", "rows", "pass", "fail"}, path.name
    forms = file["form"] if isinstance(file["form"], list) else [file["form"]]
    for form in forms:
        name = _form_of(path.name, form)
        for number, item in enumerate(file["pass"], 1):
            sent = item if item.keys() & FIELDS else {"answers": item}
            assert set(sent) <= FIELDS, f"{path.name}, pass {number}"
            yield Case(path.stem, number, file["rule"], name, sent, None)
        for number, item in enumerate(file["fail"], 1):
            assert set(item) - FIELDS == EXPECTED, f"{path.name}, fail {number}"
            expected = (item["at"], item["severity"], item["code"])
            sent = {field: item[field] for field in item.keys() & FIELDS}
            yield Case(path.stem, number, file["rule"], name, sent, expected)


FILES = sorted(FOLDER.glob("*.yaml"))
CASES = [case for path in FILES for case in _cases(path)]


# ----------------------------------------------------------------------------------- the forms


def _synthetic(name: str, rows: list[str], definitions: Definitions) -> str:
    """Return the YAML of a form that asks just these indicators."""
    printed = [{"path": "1", "label": "Dòng tiêu đề"}]
    for number, key in enumerate(rows, 1):
        indicator = definitions.catalogue.indicators[key]
        row = {"path": f"1.{number}", "label": indicator.label, "indicator": key}
        printed.append(row | {"unit_of_measure": indicator.unit_of_measure})
    heading = dict.fromkeys(("appendix", "title", "period_line", "attached_to"), "Thử")
    form = {
        "kind": "form",
        "id": name,
        "edition": "thử",
        "name": "Biểu thử",
        "unit_types": ["so-nganh"],
        "heading": heading,
        "value_column": "Số liệu",
        "not_applicable": True,
        "rows": printed,
    }
    return yaml.safe_dump(form, allow_unicode=True, sort_keys=False)


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    """The packaged definitions and the synthetic forms of the case files."""
    packaged, problems = load(packaged_templates())
    assert packaged is not None, problems
    folder = tmp_path_factory.mktemp("templates")
    shutil.copytree(packaged_templates(), folder, dirs_exist_ok=True)
    for path in FILES:
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        if file["form"] == SYNTHETIC:
            name = _form_of(path.name, SYNTHETIC)
            text = _synthetic(name, file["rows"], packaged)
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    extended, problems = load(folder)
    assert extended is not None, problems
    return extended


@pytest.fixture(scope="module")
def checks(definitions: Definitions) -> dict[str, tuple[Check, ...]]:
    return {form.id: lower(form, definitions.catalogue) for form in definitions.forms.values()}


def _sent(case: Case, form: Form) -> Submission:
    period = case.sent.get("period") or PERIODS.get(case.form, "2021-Q1")
    others = {name: case.sent[name] for name in case.sent.keys() - {"answers", "period"}}
    return submission(form, case.sent.get("answers") or {}, period=period, **others)


def _named(case: Case) -> set[str]:
    """Return the rows that the case speaks of."""
    fields = ("answers", "notes", "headings")
    names = {name for field in fields for name in case.sent.get(field) or {}}
    return names | {f"#{name}" for name in names}


# ----------------------------------------------------------------------------------- the tests


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_what_its_cases_say(
    definitions: Definitions, checks: Mapping[str, tuple[Check, ...]], case: Case
) -> None:
    form = definitions.forms[case.form]
    assert any(check.rule == case.rule for check in checks[case.form]), "no rule of this form"
    said = [
        (place(finding), finding.severity.value, finding.code)
        for finding in validate(form, checks[case.form], _sent(case, form))
        if finding.rule == case.rule
    ]
    # All the rows that a case does not name are blank, which is no concern of it.
    said = [item for item in said if item[2] != "missing-answer" or item[0] in _named(case)]
    assert said == ([] if case.expected is None else [case.expected])


def test_every_rule_has_cases(definitions: Definitions) -> None:
    tried = {(case.rule, case.form) for case in CASES}
    shared = {rule.id for rule in definitions.catalogue.rules}
    assert shared - {rule for rule, _ in tried} == set()
    own = {(rule.id, form.id) for form in definitions.forms.values() for rule in form.rules}
    assert own - tried == set()


def _relation(check: Check) -> tuple[object, ...] | None:
    """Return what a check of answers against each other demands, whatever the form."""
    condition = check.condition
    if not isinstance(condition, Relation):
        return None
    when = condition.when.expression.root if condition.when else None
    return (check.rule, check.code, check.key, condition.require.expression.root, when)


def test_every_relation_of_every_rule_is_seen_to_fail_and_to_hold(
    definitions: Definitions, checks: Mapping[str, tuple[Check, ...]]
) -> None:
    """A condition that is never true, or a demand that never fails, would pass all other tests."""
    demanded = {_relation(check) for form in checks.values() for check in form} - {None}
    failed: set[tuple[object, ...] | None] = set()
    held: set[tuple[object, ...] | None] = set()
    for case in CASES:
        form = definitions.forms[case.form]
        sent = _sent(case, form)
        scope = SubmissionScope(sent.answers, {})
        for check in checks[case.form]:
            condition = check.condition
            if check.rule != case.rule or not isinstance(condition, Relation):
                continue
            if condition.when is not None and condition.when.truth(scope) is not True:
                continue
            truth = condition.require.truth(scope)
            if truth is False and case.expected is not None:
                failed.add(_relation(check))
            if truth is True and case.expected is None:
                held.add(_relation(check))
    assert demanded - failed == set()
    assert demanded - held == set()


def test_the_readme_of_the_cases_shows_cases_that_hold(
    definitions: Definitions, checks: Mapping[str, tuple[Check, ...]]
) -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    example = yaml.safe_load(text.partition("```yaml\n")[2].partition("```")[0])
    form = definitions.forms[example["form"]]
    for item in example["fail"]:
        findings = validate(form, checks[form.id], submission(form, item["answers"]))
        found = {(place(f), f.severity.value, f.code) for f in findings if f.rule == "R22"}
        assert found == {(item["at"], item["severity"], item["code"])}
