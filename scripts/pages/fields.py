"""``docs/reference/fields.md``: every field of the definition files, from their JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cchc_sheets.definition.files import KINDS, schema_of
from scripts.pages.markdown import MADE, code, plain, table


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object in a definition file; ``place`` is the object's address.

    ``as_in``: where the object that it holds is described, when that is shared; else empty.
    """

    place: str
    name: str
    schema: dict[str, Any]
    required: bool
    as_in: str = ""

    @property
    def meaning(self) -> str:
        """The schema's title and description, as far as there are any."""
        said = (self.schema.get("title", ""), self.schema.get("description", ""))
        return " – ".join(dict.fromkeys(filter(None, said)))


def fields(kind: str) -> Iterator[Field]:
    """Yield every field of a kind of file, an object's fields together, each object once."""
    root = schema_of(kind)
    yield from _fields(kind, root, root, {})


def _fields(
    place: str, schema: dict[str, Any], root: dict[str, Any], seen: dict[str, str]
) -> Iterator[Field]:
    properties = schema.get("properties", {})
    for name, each in properties.items():
        inner = each.get("items", each)
        as_in = seen.setdefault(inner["$ref"], f"{place}.{name}") if "$ref" in inner else ""
        required = name in schema.get("required", ())
        yield Field(place, name, _resolved(each, root), required, as_in)
    for name, each in properties.items():
        inner = each.get("items", each)
        if seen.get(inner.get("$ref"), f"{place}.{name}") == f"{place}.{name}":
            yield from _fields(f"{place}.{name}", _resolved(inner, root), root, seen)


def _resolved(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with what it refers to; what it says itself comes first."""
    if "$ref" not in schema:
        return schema
    found = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    return {**found, **{key: value for key, value in schema.items() if key != "$ref"}}


def fields_page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Các trường của tệp định nghĩa / Fields of the definition files"
    yield ""
    yield MADE
    yield ""
    yield (
        "Mọi trường của các tệp YAML trong `templates/`, từ chính JSON Schema mà `cchc-sheets "
        "lint` dùng. Trường nào chưa có trong bảng thì bị báo lỗi. / All fields of the YAML files "
        "in `templates/`, from the JSON Schemas that `cchc-sheets lint` applies; a field that is "
        "not listed is an error."
    )
    for kind in KINDS:
        by_place: dict[str, list[Field]] = {}
        for each in fields(kind):
            by_place.setdefault(each.place, []).append(each)
        for place, found in by_place.items():
            title = plain(schema_of(kind).get("title", kind)) if place == kind else code(place)
            yield ""
            yield f"{'##' if place == kind else '###'} {title}"
            heads = ("Trường / field", "Kiểu / type", "", "Nghĩa / meaning")
            yield from table(heads, map(_entry, found))


def _entry(field: Field) -> tuple[str, str, str, str]:
    needed = "bắt buộc / required" if field.required else ""
    kind = _type(field.schema)
    if field.as_in not in {"", f"{field.place}.{field.name}"}:
        kind += f", như / as {code(field.as_in)}"
    return code(field.name), kind, needed, plain(field.meaning)


def _type(schema: dict[str, Any]) -> str:
    match schema:
        case {"const": value}:
            return code(str(value))
        case {"enum": values}:
            return ", ".join(code(str(value)) for value in values)
        case {"type": "array"}:
            inner = schema.get("items", {})
            return "danh sách / list" + (f": {_type(inner)}" if "type" in inner else "")
        case {"type": "object"}:
            return "nhóm / object"
        case {"type": "string", "pattern": pattern}:
            return f"chữ / text {code(pattern)}"
        case {"type": kind}:
            return _TYPES[kind]
        case _:
            return ""


_TYPES = {
    "string": "chữ / text",
    "number": "số / number",
    "integer": "số nguyên / whole number",
    "boolean": "`true`, `false`",
}
