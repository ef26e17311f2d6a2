"""The roster as an Excel file: written out, and read back into the definition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.authoring import begin_to_write
from cchc_sheets.cli.console import WRONG_USAGE, complain, say, say_json
from cchc_sheets.cli.help import Command, CommandGroup
from cchc_sheets.cli.options import Format, FormatOption, InProvince, Lang, LangOption, flat
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.words.roster import told

roster = typer.Typer(cls=CommandGroup, no_args_is_help=True)
_File = Annotated[Path, typer.Argument(metavar="FILE")]


@roster.callback()
def _roster(lang: LangOption = Lang.VI) -> None:
    """Edit a roster in Excel; ``CommandGroup`` has looked at the language."""


@roster.command("export", cls=Command)
@flat
def export(*, asked: InProvince, file: _File) -> None:
    """Write a roster as an Excel file."""
    from cchc_sheets.jobs.roster import export_roster

    place, definitions = begin(asked)
    made = sound(export_roster(place, definitions, file, asked.province), asked.lang)
    say(told("exported", asked.lang, n=made.units, path=str(made.path)))
    say(told("export-next", asked.lang, path=str(made.path)))


@roster.command("import", cls=Command)
@flat
def import_(
    *,
    asked: InProvince,
    file: _File,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """Read an edited roster into its definition."""
    from cchc_sheets.jobs.roster import TRIAL, WRITING, import_roster
    from cchc_sheets.report.roster_import import imported_json, imported_lines, refused_lines

    place, definitions = begin_to_write(asked)
    care = TRIAL if dry_run else WRITING
    found = import_roster(place, definitions, file, asked.province, care)
    done = sound(found, asked.lang)
    if output is Format.JSON:
        say_json(imported_json(done, asked.lang))
    elif done.is_refused:
        for line in refused_lines(done, asked.lang):
            complain(line)
    else:
        say(*imported_lines(done, asked.lang))
    if done.is_refused:
        raise SystemExit(WRONG_USAGE)
