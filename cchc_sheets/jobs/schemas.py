"""The JSON Schemas of a workspace: the package's, with the workspace's own names to choose from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_sheets.definition import KINDS, schema_of
from cchc_sheets.jobs.files import write_atomically
from cchc_sheets.model.definitions import Definitions

FOLDER = "schemas"


def write_schemas(templates: Path, definitions: Definitions | None) -> list[Path]:
    """Write the schemas beside the definitions; with the names of these, when they are sound."""
    written = []
    for kind in KINDS:
        schema = schema_of(kind)
        if definitions is not None:
            schema = _with_names(kind, schema, definitions)
        path = templates / FOLDER / f"{kind}.schema.json"
        write_atomically(path, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
        written.append(path)
    return written


def _with_names(kind: str, schema: dict[str, Any], definitions: Definitions) -> dict[str, Any]:
    """Return a copy in which editors complete the names that the definitions give."""
    copy: dict[str, Any] = json.loads(json.dumps(schema))
    indicators = {item.key: item.label for item in definitions.catalogue.indicators.values()}
    types = {item.key: item.label for item in definitions.catalogue.unit_types}
    match kind:
        case "form":
            _choose(copy["$defs"]["row"]["properties"]["indicator"], indicators)
            _choose(copy["properties"]["unit_types"]["items"], types)
        case "annex":
            _choose(copy["$defs"]["row"]["properties"]["indicator"], indicators)
            _choose(copy["properties"]["columns"]["items"], types)
        case "roster":
            unit = copy["$defs"]["unit"]["properties"]
            _choose(unit["type"], types)
            forms = {form.id: form.name for form in definitions.forms.values()}
            _choose(unit["forms"]["items"], forms)
        case _:
            pass
    return copy


def _choose(schema: dict[str, Any], names: Mapping[str, str]) -> None:
    schema["enum"] = list(names)
    schema["enumDescriptions"] = list(names.values())
