"""The definitions that come with the package: sound, complete, and sound to an editor as well."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cchc_sheets.definition import KINDS, load, packaged_templates, schema_of
from cchc_sheets.definition.schema import typed, validate
from cchc_sheets.definition.tree import read_tree
from cchc_sheets.model import Family, Kind, Period, Severity, WindowPair
from cchc_sheets.model.definitions import Definitions
from tests.definition.toy import FILES

TEMPLATES = sorted(packaged_templates().glob("*.yaml"))


def test_sums_and_ratios_are_most_of_the_catalogue(definitions: Definitions) -> None:
    every = definitions.catalogue.indicators.values()
    families = Counter(item.family for item in every if item.level_of is None)
    assert families[Family.SUM] > families[Family.RATIO] > 0


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        ("bhxh-soc-trang-2021", 129),
        ("stc-soc-trang-2021q1", 166),
        ("long-phu-2023q1", 211),
        ("huong-khe-2021", 143),
        ("sldtbxh-binh-phuoc-2021", 105),
    ],
)
def test_a_form_has_the_rows_that_are_printed(
    definitions: Definitions, form: str, rows: int
) -> None:
    printed = [r for r in definitions.forms[form].printed_rows if not r.line or r.line.number == 1]
    assert len(printed) == rows, "a printed form that changed is a new edition in its own file"
    assert len({row.path for row in definitions.forms[form].rows}) == len(
        definitions.forms[form].rows
    )


def test_the_neutral_form_differs_from_its_model_in_words_only(definitions: Definitions) -> None:
    model = definitions.forms["bhxh-soc-trang-2021"]
    neutral = definitions.forms["nganh-doc-soc-trang"]
    assert neutral.proposal
    assert [row.path for row in neutral.rows] == [row.path for row in model.rows]
    same_question = [
        (a.key, b.key) for a, b in zip(model.rows, neutral.rows, strict=True) if a.key != b.key
    ]
    assert len(same_question) <= 5


def test_every_code_row_has_codes_and_every_rate_its_range(definitions: Definitions) -> None:
    for form in definitions.forms.values():
        for row in form.answer_rows:
            if row.kind is Kind.CODE:
                assert len(row.codes) >= 2, row.path
            if row.kind is Kind.RATE:
                assert row.minimum == 0, row.path
                assert row.maximum == 100, row.path
            assert row.required in {None, Severity.WARNING, Severity.ERROR}


@pytest.mark.parametrize(
    ("province", "units"), [("soc-trang", 40), ("ha-tinh", 13), ("binh-phuoc", 19)]
)
def test_every_unit_has_a_form_of_its_type_and_a_source(
    definitions: Definitions, province: str, units: int
) -> None:
    roster = definitions.rosters[province]
    assert len(roster.units) == units
    assert roster.annex in definitions.annexes
    for unit in roster.units:
        assert unit.source
        for form in unit.forms:
            assert unit.type in definitions.forms[form].unit_types
    assert roster.expected(Period(2021, "Q1"))


def test_a_rule_chooses_among_what_is_asked(tmp_path: Path) -> None:
    """The catalogue's among all indicators, a form's own among its rows as they are asked."""
    own = """
  - id: L2
    severity: warning
    code: figure-falls
    compares: same_start
    for_each_where: {time_basis: [ytd, plan_year], kind: [count]}
    require: it >= previous(it)
    says: {vi: Thử, en: Toy}
"""
    files = {**FILES, "rules.yaml": FILES["rules.yaml"] + own}
    files["form.yaml"] = files["form.yaml"].replace("overrides:\n", f"{own[1:]}overrides:\n")
    files["form.yaml"] = files["form.yaml"].replace(
        "    indicator: plan_issued\n",
        "    indicator: plan_issued\n    asked_as: count\n",
    )
    files["form.yaml"] = files["form.yaml"].replace("    unit_of_measure: Có = 1 Không = 0\n", "")
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert loaded is not None
    (shared,) = loaded.catalogue.rules[-1].cases
    assert shared.for_each == ("dossiers_received", "dossiers_resolved", "dossiers_both")
    (local,) = loaded.forms["toy-form"].rules[-1].cases
    assert local.for_each == ("plan_issued", *shared.for_each)
    assert loaded.catalogue.rules[-1].compares is WindowPair.SAME_START


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_valid_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


def _values(node: Any, key: str) -> list[Any]:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        own = [node[key]] if key in node else []
        return own + [found for item in node.values() for found in _values(item, key)]
    if isinstance(node, list):
        return [found for item in node for found in _values(item, key)]
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_refuses_unknown_fields_everywhere(kind: str) -> None:
    """Otherwise a misspelt field would be nothing."""
    schema = schema_of(kind)
    refs = {str(ref) for ref in _values(schema, "$ref")}
    assert {ref.rpartition("/")[2] for ref in refs} == set(schema["$defs"])
    objects = [node for node in _objects(schema) if "properties" in node]
    assert objects
    assert all(node["additionalProperties"] is False for node in objects)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_says_what_each_field_is(kind: str) -> None:
    """Editors show it on hover and beside what they complete."""
    schema = schema_of(kind)
    fields = [item for found in _values(schema, "properties") for item in found.items()]
    assert [name for name, field in fields if not field.get("description")] == []
    assert schema["title"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_the_first_line_leads_an_editor_to_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    place = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    named = json.loads((path.parent / place).read_text(encoding="utf-8"))
    assert named == schema_of(yaml.safe_load(text)["kind"])


def test_an_addition_is_described_as_the_catalogue_is() -> None:
    catalogue, addition = schema_of("catalogue"), schema_of("addition")
    assert addition["$defs"] == catalogue["$defs"]
    for name in ("sections", "unit_types", "code_lists", "indicators"):
        assert addition["properties"][name] == catalogue["properties"][name]


def _objects(node: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        own = [node] if node.get("type") == "object" else []
        return own + [found for item in node.values() for found in _objects(item)]
    if isinstance(node, list):
        return [found for item in node for found in _objects(item)]
    return []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_an_editor_finds_nothing_to_underline(path: Path) -> None:
    """It types the values as YAML does and knows nothing of our own reading."""
    seen = yaml.safe_load(path.read_text(encoding="utf-8"))
    errors = Draft202012Validator(schema_of(seen["kind"])).iter_errors(seen)
    assert [(list(error.absolute_path), error.message) for error in errors] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_an_editor_and_we_read_the_same_values(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree, problems = read_tree(path.name, text)
    assert tree is not None
    assert problems == []
    schema = schema_of(tree.value["kind"])
    ours = typed(tree.value, schema, schema)
    assert json.dumps(ours, default=float) == json.dumps(yaml.safe_load(text))
    assert validate(tree, tree.value["kind"])[1] == []


def test_the_toy_is_one_of_each_kind() -> None:
    kinds = {yaml.safe_load(text)["kind"] for text in FILES.values()}
    assert kinds == set(KINDS)


SUPERSEDED: frozenset[str] = frozenset()
"""Old editions, which no unit is given any more and whose workbooks may still come back."""


def test_every_form_is_issued_to_somebody(definitions: Definitions) -> None:
    issued = {form for r in definitions.rosters.values() for u in r.units for form in u.forms}
    idle = sorted(definitions.forms.keys() - issued - SUPERSEDED)
    assert not idle, [
        f"name {form} in `forms` of the units of its roster in templates/; an old edition: add it "
        "to SUPERSEDED here"
        for form in idle
    ]


def test_every_annex_names_all_that_the_forms_of_its_province_ask(definitions: Definitions) -> None:
    for roster in definitions.rosters.values():
        forms = {definitions.forms[name] for unit in roster.units for name in unit.forms}
        asked = {row.key for form in forms for row in form.answer_rows}
        shown = {row.indicator for row in definitions.annexes[roster.annex].rows if row.indicator}
        lacking = sorted(asked - shown)
        assert not lacking, [
            f"add a row of {key} to templates/{roster.annex}.yaml" for key in lacking
        ]


def test_a_definition_is_in_the_file_of_its_name(definitions: Definitions) -> None:
    """``init`` for one province copies by name."""
    names = {*definitions.forms, *definitions.rosters, *definitions.annexes}
    assert names == {path.stem for path in TEMPLATES} - {"indicators", "rules"}
