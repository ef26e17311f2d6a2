"""The commands for those who write definitions."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.console import WRONG_USAGE, clear, say, say_json, stop
from cchc_sheets.cli.help import Command, CommandGroup
from cchc_sheets.cli.options import Asked, InProvince, Lang, LangOption, LintFormat, flat
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.definition import load
from cchc_sheets.jobs.workspace import TEMPLATES, Workspace, choose_roster, open_workspace
from cchc_sheets.model import Definitions
from cchc_sheets.report.tone import Tone, toned
from cchc_sheets.words.authoring import said
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import usage

WATCH_STEP_MS = 300
new = typer.Typer(cls=CommandGroup, no_args_is_help=True)
_Id = Annotated[str, typer.Argument(metavar="ID")]


@flat
def lint(
    *,
    asked: Asked,
    folder: Annotated[Path | None, typer.Argument(metavar="[TEMPLATES]")] = None,
    watch: Annotated[bool, typer.Option("--watch")] = False,
    fix: Annotated[bool, typer.Option("--fix")] = False,
    output: Annotated[LintFormat, typer.Option("--format")] = LintFormat.TEXT,
) -> None:
    """Check all definitions."""
    lang = asked.lang
    path = sound(open_workspace(asked.workspace, folder or asked.templates), lang).templates
    if fix:
        if folder is None:
            _refuse_packaged(asked)
        from cchc_sheets.jobs.mend import mend
        from cchc_sheets.report.definitions import mended_lines

        mended = mend(path)
        if output is LintFormat.TEXT:
            say(*mended_lines(mended, lang))
    is_sound: bool | None = None
    if not watch:
        is_sound = _lint(path, lang, output)
    else:
        try:
            from watchfiles import watch as watch_files
        except ImportError:
            stop(usage("no-watching", {}, lang))
        # The first check comes when the watch is on, so that no save is missed between the two.
        steps = watch_files(
            path,
            watch_filter=lambda _, file: file.endswith((".yaml", ".yml")),
            rust_timeout=WATCH_STEP_MS,
            yield_on_timeout=True,
        )
        with suppress(KeyboardInterrupt):
            for changes in steps:
                if changes or is_sound is None:
                    clear()
                    is_sound = _lint(path, lang, output)
                    say(said("watching", lang, path=str(path)))
                    sys.stdout.flush()
    if is_sound is False:
        raise SystemExit(WRONG_USAGE)


def _lint(templates: Path, lang: Lang, output: LintFormat) -> bool:
    """Say everything about the definitions of a folder; return whether they can be used."""
    from cchc_sheets.checks.coherence import incoherences
    from cchc_sheets.handbook.rules import rule_lists
    from cchc_sheets.report.definitions import (
        github_lines,
        problem_json,
        problem_line,
        rule_list_lines,
        together_json,
        together_line,
    )

    definitions, problems = load(templates)
    lists = rule_lists(definitions) if definitions else None
    forms = definitions.forms.values() if definitions else ()
    odd = [each for f in forms if definitions for each in incoherences(f, definitions.catalogue)]
    is_sound = definitions is not None and not any(each.is_error for each in odd)
    if output is LintFormat.GITHUB:
        say(*github_lines(problems, odd, lang))
        return is_sound
    if output is LintFormat.JSON:
        say_json(
            {
                "problems": [problem_json(problem, lang) for problem in problems],
                "validator_only": lists and list(lists.validator_only),
                "in_no_form": lists and list(lists.in_no_form),
                "together": [together_json(each, lang) for each in odd],
            }
        )
        return is_sound
    say(*(problem_line(problem, lang) for problem in problems))
    say(*(together_line(each, lang) for each in odd))
    if definitions is None or lists is None or not is_sound:
        return False
    indicators = definitions.catalogue.concepts
    counts = {
        "indicators": sum(indicator.level_of is None for indicator in indicators),
        "rules": len(definitions.catalogue.rules),
        "forms": len(definitions.forms),
        "units": sum(len(roster.units) for roster in definitions.rosters.values()),
    }
    told = toned(sentence("lint-sound", lang, **counts), Tone.GOOD)
    say(told, *rule_list_lines(lists, lang))
    return True


@new.callback()
def _new(lang: LangOption = Lang.VI) -> None:
    """Make definitions of those there are; ``CommandGroup`` has looked at the language."""


@new.command("form", cls=Command)
@flat
def new_form(
    *,
    asked: Asked,
    name: _Id,
    source: Annotated[str, typer.Option("--from", metavar="FORM")],
    called: Annotated[str | None, typer.Option("--name")] = None,
    edition: Annotated[str | None, typer.Option("--edition")] = None,
) -> None:
    """Copy a form."""
    from cchc_sheets.jobs.author import new_form as copy_form

    place, definitions = begin_to_write(asked)
    path = sound(copy_form(place.templates, definitions, name, source, called, edition), asked.lang)
    say(said("written", asked.lang, path=str(path)), said("new-next", asked.lang))


@new.command("roster", cls=Command)
@flat
def new_roster(
    *,
    asked: Asked,
    name: _Id,
    province: Annotated[str, typer.Option("--province", metavar="NAME")],
    form: Annotated[list[str] | None, typer.Option("--form", metavar="FORM")] = None,
) -> None:
    """Make a province's roster."""
    from cchc_sheets.jobs.author import new_roster as write_roster

    place, definitions = begin_to_write(asked)
    path = sound(write_roster(place.templates, definitions, name, province, form or ()), asked.lang)
    say(said("written", asked.lang, path=str(path)), said("new-next", asked.lang))


@new.command("annex", cls=Command)
@flat
def new_annex(
    *,
    asked: InProvince,
    name: _Id,
) -> None:
    """Draft a provincial sheet."""
    from cchc_sheets.jobs.author import new_annex as write_annex

    place, definitions = begin_to_write(asked)
    roster = sound(choose_roster(place, definitions, asked.province), asked.lang)
    path, changed = sound(write_annex(place.templates, definitions, name, roster), asked.lang)
    say(said("written", asked.lang, path=str(path)))
    if changed:
        say(said("annex-named", asked.lang, annex=name, path=str(changed)))
    say(said("new-next", asked.lang))


@flat
def import_form(
    *,
    asked: Asked,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    name: Annotated[str | None, typer.Option("--id", metavar="ID")] = None,
    called: Annotated[str | None, typer.Option("--name")] = None,
    unit_type: Annotated[str | None, typer.Option("--unit-type", metavar="TYPE")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
) -> None:
    """Draft a form from a printed annex."""
    from cchc_sheets.jobs.import_form import ImportCall
    from cchc_sheets.jobs.import_form import import_form as read_printed_form
    from cchc_sheets.report.definitions import drafted_lines

    place, definitions = begin_to_write(asked)
    call = ImportCall(file, name, called, unit_type, out)
    done = sound(read_printed_form(call, place.templates, definitions), asked.lang)
    say(*drafted_lines(done.draft, done.files, asked.lang))


@flat
def schemas(*, asked: Asked) -> None:
    """Write the schemas for editors."""
    from cchc_sheets.jobs.schemas import write_schemas

    place, definitions = begin_to_write(asked)
    written = write_schemas(place.templates, definitions)
    keys = len(definitions.catalogue.concepts)
    say(said("schemas-written", asked.lang, path=str(written[0].parent), n=keys))


def begin_to_write(asked: Asked) -> tuple[Workspace, Definitions]:
    """Begin where definitions may be written."""
    _refuse_packaged(asked)
    return begin(asked)


def _refuse_packaged(asked: Asked) -> None:
    """End the command where it would write into the definitions that came with the package."""
    own = asked.workspace / TEMPLATES
    if asked.templates is None and not own.is_dir():
        stop(usage("no-templates", {"path": str(own)}, asked.lang))
