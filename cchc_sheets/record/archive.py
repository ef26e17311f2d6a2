"""Every file that was received, by the hash of its bytes; each is written once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

FOLDER = "received"


def path_of(state: Path, sha256: str) -> Path:
    """Return where the file with this hash is kept."""
    return state / FOLDER / sha256[:2] / sha256


def keep(state: Path, data: bytes) -> str:
    """Keep a file's bytes, on the disk before anything speaks of them; return their hash.

    Raises ``OSError`` when they cannot be written.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(state, sha256)
    if path.is_file():
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return sha256


def is_whole(state: Path, sha256: str) -> bool:
    """Whether the file is kept and its bytes are still those that were received."""
    try:
        return hashlib.sha256(path_of(state, sha256).read_bytes()).hexdigest() == sha256
    except OSError:
        return False
