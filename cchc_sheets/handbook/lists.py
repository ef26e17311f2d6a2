"""Which rules no sheet shows, and which no form uses: for who writes definitions."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_sheets.checks.lower import lower
from cchc_sheets.model.definitions import Definitions


@dataclass(frozen=True, slots=True)
class RuleLists:
    """Rules that a definition's author should know of, by id, in the order of the files.

    ``validator_only``: no sheet shows what they find, for those ``in_part`` not all of it.
    ``in_no_form``: no form has all their indicators.
    """

    validator_only: tuple[str, ...]
    in_part: frozenset[str]
    in_no_form: tuple[str, ...]


def rule_lists(definitions: Definitions) -> RuleLists:
    """Sort the rules by where they live, as their checks in all forms tell."""
    catalogue, forms = definitions.catalogue, tuple(definitions.forms.values())
    rules = (*catalogue.rules, *(rule for form in forms for rule in form.rules))
    hidden: dict[str, set[bool]] = {rule.id: set() for rule in rules}
    for form in forms:
        for check in lower(form, catalogue):
            if check.rule is not None:
                hidden[check.rule].add(check.validator_only)
    return RuleLists(
        tuple(rule for rule, found in hidden.items() if True in found),
        frozenset(rule for rule, found in hidden.items() if {True, False} <= found),
        tuple(rule for rule, found in hidden.items() if not found),
    )
