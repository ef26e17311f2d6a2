"""A workbook's identity: one string that the workbook carries and a returned file still has."""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "CCHC1"
SEPARATOR = ":"
PARTS = 11
MOST_DIGITS = 6
"""Of a revision; nobody issues a workbook a million times."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One workbook for one unit, form, edition and period (giao biểu).

    ``revision`` counts re-issues from 0; ``definition`` is the hash of keys, rows and types;
    ``prefill`` the digests of prefilled values and of the figures shown for the period before;
    ``signature`` an HMAC over everything else.
    """

    key_id: str
    province: str
    unit: str
    form: str
    edition: str
    period: str
    revision: int
    definition: str
    prefill: str
    signature: str = ""

    @property
    def payload(self) -> str:
        """Everything that the signature covers, as it is written into the workbook."""
        parts = (
            PREFIX,
            self.key_id,
            self.province,
            self.unit,
            self.form,
            self.edition,
            self.period,
            str(self.revision),
            self.definition,
            self.prefill,
        )
        return SEPARATOR.join(parts)

    def __str__(self) -> str:
        """The compact string that a workbook carries."""
        return f"{self.payload}{SEPARATOR}{self.signature}"


def parse_identity(text: str) -> Identity | None:
    """Read the compact string; ``None`` when the text is not one."""
    parts = text.strip().split(SEPARATOR)
    if len(parts) != PARTS or parts[0] != PREFIX:
        return None
    _, key_id, province, unit, form, edition, period, revision, definition, prefill, mark = parts
    if not (revision.isascii() and revision.isdigit() and len(revision) <= MOST_DIGITS):
        return None
    return Identity(
        key_id, province, unit, form, edition, period, int(revision), definition, prefill, mark
    )
