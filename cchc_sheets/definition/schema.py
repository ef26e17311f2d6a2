"""JSON Schemas of the definition files: they type the scalars and refuse what is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.tree import Path, Tree

KINDS = ("catalogue", "rules", "form", "roster", "annex")
_INTEGER = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_BOOLEANS = {"true": True, "false": False}


@cache
def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of definition file."""
    text = files("cchc_sheets.definition").joinpath(f"schemas/{kind}.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def typed(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the value with its texts turned into the types that the schema asks for.

    A text that is none of them stays text, so that validation names it.
    """
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return {key: typed(item, properties.get(key, {}), root) for key, item in value.items()}
    if isinstance(value, list):
        items = schema.get("items", {})
        return [typed(item, items, root) for item in value]
    return _typed_scalar(value, schema.get("type"))


def _typed_scalar(value: str, wanted: str | None) -> Any:  # noqa: ANN401
    if wanted == "integer" and _INTEGER.fullmatch(value):
        return int(value)
    if wanted == "number" and _NUMBER.fullmatch(value):
        return Decimal(value)
    if wanted == "boolean":
        return _BOOLEANS.get(value.lower(), value)
    return value


def validate(tree: Tree, kind: str) -> tuple[Any, list[DefinitionProblem]]:
    """Type and validate a whole file; return its typed values and every problem."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - a tenth of a second to import

    schema = schema_of(kind)
    value = typed(tree.value, schema, schema)
    errors = sorted(
        Draft202012Validator(schema).iter_errors(value), key=lambda error: list(map(str, error.path))
    )
    return value, [problem for error in errors for problem in _problems(tree, error)]


def _problems(tree: Tree, error: Any) -> Iterator[DefinitionProblem]:  # noqa: ANN401
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                yield problem_at(
                    tree, (*path, key), "unknown-field", key, known=known, on_key=True
                )
    elif error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        for key in missing:
            yield problem_at(tree, path, "missing-field", key)
    elif error.validator in {"enum", "const"}:
        values = [error.validator_value] if error.validator == "const" else error.validator_value
        known = [str(item) for item in values]
        facts = {"expected": ", ".join(known)}
        yield problem_at(tree, path, "not-one-of", _text(error.instance), known=known, facts=facts)
    elif error.validator == "type":
        facts = {"expected": str(error.validator_value)}
        yield problem_at(tree, path, "wrong-type", _text(error.instance), facts=facts)
    else:
        facts = {"expected": f"{error.validator}: {error.validator_value}"[:80]}
        yield problem_at(tree, path, "not-valid", _text(error.instance), facts=facts)


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, dict | list):
        return ""
    return str(value)[:60]
