"""The cases of ``tests/rules/`` and the forms that they need."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.lower import in_period
from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.model import Form, Period, Submission
from cchc_sheets.model.definitions import Definitions
from tests.sent import submission

FOLDER = Path(__file__).parent / "rules"
SYNTHETIC = "synthetic"
PERIODS = {"long-phu-2023q1": "2023-Q1", "bhxh-soc-trang-2021": "2021-Y"}
FIELDS = {"answers", "notes", "headings", "signed_on", "period", "previous"}
IT = "it"
"""In a case, every indicator in turn that the rule holds for."""
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
RULE = os.environ.get("CCHC_RULE", "")
"""``make rule R=R22``: the cases of this rule alone."""
CASES = [case for path in FILES for case in _cases(path) if RULE in {"", case.rule}]
if not CASES:
    raise LookupError(f"no case of {RULE} in tests/rules: add tests/rules/{RULE}.yaml")


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


def with_synthetic_forms(folder: Path) -> Definitions:
    """Return the packaged definitions and the synthetic forms of the case files."""
    packaged, problems = load(packaged_templates())
    assert packaged is not None, problems
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


def sent_in(case: Case, form: Form) -> Submission:
    """Return the case's submission."""
    others = {name: case.sent[name] for name in case.sent.keys() - {"answers", *BETWEEN}}
    return submission(form, case.sent.get("answers") or {}, period=str(period_of(case)), **others)


BETWEEN = {"period", "previous"}


def period_of(case: Case) -> Period:
    """Return the period of the case's submission."""
    period = Period.parse(case.sent.get("period") or PERIODS.get(case.form, "2021-Q1"))
    assert period is not None, case
    return period


def previous_in(case: Case) -> dict[str, Decimal]:
    """Return the figures of the period before."""
    return {key: Decimal(str(value)) for key, value in (case.sent.get("previous") or {}).items()}


def checks_in(case: Case, checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the checks that hold in the case's period."""
    return in_period(checks, period_of(case))


def instances(case: Case, checks: Iterable[Check]) -> list[Case]:
    """Return the case, or one for each indicator that ``it`` stands for in it."""
    rows = {name for part in case.sent.values() if isinstance(part, dict) for name in part}
    if IT not in rows:
        return [case]
    own = (c for c in checks if c.rule == case.rule and isinstance(c.condition, Relation))
    return [_bound(case, key) for key in dict.fromkeys(check.key for check in own)]


def _bound(case: Case, key: str) -> Case:
    sent = {
        name: {key if row == IT else row: value for row, value in part.items()}
        if isinstance(part, dict)
        else part
        for name, part in case.sent.items()
    }
    at, *rest = case.expected or (None,)
    expected = (key, *rest) if at == IT else case.expected
    return replace(case, sent=sent, expected=expected)  # type: ignore[arg-type]
