"""A workspace's signing keys: one file a key, readable by its owner, made by ``generate`` only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.model import UsageProblem

FOLDER = "keys"
TRUSTED = "trusted-keys.json"
SECRET_BYTES = 32
LEAST_SECRET_BYTES = 16


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


def read_keys(state: Path) -> KeyRing | UsageProblem:
    """Read the keys in a workspace's state folder, or name the file that is damaged.

    A damaged key is not passed over: workbooks that it signed would be strangers, and a new one
    would make strangers of all that are out. Raises ``OSError`` when a file cannot be opened.
    """
    keys = []
    for path in sorted((state / FOLDER).glob("*.json")):
        try:
            content = json.loads(path.read_text("utf-8"))
            key = Key(str(content["id"]), bytes.fromhex(content["secret"]))
        except (ValueError, KeyError, TypeError):
            return UsageProblem("key-damaged", {"path": str(path)})
        if len(key.secret) < LEAST_SECRET_BYTES:  # anybody could sign with an empty one
            return UsageProblem("key-damaged", {"path": str(path)})
        keys.append(key)
    listed = state / TRUSTED
    try:
        trusted = json.loads(listed.read_text("utf-8"))
    except FileNotFoundError:
        trusted = []
    except ValueError:
        trusted = None
    if not isinstance(trusted, list) or not all(isinstance(each, str) for each in trusted):
        return UsageProblem("trusted-damaged", {"path": str(listed)})
    return KeyRing(tuple(keys), frozenset(trusted))


def signing_key(state: Path) -> Key | UsageProblem:
    """Return the workspace's key, made on first use; raises ``OSError`` when it cannot be kept."""
    ring = read_keys(state)
    if isinstance(ring, UsageProblem):
        return ring
    if ring.keys:
        return ring.keys[0]
    key = Key(secrets.token_hex(4), secrets.token_bytes(SECRET_BYTES))
    path = state / FOLDER / f"{key.id}.json"
    for folder in (state, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)  # who can read a key can sign in the office's name
    text = json.dumps({"id": key.id, "secret": key.secret.hex()})
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    return key


def trust(state: Path, key_id: str) -> UsageProblem | None:
    """Record the decision to accept workbooks that an unknown key signed.

    Returns what keeps it from being recorded; raises ``OSError`` when it cannot be written.
    """
    ring = read_keys(state)
    if isinstance(ring, UsageProblem):
        return ring
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    ids = sorted({*ring.trusted, key_id})
    (state / TRUSTED).write_text(json.dumps(ids), encoding="utf-8")
    return None
