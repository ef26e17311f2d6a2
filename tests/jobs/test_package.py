"""``datapackage.json`` describes every CSV file of a merge as it is."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cchc_sheets.consolidate.changes import FigureChange
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.record.submissions import SubmissionRow
from cchc_sheets.record.values import ValueRow
from cchc_sheets.report.figures import FigureRow
from cchc_sheets.report.tables_csv import RecordValue
from cchc_sheets.words.columns import CHANGES, CSV_FILES, FIGURES, SUBMISSIONS, TABLES, VALUES
from tests.desk import Desk

ROWS = {
    VALUES: ValueRow,
    FIGURES: FigureRow,
    SUBMISSIONS: SubmissionRow,
    TABLES: RecordValue,
    CHANGES: FigureChange,
}
TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "date": date.fromisoformat,
}
TEXT = {"type": "string", "minLength": 1}
NAMES = {"type": "array", "items": TEXT, "minItems": 1}
FIELD = {
    "type": "object",
    "required": ["name", "type", "title", "description"],
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        "type": {"enum": list(TYPES)},
        "title": TEXT,
        "description": TEXT,
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"const": True},
                "enum": NAMES,
                "pattern": {**TEXT, "format": "regex"},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
REFERENCE = {
    "type": "object",
    "required": ["fields", "reference"],
    "properties": {
        "fields": NAMES,
        "reference": {
            "type": "object",
            "required": ["resource", "fields"],
            "properties": {"resource": TEXT, "fields": NAMES},
        },
    },
}
PACKAGE = {
    "type": "object",
    "required": ["profile", "name", "title", "description", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
        "title": TEXT,
        "description": TEXT,
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": [
                    *("name", "path", "profile", "title", "description", "format", "encoding"),
                    "schema",
                ],
                "properties": {
                    "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
                    "path": {"type": "string", "pattern": "^[^/.][^/]*$"},
                    "profile": {"const": "tabular-data-resource"},
                    "title": TEXT,
                    "description": TEXT,
                    "schema": {
                        "type": "object",
                        "required": ["fields", "missingValues"],
                        "properties": {
                            "fields": {"type": "array", "items": FIELD, "minItems": 1},
                            "missingValues": {"const": [""]},
                            "primaryKey": NAMES,
                            "foreignKeys": {"type": "array", "items": REFERENCE, "minItems": 1},
                        },
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
    "additionalProperties": False,
}
"""The parts of the Frictionless specifications (v1) that we use."""


def read(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / name).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def faults(resource: dict[str, Any], rows: list[dict[str, str]]) -> list[str]:
    """What in a file is not as its schema says, foreign keys apart."""
    schema, found = resource["schema"], []
    names = [each["name"] for each in schema["fields"]]
    found += [f"columns {list(row)}" for row in rows[:1] if list(row) != names]
    for number, row in enumerate(rows, start=2):
        for each in schema["fields"]:
            cell, limits = row[each["name"]], each.get("constraints", {})
            place = f"{resource['name']}:{number}:{each['name']}: {cell!r}"
            if cell == "":
                found += [place] if limits.get("required") else []
                continue
            try:
                TYPES[each["type"]](cell)
            except (ValueError, ArithmeticError):
                found.append(place)
            wrong = cell not in limits.get("enum", [cell])
            wrong |= re.fullmatch(limits.get("pattern", ".*"), cell, re.DOTALL) is None
            found += [place] if wrong else []
    key = schema.get("primaryKey", [])
    keys = [tuple(row[name] for name in key) for row in rows] if key else []
    return found + [f"{resource['name']}: {k}" for k, n in Counter(keys).items() if n > 1]


def merged(desk: Desk) -> Path:
    done = desk.run("merge", desk.inbox, "--format", "json")
    assert done.status in {0, 1}, done
    return Path(done.json["outputs"]["datapackage.json"]).parent


def test_each_file_is_as_its_schema_says(desk: Desk) -> None:
    for code in ("stc", "bhxh", "huyen-long-phu"):
        desk.returned(code)
    merged(desk)
    desk.run("close")
    desk.run("reopen", "--reason", "Sở Tài chính gửi lại")
    typed = [(k, "77" if k == "staff_quota" else v, n) for k, v, n in desk.invented("stc")]
    desk.returned("stc", typed)
    folder = merged(desk)

    package = json.loads((folder / "datapackage.json").read_text("utf-8"))

    jsonschema.validate(package, PACKAGE)
    assert [each["path"] for each in package["resources"]] == [file.name for file in CSV_FILES]
    assert {path.name for path in folder.glob("*.csv")} == {file.name for file in CSV_FILES}
    rows = {each["name"]: read(folder, each["path"]) for each in package["resources"]}
    for resource in package["resources"]:
        assert rows[resource["name"]]
        assert faults(resource, rows[resource["name"]]) == []
        for each in resource["schema"].get("foreignKeys", []):
            there = each["reference"]
            known = [[row[name] for name in there["fields"]] for row in rows[there["resource"]]]
            for row in rows[resource["name"]]:
                assert [row[name] for name in each["fields"]] in known
    assert desk.run("verify").status == 0


def test_json_and_file_have_the_same_figures_of_the_province(desk: Desk) -> None:
    for code in ("stc", "snv", "bhxh", "huyen-long-phu"):
        desk.returned(code)
    result = desk.run("merge", desk.inbox, "--format", "json").json
    rows = read(Path(result["outputs"]["figures.csv"]).parent, "figures.csv")

    province = [row for row in rows if row["scope"] == "province"]
    shared = (
        *("indicator", "label", "family", "value", "unit_of_measure", "numerator"),
        *("denominator", "notes"),
    )
    assert [[row[name] or None for name in shared] for row in province] == [
        [figure[name] for name in shared] for figure in result["figures"]
    ]
    # What units give adds up to the figure that is a sum.
    (total,) = (row for row in province if row["indicator"] == "staff_quota")
    units = [r for r in rows if (r["indicator"], r["scope"]) == ("staff_quota", "unit")]
    given = [Decimal(row["value"]) for row in units if row["value"]]
    assert Decimal(total["value"]) == sum(given) > 0
    assert int(total["answered"]) == len(given) == sum(int(row["answered"]) for row in units)
    assert int(total["expected"]) == len(units)
    silent = {row["notes"] for row in units if not row["value"]}
    assert silent == {"chưa có báo cáo trong tổng hợp"}


def test_a_file_that_is_not_as_described_is_found(desk: Desk) -> None:
    desk.returned("stc")
    folder = merged(desk)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (values,) = (each for each in package["resources"] if each["name"] == "values")
    rows = read(folder, "values.csv")
    assert faults(values, rows) == []
    for column, cell in (("state", "ok"), ("value", "1,5"), ("unit", ""), ("sha256", "x")):
        assert faults(values, [{**rows[0], column: cell}, *rows[1:]]) != []
    assert faults(values, [*rows, rows[0]]) == ["values: ('stc', 'par_plan_issued')"]


def test_only_files_that_are_there_are_described(desk: Desk, definitions: Definitions) -> None:
    unit = definitions.rosters["ha-tinh"].units[0].code
    province = ("--province", "ha-tinh")
    desk.run("generate", "--period", "2021-Q1", "--unit", unit, *province)
    (issued,) = (desk.root / "generated" / "ha-tinh" / "2021-Q1").iterdir()
    (desk.inbox / issued.name).write_bytes(issued.read_bytes())
    done = desk.run("merge", desk.inbox, *province, "--format", "json")
    folder = Path(done.json["outputs"]["datapackage.json"]).parent
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    paths = [each["path"] for each in package["resources"]]
    assert paths == ["values.csv", "figures.csv", "submissions.csv"]
    assert not (folder / "tables.csv").exists()


@pytest.mark.parametrize("file", CSV_FILES, ids=lambda file: file.name)
def test_a_row_has_the_columns_that_are_described(file: Any) -> None:  # noqa: ANN401
    assert file.names == tuple(field.name for field in fields(ROWS[file]))
    assert {*file.required, *file.key} <= {*file.names}
