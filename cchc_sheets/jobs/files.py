"""Files of a job: found in a folder, written whole or not at all, never written over."""

from __future__ import annotations

import hashlib
from pathlib import Path

IGNORED = {".ds_store", "thumbs.db", "desktop.ini"}
ASIDE = "thay-the"


def write_atomically(path: Path, content: bytes) -> None:
    """Write the file in one step, so that nobody ever sees half of it; raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def keep_old(path: Path, content: bytes) -> Path | None:
    """Move a file with other content out of the way; return where it went, if it did."""
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        return None
    if old == content:
        return None
    digest = hashlib.sha256(old).hexdigest()[:8]
    target = path.parent / ASIDE / f"{path.stem}_{digest}{path.suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    return target


def list_inbox(folder: Path, outputs: set[Path]) -> list[Path]:
    """Return every file below the folder, in a stable order.

    Left out are what systems leave behind (``.DS_Store``), hidden folders, and this job's outputs.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in inner)
        if not path.is_file() or hidden or path.name.lower() in IGNORED:
            continue
        if path.resolve() not in outputs:
            found.append(path)
    return found
