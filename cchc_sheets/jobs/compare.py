"""Which forms two editions' names mean, and which of one follow which of the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from cchc_sheets.definition import DefinitionProblem, load_form
from cchc_sheets.model import Definitions, Form, UsageProblem
from cchc_sheets.text import nearest

_Wrong: TypeAlias = "UsageProblem | list[DefinitionProblem]"


@dataclass(frozen=True, slots=True)
class Pairs:
    """The forms of two editions that one type of unit answers, and those that none of both does."""

    pairs: tuple[tuple[Form, Form], ...]
    only_before: tuple[Form, ...] = ()
    only_after: tuple[Form, ...] = ()


def pair_editions(before: str, after: str, definitions: Definitions) -> Pairs | _Wrong:
    """Return what is to be compared: two forms as they are named, editions by types of units.

    A name is a form's id, an edition or the path of a YAML file.
    """
    older, newer = _forms(before, definitions), _forms(after, definitions)
    if not isinstance(older, tuple):
        return older
    if not isinstance(newer, tuple):
        return newer
    if len(older) == len(newer) == 1:
        return Pairs(((older[0], newer[0]),))
    pairs = tuple((a, b) for a in older for b in newer if {*a.unit_types} & {*b.unit_types})
    if not pairs:
        name, several = (before, older) if len(older) > 1 else (after, newer)
        known = ", ".join(form.id for form in several)
        return UsageProblem("edition-not-unique", {"found": name, "known": known})
    paired = {form.id for pair in pairs for form in pair}
    alone = (tuple(form for form in forms if form.id not in paired) for forms in (older, newer))
    return Pairs(pairs, *alone)


def _forms(name: str, definitions: Definitions) -> tuple[Form, ...] | _Wrong:
    """The form with this id, the forms of this edition, or the form in this file."""
    if name in definitions.forms:
        return (definitions.forms[name],)
    of_edition = tuple(form for form in definitions.forms.values() if form.edition == name)
    if of_edition:
        return of_edition
    if Path(name).suffix in {".yaml", ".yml"}:
        form, problems = load_form(Path(name), definitions.catalogue)
        return (form,) if form else problems
    editions = [form.edition for form in definitions.forms.values()]
    near = nearest(name, [*definitions.forms, *editions])
    known = ", ".join(definitions.forms)
    return UsageProblem("unknown-edition", {"found": name, "near": near, "known": known})
