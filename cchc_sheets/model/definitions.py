"""What a folder of definitions defines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_sheets.model.catalogue import Catalogue
from cchc_sheets.model.form import Form
from cchc_sheets.model.roster import Annex, Roster


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything that a templates folder defines, by id."""

    catalogue: Catalogue
    forms: Mapping[str, Form]
    rosters: Mapping[str, Roster]
    annexes: Mapping[str, Annex]
