"""Options that several commands share: each named once, and what every command is told once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from cchc_sheets.model import Roster, UsageProblem

HERE = Path()


class Lang(StrEnum):
    """Languages of what is printed."""

    VI = "vi"
    EN = "en"


class Format(StrEnum):
    """What is printed: lines for people, or one JSON value."""

    TEXT = "text"
    JSON = "json"


class LintFormat(StrEnum):
    """The same, or notes that GitHub puts beside the lines of a change."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class TableFormat(StrEnum):
    """The same, or a table that a spreadsheet opens."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def _provinces() -> list[tuple[str, str]]:
    """The provinces of the workspace here, for shells to complete."""
    return [(roster.id, roster.province) for roster in _rosters().values()]


def _units() -> list[tuple[str, str]]:
    """The units of its rosters, each with its name."""
    return [(unit.code, unit.name) for roster in _rosters().values() for unit in roster.units]


def _rosters() -> Mapping[str, Roster]:
    from cchc_sheets.definition import load
    from cchc_sheets.jobs.workspace import open_workspace

    place = open_workspace(HERE, None)
    loaded = None if isinstance(place, UsageProblem) else load(place.templates, prove=False)[0]
    return loaded.rosters if loaded else {}


LangOption = Annotated[Lang, typer.Option("--lang")]
ProvinceOption = Annotated[
    str | None, typer.Option("--province", metavar="ID", autocompletion=_provinces)
]
FormatOption = Annotated[Format, typer.Option("--format")]
TableFormatOption = Annotated[TableFormat, typer.Option("--format")]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="DIR")]
ValuesOption = Annotated[Path | None, typer.Option("--values", metavar="FILE")]
PreviousOption = Annotated[list[Path] | None, typer.Option("--previous", metavar="FILE")]
TrustKeyOption = Annotated[str | None, typer.Option("--trust-key", metavar="ID")]
UnitsOption = Annotated[
    list[str] | None, typer.Option("--unit", metavar="CODE", autocompletion=_units)
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT")]
OwnInbox = Annotated[Path | None, typer.Argument(metavar="[INBOX]")]
UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", autocompletion=_units)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What every command is told: where it works, and in which language it answers."""

    workspace: Annotated[Path, typer.Option("--workspace", metavar="DIR")] = HERE
    templates: Annotated[Path | None, typer.Option("--templates", metavar="DIR")] = None
    lang: LangOption = Lang.VI


@dataclass(frozen=True, slots=True)
class InProvince(Asked):
    """The same, and for which province, the workspace's own unless named."""

    province: ProvinceOption = None


@dataclass(frozen=True, slots=True)
class InPeriod(InProvince):
    """The same, and for which period."""

    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD")] = None


def flat(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose parameter ``asked`` is one option a field, as typer wants them.

    They come after the command's own.
    """
    hints = get_type_hints(command, include_extras=True)
    kind: type[Any] = hints.pop("asked")
    shared = get_type_hints(kind, include_extras=True)

    @functools.wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401
        asked = kind(**{name: given.pop(name) for name in shared})
        command(asked=asked, **given)

    own = [each for each in inspect.signature(command).parameters.values() if each.name != "asked"]
    parameters = [
        *(each.replace(kind=each.KEYWORD_ONLY, annotation=hints[each.name]) for each in own),
        *(
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=shared[field.name],
            )
            for field in fields(kind)
        ),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {**hints, **shared}
    return run
