"""JSON Schemas of the definition files: they type the scalars and refuse what is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from cchc_sheets.definition.packaged import packaged_schemas
from cchc_sheets.definition.problem import DefinitionProblem, problem_at

if TYPE_CHECKING:  # a kept definition is read without any YAML
    from cchc_sheets.definition.tree import Path, Tree

KINDS = ("catalogue", "addition", "rules", "form", "roster", "annex")
NOT_EMPTY = r"\S"
_INTEGER = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a schema has against a file: where, and what to tell people.

    ``missing``: the value at ``path`` is not there.
    """

    path: Path
    problem: DefinitionProblem
    missing: bool = False


@cache
def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of definition file."""
    return dict(json.loads((packaged_schemas() / f"{kind}.schema.json").read_text("utf-8")))


def typed(value: Any, schema: Any, root: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the value with its texts turned into the types that the schema asks for.

    A text that is none of them stays text, so that validation names it.
    """
    if not isinstance(schema, dict):
        return value
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    if isinstance(value, dict):
        properties, others = schema.get("properties", {}), schema.get("additionalProperties")
        return {key: typed(item, properties.get(key, others), root) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item, schema.get("items"), root) for item in value]
    return _typed_scalar(value, schema.get("type"))


def _typed_scalar(value: Any, wanted: str | None) -> Any:  # noqa: ANN401
    if not isinstance(value, str):
        return value
    if wanted == "integer" and _INTEGER.fullmatch(value):
        return int(value)
    if wanted == "number" and _NUMBER.fullmatch(value):
        return Decimal(value)
    if wanted == "boolean":
        return _BOOLEANS.get(value.lower(), value)
    return value


@cache
def _validator(kind: str) -> Any:  # noqa: ANN401 - jsonschema is a tenth of a second to import
    from jsonschema import Draft202012Validator, ValidationError, validators

    def pattern(_: Any, regex: str, value: object, __: Any) -> Iterator[ValidationError]:  # noqa: ANN401
        # As in JavaScript, and unlike in Python, $ is the end and not the line before it.
        if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", regex), value):
            yield ValidationError(regex)

    extend: Any = validators.extend
    return extend(Draft202012Validator, {"pattern": pattern})(schema_of(kind))


def validate(tree: Tree, kind: str) -> tuple[Any, list[Flaw]]:
    """Type and validate a whole file; return its typed values and everything that is wrong."""
    schema = schema_of(kind)
    value = typed(tree.value, schema, schema)
    flaws: dict[tuple[Path, str, str], Flaw] = {}
    for error in _validator(kind).iter_errors(value):
        for flaw in _flaws(tree, error):
            flaws[flaw.path, flaw.problem.code, flaw.problem.found] = flaw
    return value, list(flaws.values())


def _flaws(tree: Tree, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    path: Path = tuple(error.absolute_path)
    told = _TOLD.get(error.validator)
    if told is None:
        yield Flaw(path, _value_problem(tree, path, error))
    else:
        yield from told(tree, path, error)


def _unknown(tree: Tree, path: Path, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    known = list(error.schema.get("properties", {}))
    for key in (key for key in error.instance if key not in known):
        place = (*path, key)
        yield Flaw(place, problem_at(tree, place, "unknown-field", key, known=known, on_key=True))


def _missing(tree: Tree, path: Path, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    for key in (key for key in error.validator_value if key not in error.instance):
        yield Flaw((*path, key), problem_at(tree, path, "missing-field", key), missing=True)


def _one_of_several_missing(tree: Tree, path: Path, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    wanted = " | ".join(option["required"][0] for option in error.validator_value)
    yield Flaw(path, problem_at(tree, path, "missing-field", wanted))


def _alone(tree: Tree, path: Path, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    for key, needed in error.validator_value.items():
        if key in error.instance and not set(needed) <= set(error.instance):
            yield _badly_accompanied(tree, (*path, key), "field-alone", ", ".join(needed))


def _beside(tree: Tree, path: Path, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    other = str(error.schema_path[-2])  # dependentSchemas / other / not
    for option in error.validator_value["anyOf"]:
        (key,) = option["required"]
        if key in error.instance:
            yield _badly_accompanied(tree, (*path, key), "field-beside", other)


def _badly_accompanied(tree: Tree, path: Path, code: str, other: str) -> Flaw:
    facts = {"expected": other}
    return Flaw(path, problem_at(tree, path, code, str(path[-1]), facts=facts, on_key=True))


_TOLD: dict[str, Callable[[Tree, Path, Any], Iterator[Flaw]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "anyOf": _one_of_several_missing,
    "dependentRequired": _alone,
    "not": _beside,
}


def _value_problem(tree: Tree, path: Path, error: Any) -> DefinitionProblem:  # noqa: ANN401
    found, wanted = _text(error.instance), error.validator_value
    match error.validator:
        case "enum" | "const":
            known = [str(item) for item in (wanted if error.validator == "enum" else [wanted])]
            facts = {"expected": ", ".join(known)}
            return problem_at(tree, path, "not-one-of", found, known=known, facts=facts)
        case "pattern" if wanted == NOT_EMPTY:
            return problem_at(tree, path, "missing-field", str(path[-1]))
        case "type":
            return problem_at(tree, path, "wrong-type", found, facts={"expected": str(wanted)})
        case _:
            facts = {"expected": f"{error.validator}: {wanted}"[:80]}
            return problem_at(tree, path, "not-valid", found, facts=facts)


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    return "" if value is None else str(value)[:60]
