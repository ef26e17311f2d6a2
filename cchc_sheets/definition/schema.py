"""The JSON Schemas type the texts of a definition file and refuse what they do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from cchc_sheets.definition.files import schema_of
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.definition.where import Where

NOT_EMPTY = r"\S"
_INTEGER = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One objection of the schema: its place, and the problem to report.

    ``missing``: the file has no value at ``path``.
    """

    path: Path
    problem: DefinitionProblem
    missing: bool = False


def typed(value: Any, schema: Any, root: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the value with texts converted to the types that the schema asks for.

    A text that cannot be converted stays a text, so that validation reports it.
    """
    if not isinstance(schema, dict):
        return value
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    wanted = schema.get("type")
    match value:
        case dict():
            known, others = schema.get("properties", {}), schema.get("additionalProperties")
            return {key: typed(item, known.get(key, others), root) for key, item in value.items()}
        case list():
            return [typed(item, schema.get("items"), root) for item in value]
        case str() if wanted == "integer" and _INTEGER.fullmatch(value):
            return int(value)
        case str() if wanted == "number" and _NUMBER.fullmatch(value):
            return Decimal(value)
        case str() if wanted == "boolean":
            return _BOOLEANS.get(value.lower(), value)
        case _:
            return value


@cache
def _validator(kind: str) -> Any:  # noqa: ANN401 - the class is made at run time
    def pattern(_: Any, regex: str, value: object, __: Any) -> Iterator[ValidationError]:  # noqa: ANN401
        # In JavaScript $ is the very end; in Python also the place before a last line break.
        if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", regex), value):
            yield ValidationError(regex)

    extend: Any = validators.extend
    return extend(Draft202012Validator, {"pattern": pattern})(schema_of(kind))


def validate(tree: Tree, kind: str) -> tuple[Any, list[Flaw]]:
    """Type and validate a whole file; return its typed values and all flaws."""
    schema = schema_of(kind)
    value = typed(tree.value, schema, schema)
    flaws: dict[tuple[Path, str, str], Flaw] = {}
    for error in _validator(kind).iter_errors(value):
        for flaw in _flaws(Where(tree, tuple(error.absolute_path)), error):
            flaws[flaw.path, flaw.problem.code, flaw.problem.found] = flaw
    return value, list(flaws.values())


def _flaws(where: Where, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    path, value, wanted = where.path, error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            known = list(error.schema.get("properties", {}))
            for key in (key for key in value if key not in known):
                place = where.at(key)
                problem = place.problem("unknown-field", key, known=known, on_key=True)
                yield Flaw(place.path, problem)
        case "required":
            for key in (key for key in wanted if key not in value):
                yield Flaw((*path, key), where.problem("missing-field", key), missing=True)
        case "anyOf":  # one of several fields is needed
            options = " | ".join(option["required"][0] for option in wanted)
            yield Flaw(path, where.problem("missing-field", options))
        case "dependentRequired" | "not":
            yield from _badly_accompanied(where, error)
        case _:
            yield Flaw(path, _value_problem(where, error))


def _badly_accompanied(where: Where, error: Any) -> Iterator[Flaw]:  # noqa: ANN401
    """Yield fields that need a field which is missing, or that a field beside them excludes."""
    value, wanted = error.instance, error.validator_value
    if error.validator == "not":
        other = str(error.schema_path[-2])  # dependentSchemas / other / not
        keys = (key for option in wanted["anyOf"] for key in option["required"])
        code, others = "field-beside", dict.fromkeys(keys, other)
    else:
        lacking = {key: names for key, names in wanted.items() if not set(names) <= set(value)}
        code, others = "field-alone", {key: ", ".join(names) for key, names in lacking.items()}
    for key, other in others.items():
        if key in value:
            place = where.at(key)
            problem = place.problem(code, key, facts={"expected": other}, on_key=True)
            yield Flaw(place.path, problem)


def _value_problem(where: Where, error: Any) -> DefinitionProblem:  # noqa: ANN401
    wanted = error.validator_value
    match error.instance:
        case dict():
            found = "{…}"
        case list():
            found = "[…]" if error.instance else "[]"
        case value:
            found = "" if value is None else str(value)[:60]
    match error.validator:
        case "enum" | "const":
            known = [str(item) for item in (wanted if error.validator == "enum" else [wanted])]
            facts = {"expected": ", ".join(known)}
            return where.problem("not-one-of", found, known=known, facts=facts)
        case "pattern" if wanted == NOT_EMPTY:
            return where.problem("missing-field", str(where.path[-1]))
        case "type":
            return where.problem("wrong-type", found, facts={"expected": str(wanted)})
        case _:
            return where.problem(
                "not-valid", found, facts={"expected": f"{error.validator}: {wanted}"[:80]}
            )
