"""Definitions that were loaded are kept in the user's cache, for the next command.

An entry's name is a hash of everything that the definitions depend on: a changed file, or a changed
program, has another entry, and no entry is ever out of date. The folder's own path does not count:
a copy of the folder has the same entry.

An entry is a JSON list of values. Each value is the name of its maker and its parts; the part
``[3]`` is the fourth value of the list, so that what several rows share is written once. The only
makers are the model's own classes and a few of Python's, so that reading an entry runs no code.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from cchc_sheets import __version__
from cchc_sheets.definition import problem
from cchc_sheets.definition.files import MAX_BYTES, definition_files, packaged_schemas
from cchc_sheets.definition.issued import ISSUED
from cchc_sheets.expression import nodes
from cchc_sheets.model import catalogue, definitions, finding, form, period, roster

Loaded: TypeAlias = tuple[definitions.Definitions | None, list[problem.DefinitionProblem]]

VARIABLE = "CCHC_SHEETS_CACHE"
"""The environment variable that names another folder; when it is empty, nothing is kept."""
ENTRIES = 24
_PACKAGE = Path(__file__).resolve().parent.parent
_MAKERS: dict[str, Callable[..., Any]] = {
    "tuple": lambda *items: items,
    "mapping": lambda *pairs: dict(zip(pairs[::2], pairs[1::2], strict=True)),
    "Decimal": Decimal,
    **{
        name: kind
        for module in (nodes, catalogue, definitions, finding, form, period, problem, roster)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum))
    },
}
"""Everything that an entry can make, by name."""


def entry_of(folder: Path, *, prove: bool) -> Path | None:
    """Return the file of the entry for a folder as it is now; ``None`` if nothing can be kept."""
    named = os.environ.get(VARIABLE)
    if named is None:
        from platformdirs import user_cache_dir

        named = user_cache_dir("cchc-sheets", appauthor=False)
    if not named:
        return None
    digest = hashlib.sha256(f"{_program()}\n{prove}".encode("utf-8", "replace"))
    try:
        issued = [path for path in (folder / ISSUED,) if path.exists()]
        for path in (*definition_files(folder), *issued):
            if path.stat().st_size > MAX_BYTES:
                return None
            content = path.read_bytes()
            digest.update(f"\n{path.name}\n{len(content)}\n".encode("utf-8", "replace"))
            digest.update(content)
    except OSError:
        return None
    return Path(named, f"{digest.hexdigest()}.json")


def read(entry: Path, folder: Path) -> Loaded | None:
    """Return the kept definitions and their problems, placed in the folder's files.

    ``None`` when there is no such entry, when it is damaged, or when others may have written it.
    """
    made: list[Any] = []
    try:
        if not _is_ours(entry.parent):
            return None
        for name, *parts in json.loads(entry.read_bytes()):
            found = [made[part[0]] if isinstance(part, list) else part for part in parts]
            made.append(_MAKERS[name](*found))
        known, problems = made[-1]
        loaded = known, [replace(p, file=str(folder / p.file)) for p in problems]
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the files are read anew
        return None
    with suppress(OSError):
        os.utime(entry)
    return loaded


def write(entry: Path, loaded: Loaded) -> None:
    """Keep definitions, if the cache can be written; delete the entries that are longest unused."""
    known, problems = loaded
    value = (known, tuple(replace(p, file=Path(p.file).name) for p in problems))
    unfinished = entry.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(entry.parent):
            return
        unfinished.write_text(json.dumps(_flat(value), separators=(",", ":")), encoding="utf-8")
        unfinished.replace(entry)
        by_use = sorted(entry.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in by_use[:-ENTRIES]:
            path.unlink(missing_ok=True)


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can write there: whoever can would say what the forms ask."""
    if sys.platform == "win32":
        return True  # a user's own folder
    found = folder.stat()
    others_may_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return found.st_uid == os.getuid() and not others_may_write


def _flat(value: object) -> list[list[Any]]:
    """Return the list of values that an entry holds: each after its parts, ``value`` last."""
    flat: list[list[Any]] = []
    places: dict[int, list[int]] = {}

    def put(part: Any) -> Any:  # noqa: ANN401 - a value of the model → what JSON has
        if part is None or type(part) in {str, int, bool}:
            return part
        if id(part) in places:
            return places[id(part)]
        name, parts = type(part).__name__, tuple[Any, ...]()
        match part:
            case tuple():
                parts = part
            case dict():
                name, parts = "mapping", tuple(each for pair in part.items() for each in pair)
            case Decimal():
                parts = (str(part),)
            case Enum():
                parts = (part.value,)
            case _:
                parts = tuple(getattr(part, field.name) for field in fields(part) if field.init)
        flat.append([name, *map(put, parts)])
        places[id(part)] = [len(flat) - 1]
        return places[id(part)]

    put(value)
    return flat


@cache
def _program() -> str:
    """Return what identifies this program: version, Python, size and last change of its files."""
    files = sorted(_files(_PACKAGE)) + sorted(_files(packaged_schemas()))
    return f"{__version__} {sys.version} {files}"


def _files(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from () if entry.name == "__pycache__" else _files(entry.path)
            elif entry.name.endswith((".py", ".json")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
