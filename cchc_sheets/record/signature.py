"""An identity and a key → its signature; a signature and a key → whether the key made it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from cchc_sheets.answers import as_stored
from cchc_sheets.model import Identity

SIGNATURE_LENGTH = 24
DIGEST_LENGTH = 12
PREVIOUS_MARK = "."
"""Before the digest of the figures of the period before; earlier issues have none."""


def prefill_digest(values: Iterable[tuple[str, str, str]], previous: Mapping[str, Decimal]) -> str:
    """Return the digests of prefilled (key, value, note) and of the period before beside them.

    Each is ``0`` when there are none. They are two, because a unit may change what is
    prefilled, but not what is shown of the period before.
    """
    lines = [f"{key}\x1f{value}\x1f{note}" for key, value, note in sorted(values)]
    return (_digest(lines) if lines else "0") + PREVIOUS_MARK + _previous_digest(previous)


def shows_what_was_issued(identity: Identity, previous: Mapping[str, Decimal]) -> bool:
    """Whether these are the figures of the period before that the workbook was issued with.

    An earlier issue has no digest of them; then any are taken for them.
    """
    _, mark, digest = identity.prefill.partition(PREVIOUS_MARK)
    return not mark or digest == _previous_digest(previous)


def _previous_digest(figures: Mapping[str, Decimal]) -> str:
    lines = [f"{key}\x1f{as_stored(figure):f}" for key, figure in sorted(figures.items())]
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
