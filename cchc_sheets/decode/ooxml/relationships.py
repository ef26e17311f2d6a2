"""A part of a package → the parts that it refers to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from cchc_sheets.decode.ooxml.package import Package
from cchc_sheets.decode.ooxml.xml import Attributes, each_element


@dataclass(frozen=True, slots=True)
class Relationship:
    """``kind`` is the type's last word, in the spelling common to both kinds of OOXML."""

    id: str
    kind: str
    target: str


def relations_of(package: Package, source: str) -> list[Relationship]:
    """Return the internal relationships of a part, or of the package when ``source`` is ``""``."""
    folder, file = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    found: list[Relationship] = []

    def add(attributes: Attributes, _text: str) -> None:
        if attributes.get("TargetMode", "").lower() == "external":
            return
        kind = attributes.get("Type", "").rpartition("/")[2].replace("-", "").lower()
        target = attributes.get("Target", "").replace("\\", "/")
        if not target.startswith("/"):
            target = posixpath.join("/", folder, target)
        target = posixpath.normpath(target).lstrip("/")
        if target not in package:
            target = unquote(target)
        found.append(Relationship(attributes.get("Id", ""), kind, target))

    if name in package:
        data = package.read(name, "relationships")
        each_element(data, "relationships", {"Relationship": add})
    return found
