"""Definitions and a consolidation → the layout (annex) of the provincial sheet."""

from __future__ import annotations

from dataclasses import replace

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation
from cchc_sheets.model import Annex, AnnexRow, Catalogue
from cchc_sheets.model.definitions import Definitions


def annex_for(definitions: Definitions, consolidation: Consolidation) -> Annex:
    """Return the province's annex; without one, a draft with everything that is asked.

    A unit type that reports but has no column in the annex gets one: no figure is hidden.
    """
    roster = definitions.rosters[consolidation.province]
    annex = definitions.annexes.get(roster.annex) or _draft(definitions.catalogue, consolidation)
    reporting = {unit.type for unit in consolidation.expected}
    added = [
        unit_type.key
        for unit_type in definitions.catalogue.unit_types
        if unit_type.key in reporting and unit_type.key not in annex.columns
    ]
    return replace(annex, columns=(*annex.columns, *added))


def _draft(catalogue: Catalogue, consolidation: Consolidation) -> Annex:
    """A draft in the catalogue's order; its title is left to whoever prints it."""
    rows: list[AnnexRow] = []
    for section in catalogue.sections:
        asked = [
            indicator
            for indicator in catalogue.indicators.values()
            if indicator.section == section.key and consolidation.figure(indicator.key, PROVINCE)
        ]
        if asked:
            rows.append(AnnexRow(section.key, section.label))
        rows += [
            AnnexRow(str(number), indicator.label, indicator.key, indicator.unit_of_measure)
            for number, indicator in enumerate(asked, start=1)
        ]
    return Annex("", title="", period_line="{period}", appendix="", columns=(), rows=tuple(rows))
