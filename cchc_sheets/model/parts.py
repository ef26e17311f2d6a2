"""A form and the keys of figures → the keys of the answers that they are computed from."""

from __future__ import annotations

from cchc_sheets.expression import Expression, names, parse
from cchc_sheets.model import Form


def answers_behind(form: Form, *keys: str) -> tuple[str, ...]:
    """Return the keys and, of what is computed, its parts and theirs, each once."""
    found: dict[str, None] = {}
    ahead = list(reversed(keys))
    while ahead:
        key = ahead.pop()
        if key in found:
            continue
        found[key] = None
        row = form.by_key.get(key)
        parsed = parse(row.computed, logical=False) if row and row.computed else None
        if isinstance(parsed, Expression):
            ahead.extend(reversed(names(parsed)))
    return tuple(found)
