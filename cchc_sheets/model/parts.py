"""A form and the keys of figures → the keys of the answers that they are computed from."""

from __future__ import annotations

from cchc_sheets.expression import names
from cchc_sheets.model import Form


def answers_behind(form: Form, *keys: str) -> tuple[str, ...]:
    """Return the keys with the parts of what is computed, and their parts, each once."""
    found: dict[str, None] = {}
    ahead = list(reversed(keys))
    while ahead:
        key = ahead.pop()
        if key in found:
            continue
        found[key] = None
        row = form.by_key.get(key)
        if row and row.computed:
            ahead.extend(reversed(names(row.computed)))
    return tuple(found)
