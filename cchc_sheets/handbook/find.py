"""An indicator, a rule or a kind of finding by its code or by words of its name."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from cchc_sheets.findings.kinds import KINDS
from cchc_sheets.handbook.findings import all_rules
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
    labels = {each.key: each.label for each in found}
    return _several("several-indicators", words, labels)


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
    concepts = [each.key for each in definitions.catalogue.concepts]
    names = _names(definitions, concepts if among is None else among)
    found = _having(words, names)
    if found:
        return tuple(indicators[key] for key in found)
    near = nearest(words, names) or _most_alike(without_marks(words).split(), names)
    return UsageProblem(
        "unknown-indicator",
        {"found": words, "near": f"{near} – {indicators[near].label}" if near else ""},
    )


def find_topic(words: str, definitions: Definitions) -> str | Indicator | UsageProblem:
    """Return what ``explain`` is asked: the code of a kind of finding, of a rule, or an indicator.

    Codes are known whatever their capitals. By words, titles of findings in either language come
    first, then sentences of rules, then names of indicators. Several are listed in the problem.
    """
    rules = {rule.id: rule.says for rule in all_rules(definitions)}
    titles = {code: kind.title for code, kind in KINDS.items()}
    codes = dict.fromkeys((*KINDS, *(rule.code for rule in all_rules(definitions)), *rules))
    known = {code.lower(): code for code in codes}
    if words.strip().lower() in known:
        return known[words.strip().lower()]
    for speeches in (titles, rules):
        names = {
            code: tuple(without_marks(text) for text in (says.vi, says.en))
            for code, says in speeches.items()
        }
        found = _having(words, names)
        if len(found) == 1:
            return found[0]
        if found:
            return _several("several-topics", words, {code: speeches[code].vi for code in found})
    indicator = find_indicator(words, definitions)
    if not isinstance(indicator, UsageProblem) or indicator.code == "several-indicators":
        return indicator
    near = nearest(words, codes) or nearest(words.upper(), rules)
    return UsageProblem("unknown-code", {"found": words, "near": near})


def _having(words: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The keys with a name that is these words, or else those that have all of them."""
    wanted = without_marks(words).split()
    exact = [key for key, own in names.items() if " ".join(wanted) in own]
    having = (key for key, own in names.items() if any({*wanted} <= {*n.split()} for n in own))
    return (exact or list(having)) if wanted else []


def _several(code: str, words: str, labels: Mapping[str, str]) -> UsageProblem:
    """The problem that several things have these words; the first of them are listed."""
    listed = [f"{key} – {label}" for key, label in labels.items()]
    more = ["…"] if len(listed) > MOST_LISTED else []
    lines = "\n  ".join([*listed[:MOST_LISTED], *more])
    return UsageProblem(code, {"found": words, "n": len(listed), "listed": lines})


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
