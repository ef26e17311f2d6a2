"""Every kind of finding, explained: what ``explain`` prints and ``docs/findings/`` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.checks.check import Check
from cchc_sheets.checks.lower import lower, lower_tables
from cchc_sheets.findings.common import KAD_SOMEWHERE
from cchc_sheets.findings.kinds import KINDS, kind_of
from cchc_sheets.handbook.rules import by_number
from cchc_sheets.model import Fact, Finding, Rule, Severity
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words import remedy
from cchc_sheets.words.say import message

USUAL: Mapping[str, Fact] = {
    "label": "Số hồ sơ đã giải quyết",
    "path": "3.2",
    "hint": "",
    "kad": KAD_SOMEWHERE,
    "note_cell": " (G29)",
}
"""Facts of an example that its kind does not name."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A kind of finding: how much it weighs, which rules give it, whether sheets show it too."""

    code: str
    severities: tuple[Severity, ...]
    rules: tuple[str, ...]
    in_sheet: bool

    def arises(self, lang: str) -> str:
        """Return when it arises."""
        return kind_of(self.code).arises.in_language(lang)

    def example(self, lang: str) -> str:
        """Return the sentence that a report would have about made-up facts."""
        return message(self._example(), lang)

    def mend(self, lang: str) -> str:
        """Return how to mend the example."""
        return remedy(self._example(), lang)

    def _example(self) -> Finding:
        kind = kind_of(self.code)
        facts = {**USUAL, **kind.example}
        return Finding(kind, self.severities[0], facts=facts, given=kind.example_given)


def explained_codes(definitions: Definitions) -> dict[str, Explained]:
    """Return every kind of finding by its code, those that only a definition knows last."""
    catalogue = definitions.catalogue
    checks = [
        check
        for form in definitions.forms.values()
        for check in (*lower(form, catalogue), *lower_tables(form, catalogue))
    ]
    rules = list(all_rules(definitions))
    codes = dict.fromkeys((*KINDS, *sorted({rule.code for rule in rules})))
    return {code: _explained(code, checks, rules) for code in codes}


def _explained(code: str, checks: Sequence[Check], rules: Sequence[Rule]) -> Explained:
    kind = kind_of(code)
    own = [check for check in checks if check.kind is kind]
    # A variant is found by its kind's checks, with their severity unless it has one of its own.
    found_by = own or [check for check in checks if check.kind in kind.variant_of]
    weighing = [] if kind.severities and not own else found_by
    # Also those rules that no form has the operands of.
    declared = [rule for rule in rules if rule.code == code]
    severities = {
        *kind.severities,
        *(check.severity for check in weighing),
        *(rule.severity for rule in declared),
    }
    given_by = {*(check.rule for check in found_by), *(rule.id for rule in declared)} - {None}
    return Explained(
        code=code,
        severities=tuple(sorted(severities, key=lambda severity: severity.rank)),
        rules=tuple(sorted((id_ for id_ in given_by if id_), key=by_number)),
        in_sheet=any(not check.validator_only for check in found_by),
    )


def all_rules(definitions: Definitions) -> Iterator[Rule]:
    """Yield the shared rules, then those of each form and of its tables."""
    yield from definitions.catalogue.rules
    for form in definitions.forms.values():
        yield from form.rules
        for table in form.tables:
            yield from table.asks.rules
