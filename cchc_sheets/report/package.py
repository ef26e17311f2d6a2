"""The CSV files of a merge → ``datapackage.json``, which tells other programs what is in them.

It is a Data Package of Frictionless Data: a Table Schema for each file, made from the rows that
the files are written from (``words.columns``).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.words.columns import CSV_FILES, CsvColumn, CsvFile


def data_package(merged: Merged, outputs: Collection[str]) -> bytes:
    """Describe those CSV files that are among the outputs, in their order there."""
    province, period = merged.roster, merged.period
    files = [file for file in CSV_FILES if file.name in outputs]
    package = {
        "profile": "tabular-data-package",
        "name": f"cchc-{province.id}-{period}".lower(),
        "title": f"Số liệu cải cách hành chính {period.label}, {province.province}",
        "description": (
            f"Administrative reform statistics of {province.id}, {period}: what the units "
            "reported and what it comes to. Titles are in Vietnamese, descriptions in English. "
            "A text that a spreadsheet might take for a formula has an apostrophe in front."
        ),
        "resources": [_resource(file, outputs) for file in files],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(file: CsvFile, outputs: Collection[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            _field(column, required=column.name in file.required) for column in file.columns
        ],
        "missingValues": [""],
    }
    if file.key:
        schema["primaryKey"] = list(file.key)
    references = [each for each in file.references if each.file in outputs]
    if references:
        schema["foreignKeys"] = [
            {
                "fields": list(each.columns),
                "reference": {"resource": _resource_name(each.file), "fields": list(each.there)},
            }
            for each in references
        ]
    return {
        "name": _resource_name(file.name),
        "path": file.name,
        "profile": "tabular-data-resource",
        "title": file.title.vi,
        "description": file.title.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def _resource_name(file: str) -> str:
    return file.removesuffix(".csv")


def _field(column: CsvColumn, *, required: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.title,
        "description": column.meaning,
    }
    return {**described, "constraints": constraints} if constraints else described
