"""A package → the properties that office programs keep beside the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_sheets.decode.cells import normalised
from cchc_sheets.decode.ooxml.package import Package
from cchc_sheets.decode.ooxml.relationships import relations_of
from cchc_sheets.decode.ooxml.xml import Attributes, OnElement, each_element


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file tells of itself outside its sheets."""

    keywords: str = ""
    description: str = ""
    application: str = ""
    custom: Mapping[str, str] | None = None


def read_properties(package: Package) -> Properties:
    """Read core, custom and application properties, of which any may be missing."""
    found: dict[str, str] = {}
    custom: dict[str, str] = {}

    def keep(name: str) -> OnElement:
        return lambda _attributes, text: found.__setitem__(name, normalised(text.strip()))

    def custom_property(attributes: Attributes, text: str) -> None:
        custom[normalised(attributes.get("name", ""))] = normalised(text.strip())

    wanted: Mapping[str, Mapping[str, OnElement]] = {
        "coreproperties": {"keywords": keep("keywords"), "description": keep("description")},
        "extendedproperties": {"Application": keep("application")},
        "customproperties": {"property": custom_property},
    }
    for rel in relations_of(package, ""):
        if rel.kind in wanted and rel.target in package:
            data = package.read(rel.target, "properties")
            each_element(data, "properties", wanted[rel.kind], mixed=True)
    return Properties(**found, custom=custom)
