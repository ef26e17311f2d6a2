"""An indicator by its key or by words of its name, as people type them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from cchc_sheets.model import Definitions, Indicator, UsageProblem
from cchc_sheets.text import nearest, without_marks

MOST_LISTED = 12
_LIKE = 0.75
"""How much a word must be like another to count as mistyped."""


def find_indicator(
    words: str, definitions: Definitions, among: Collection[str] | None = None
) -> Indicator | UsageProblem:
    """Return the indicator with this key, or the only one whose name has all these words.

    They are found as by ``find_indicators``; several are listed in the problem.
    """
    found = find_indicators(words, definitions, among)
    if isinstance(found, UsageProblem):
        return found
    if len(found) == 1:
        return found[0]
    listed = [f"{each.key} – {each.label}" for each in found[:MOST_LISTED]]
    more = ["…"] if len(found) > MOST_LISTED else []
    lines = "\n  ".join([*listed, *more])
    return UsageProblem("several-indicators", {"found": words, "n": len(found), "listed": lines})


def find_indicators(
    words: str, definitions: Definitions, among: Collection[str] | None = None
) -> tuple[Indicator, ...] | UsageProblem:
    """Return the indicator with this key, or all whose names have all these words.

    Diacritics and capitals make no difference, and a name is the catalogue's or a form's; where one
    is nothing but these words, others that have them are not meant. Only indicators ``among`` those
    given are looked through, where any are. Where there is none, the problem names the nearest.
    """
    indicators = definitions.catalogue.indicators
    if words.strip() in indicators:
        return (indicators[words.strip()],)
    names = _names(definitions, indicators if among is None else among)
    wanted = without_marks(words).split()
    exact = [key for key, own in names.items() if " ".join(wanted) in own]
    having = [
        key for key, own in names.items() if any({*wanted} <= {*name.split()} for name in own)
    ]
    found = exact or having if wanted else []
    if found:
        return tuple(indicators[key] for key in found)
    near = nearest(words, names) or _most_alike(wanted, names)
    return UsageProblem(
        "unknown-indicator",
        {"found": words, "near": f"{near} – {indicators[near].label}" if near else ""},
    )


def _names(definitions: Definitions, keys: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of each indicator, folded: the catalogue's, then those that forms print."""
    found = {
        key: [without_marks(indicator.label)]
        for key, indicator in definitions.catalogue.indicators.items()
        if key in keys
    }
    for form in definitions.forms.values():
        for row in form.answer_rows:
            if row.key in found:
                found[row.key].append(without_marks(row.label))
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


def _most_alike(wanted: Collection[str], names: Mapping[str, tuple[str, ...]]) -> str:
    """The key of the indicator with most of the words, mistyped ones too; at least half of them."""

    def scores() -> Iterator[tuple[float, str]]:
        for key, own in names.items():
            for name in own:
                words = name.split()
                like = [difflib.get_close_matches(each, words, 1, _LIKE) for each in wanted]
                # Of names that have equally many of the words the shorter one is nearer.
                yield sum(map(bool, like)) - len(words) / 1000, key

    best, key = max(scores(), default=(0.0, ""))
    return key if wanted and best >= len(wanted) / 2 - 0.1 else ""
