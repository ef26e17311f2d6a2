"""The command line: its commands are a contract whose names, options and output files stay."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets import __version__
from cchc_sheets.cli.authoring import import_form, lint, new, schemas
from cchc_sheets.cli.console import WRONG_USAGE, ask, is_conversation, say, stop, use_utf8
from cchc_sheets.cli.desk import desk
from cchc_sheets.cli.help import NAME, Command, CommandGroup, language_of
from cchc_sheets.cli.history import diff, series, trace
from cchc_sheets.cli.options import HERE, Asked, Lang, LangOption, ProvinceOption, flat
from cchc_sheets.cli.period import check, generate, merge, remind, status, today
from cchc_sheets.cli.record import (
    accept,
    close,
    enter,
    exclude,
    give_back,
    reopen,
    verify,
    withdraw,
)
from cchc_sheets.cli.report import report
from cchc_sheets.cli.roster import roster as rosters
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.model import Fact, Roster
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import io_reason, usage

app = typer.Typer(
    name=NAME,
    cls=CommandGroup,
    no_args_is_help=True,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback looks at it
        bool, typer.Option("--version", callback=_version, is_eager=True)
    ] = False,
    lang: LangOption = Lang.VI,  # noqa: ARG001 - ``CommandGroup`` looked at it
) -> None:
    """Print the help where no command is named."""
    if ctx.invoked_subcommand is None:
        say(ctx.get_help())
        raise typer.Exit(WRONG_USAGE)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]")] = HERE,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Make a workspace with the packaged definitions."""
    from cchc_sheets.jobs.init import chosen_province, init_workspace, packaged_provinces

    known = packaged_provinces(today())
    if province is None and not chosen_province(folder) and is_conversation():
        province = _asked_province(known, lang)
    made = sound(init_workspace(folder, province), lang)
    say(sentence("init", lang, path=str(folder.resolve()), written=len(made.written)))
    if made.kept:
        say(sentence("init-kept", lang, kept=len(made.kept)))
    if not made.province:
        ids = ", ".join(roster.id for roster in known)
        say(sentence("init-no-province", lang, known=ids))
        return
    say(sentence("init-province", lang, province=made.province, name=made.name))
    say(sentence("init-next", lang, period=str(made.period)))


def _asked_province(known: Sequence[Roster], lang: Lang) -> str | None:
    """Ask which province a workspace is for; ``None`` is one that has no roster yet."""
    say(sentence("province-head", lang))
    for number, roster in enumerate(known, start=1):
        facts = {"n": number, "name": roster.province, "province": roster.id}
        if roster.ended(today()):
            until = f"{date.fromisoformat(roster.until):%d/%m/%Y}"
            say(sentence("province-ended", lang, **facts, until=until))
        else:
            say(sentence("province-line", lang, **facts))
    while answer := ask(sentence("province-ask", lang)):
        if answer.isdecimal() and 1 <= int(answer) <= len(known):
            return known[int(answer) - 1].id
        if answer in {roster.id for roster in known}:
            return answer
        say(sentence("province-again", lang, n=len(known)))
    return None


@flat
def explain(
    *,
    asked: Asked,
    code: Annotated[list[str], typer.Argument(metavar="CODE...")],
) -> None:
    """Explain a kind of finding or a rule."""
    from cchc_sheets.report.definitions import explained

    _, definitions = begin(asked)
    say(*sound(explained(" ".join(code), definitions, asked.lang), asked.lang))


# In the order of ``--help``.
for _command in (
    *(init, desk, lint, generate, check, merge, report, status, remind),
    *(give_back, accept, exclude, withdraw, enter, close, reopen, verify),
    *(trace, diff, series, explain),
):
    app.command("return" if _command is give_back else None, cls=Command)(_command)
app.add_typer(rosters, name="roster")
app.add_typer(new, name="new")
app.command("import-form", cls=Command)(import_form)
app.command(cls=Command)(schemas)


def main() -> None:
    """Run the command line; a file that cannot be read or written is wrong usage, no traceback."""
    use_utf8()
    try:
        app()
    except BrokenPipeError:
        raise SystemExit(1) from None
    except OSError as error:
        facts: dict[str, Fact] = {"path": str(error.filename or ""), "error": io_reason(error)}
        stop(usage("io", facts, language_of(sys.argv[1:])))
