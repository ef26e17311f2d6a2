"""A workspace's signing keys: one file a key, readable by its owner, made by ``generate`` only."""

from __future__ import annotations

import errno
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

FOLDER = "keys"
TRUSTED = "trusted-keys.json"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key; the id travels in every workbook, the secret never leaves the workspace."""

    id: str
    secret: bytes


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys at hand, and ids of foreign keys that somebody decided to accept."""

    keys: tuple[Key, ...] = ()
    trusted: frozenset[str] = frozenset()

    def get(self, key_id: str) -> Key | None:
        """Return the key with this id, ``None`` when it is not at hand."""
        return next((key for key in self.keys if key.id == key_id), None)


def read_keys(state: Path) -> KeyRing:
    """Read the keys in a workspace's state folder; unreadable files count as absent."""
    keys = []
    for path in sorted((state / FOLDER).glob("*.json")):
        try:
            content = json.loads(path.read_text("utf-8"))
            keys.append(Key(str(content["id"]), bytes.fromhex(content["secret"])))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    try:
        trusted = json.loads((state / TRUSTED).read_text("utf-8"))
    except (OSError, ValueError):
        trusted = []
    return KeyRing(tuple(keys), frozenset(map(str, trusted)))


def signing_key(state: Path) -> Key:
    """Return the workspace's key, made on first use; raises ``OSError`` when it cannot be kept."""
    ring = read_keys(state)
    if ring.keys:
        return ring.keys[0]
    for path in sorted((state / FOLDER).glob("*.json")):
        # A second key would make strangers of all workbooks that the first one signed.
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    key = Key(secrets.token_hex(4), secrets.token_bytes(SECRET_BYTES))
    path = state / FOLDER / f"{key.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"id": key.id, "secret": key.secret.hex()})
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    return key


def trust(state: Path, key_id: str) -> None:
    """Record the decision to accept workbooks that an unknown key signed."""
    ring = read_keys(state)
    state.mkdir(parents=True, exist_ok=True)
    ids = sorted({*ring.trusted, key_id})
    (state / TRUSTED).write_text(json.dumps(ids), encoding="utf-8")
