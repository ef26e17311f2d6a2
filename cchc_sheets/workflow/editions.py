"""Which form an edition's name means."""

from __future__ import annotations

from pathlib import Path

from cchc_sheets.definition import DefinitionProblem, Definitions, load_form, nearest
from cchc_sheets.model import Form
from cchc_sheets.workflow.problem import UsageProblem


def find_edition(
    name: str, definitions: Definitions
) -> Form | UsageProblem | list[DefinitionProblem]:
    """Return the form with this id, or edition if only one form has it, or in this YAML file."""
    if name in definitions.forms:
        return definitions.forms[name]
    of_edition = [form for form in definitions.forms.values() if form.edition == name]
    if len(of_edition) == 1:
        return of_edition[0]
    if of_edition:
        known = ", ".join(form.id for form in of_edition)
        return UsageProblem("edition-not-unique", {"found": name, "known": known})
    if Path(name).suffix in {".yaml", ".yml"}:
        form, problems = load_form(Path(name), definitions.catalogue)
        return form or problems
    editions = [form.edition for form in definitions.forms.values()]
    near = nearest(name, [*definitions.forms, *editions])
    known = ", ".join(definitions.forms)
    return UsageProblem("unknown-edition", {"found": name, "near": near, "known": known})
