"""The JSON Schemas of a workspace: the package's, with the workspace's own names to choose from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_sheets.definition import KINDS, schema_of
from cchc_sheets.jobs.files import write_atomically
from cchc_sheets.model import Definitions

FOLDER = "schemas"


def write_schemas(templates: Path, definitions: Definitions | None) -> list[Path]:
    """Write the schemas beside the definitions.

    When the definitions are sound, editors complete the names that they give.
    """
    written = []
    for kind in KINDS:
        schema = json.loads(json.dumps(schema_of(kind)))  # a copy: the package's own has no names
        parts = schema.get("$defs", {})
        if definitions is not None:
            catalogue, forms = definitions.catalogue, definitions.forms
            indicators = {item.key: item.label for item in catalogue.concepts}
            types = {item.key: item.label for item in catalogue.unit_types}
            match kind:
                case "form":
                    _choose(parts["row"]["properties"]["indicator"], indicators)
                    _choose(schema["properties"]["unit_types"]["items"], types)
                case "annex":
                    _choose(parts["row"]["properties"]["indicator"], indicators)
                    _choose(schema["properties"]["columns"]["items"], types)
                case "roster":
                    unit = parts["unit"]["properties"]
                    _choose(unit["type"], types)
                    _choose(unit["forms"]["items"], {f.id: f.name for f in forms.values()})
                case _:
                    pass
        path = templates / FOLDER / f"{kind}.schema.json"
        write_atomically(path, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
        written.append(path)
    return written


def _choose(place: dict[str, Any], names: Mapping[str, str]) -> None:
    place |= {"enum": list(names), "enumDescriptions": list(names.values())}
