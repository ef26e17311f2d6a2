"""Signing and verifying which issue a workbook is."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import replace

from cchc_sheets.model import Form, Identity

SIGNATURE_LENGTH = 24
DIGEST_LENGTH = 12


def definition_hash(form: Form) -> str:
    """Return the hash of a form's keys, rows and types.

    Wording, rules and severities are left out, so that a changed sentence does not orphan the
    workbooks that are out.
    """
    lines = [form.id, form.edition]
    for row in form.rows:
        codes = ",".join(str(code.value) for code in row.codes)
        asked = row.asked_as or ""
        lines.append(f"{row.path}|{row.key}|{row.kind}|{asked}|{row.percent_of or ''}|{codes}")
    return _digest(lines)


def prefill_digest(values: Iterable[tuple[str, str, str]]) -> str:
    """Return the digest of prefilled (key, value, note), ``0`` when there are none."""
    lines = [f"{key}\x1f{value}\x1f{note}" for key, value, note in sorted(values)]
    return _digest(lines) if lines else "0"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGEST_LENGTH]


def sign(identity: Identity, secret: bytes) -> Identity:
    """Return the identity with its HMAC-SHA256 signature, shortened to 96 bits."""
    return replace(identity, signature=_signature(identity, secret))


def is_authentic(identity: Identity, secret: bytes) -> bool:
    """Whether the signature is the one that the key gives."""
    return hmac.compare_digest(identity.signature.encode(), _signature(identity, secret).encode())


def _signature(identity: Identity, secret: bytes) -> str:
    digest = hmac.new(secret, identity.payload.encode(), hashlib.sha256).hexdigest()
    return digest[:SIGNATURE_LENGTH]
