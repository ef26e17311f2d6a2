"""The names that an outline may have, and what became of one → text and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.model import Annex, Catalogue, Definitions, Roster
from cchc_sheets.report.word.fill import Filled
from cchc_sheets.report.word.names import (
    indicator_names,
    name_of,
    section_names,
)
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.outline import (
    GENERAL,
    INDICATORS_HEAD,
    LIST_PARTS,
    NAME_GROUPS,
    PARTS,
    TYPE_MEANING,
    UNIT_PARTS,
    Placeholder,
)


def name_groups(
    catalogue: Catalogue, annex: Annex | None
) -> Iterator[tuple[str, tuple[Placeholder, ...]]]:
    """Yield all names in groups with their heads, each name as it is written in an outline.

    General ones come first, then parts, which begin with the dot that they stand behind, then those
    of the indicators.
    """
    sections = tuple(section_names(annex)) if annex else ()
    types = tuple(
        Placeholder(name_of(each.label), TYPE_MEANING.format(label=each.label))
        for each in catalogue.unit_types
    )
    general, *parts = NAME_GROUPS
    yield general, tuple(_written((*GENERAL.values(), *sections)))
    groups = ((*PARTS.values(), *types), LIST_PARTS.values(), UNIT_PARTS.values())
    for head, group in zip(parts, groups, strict=True):
        yield head, tuple(each._replace(name=f".{each.name}") for each in group)
    names = dict(indicator_names(catalogue))
    for section in catalogue.sections:
        own = (each.key for each in catalogue.concepts if each.section == section.key)
        head = INDICATORS_HEAD.format(label=section.label)
        yield head, tuple(_written(names[key] for key in own))


def _written(names: Iterable[Placeholder]) -> Iterator[Placeholder]:
    return (each._replace(name=f"{{{{{each.name}}}}}") for each in names)


def names_lines(definitions: Definitions, roster: Roster) -> Iterator[str]:
    """Yield the names for people, each as it is written in Word."""
    groups = name_groups(definitions.catalogue, definitions.annexes.get(roster.annex))
    for number, (head, names) in enumerate(groups):
        yield from ([""] if number else [])
        yield head
        for each in names:
            yield f"  {each.name}  {each.meaning}"


def names_json(definitions: Definitions, roster: Roster) -> dict[str, Any]:
    """Return the names by group."""
    groups = name_groups(definitions.catalogue, definitions.annexes.get(roster.annex))
    return {
        "groups": [
            {"head": head, "names": [each._asdict() for each in names]} for head, names in groups
        ]
    }


@dataclass(frozen=True, slots=True)
class Reported:
    """The files written, files of theirs that were moved aside, and what was filled in.

    ``version`` is that of the merge, 0 where the figures are an inbox's; ``differs`` where these
    come out otherwise than they were merged.
    """

    files: tuple[Path, ...]
    moved: tuple[Path, ...]
    merged: Merged
    filled: Filled
    version: int = 0
    differs: bool = False


def report_json(done: Reported) -> dict[str, Any]:
    """Return what was written by the contract."""
    return {
        "province": done.merged.roster.id,
        "period": str(done.merged.period),
        "version": done.version or None,
        "differs": done.differs,
        "files": [str(path) for path in done.files],
        "moved": [str(path) for path in done.moved],
        "missing": done.filled.missing,
        "not_to_be_quoted": done.filled.thin,
        "dropped": done.filled.dropped,
    }


def report_lines(done: Reported, lang: str) -> Iterator[str]:
    """Yield what was written for people, and what they have to look at."""
    code = "report-of-version" if done.version else "report-of-inbox"
    yield sentence(code, lang, n=done.version)
    yield from (f"  {path}" for path in done.files)
    filled = done.filled
    counts = (("missing", filled.missing), ("thin", filled.thin), ("dropped", filled.dropped))
    yield from (sentence(f"report-{what}", lang, n=count) for what, count in counts if count)
    if done.differs:
        yield sentence("report-differs", lang, n=done.version)
    if done.moved:
        yield sentence("report-moved", lang, folder=done.moved[0].parent)
