"""The command line: its commands are a contract whose names, options and output files stay."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets import __version__
from cchc_sheets.cli.authoring import import_form, lint, new, schemas
from cchc_sheets.cli.console import say, stop, use_utf8
from cchc_sheets.cli.desk import desk
from cchc_sheets.cli.history import diff, series, trace
from cchc_sheets.cli.options import (
    HERE,
    Lang,
    LangOption,
    ProvinceOption,
    TemplatesOption,
    WorkspaceOption,
)
from cchc_sheets.cli.period import check, generate, merge, remind, status
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
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import io_reason, usage

app = typer.Typer(
    name="cchc-sheets",
    help="Giao biểu, soát và tổng hợp số liệu cải cách hành chính (CCHC) của một tỉnh.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cchc-sheets {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Phiên bản.")
    ] = False,
) -> None:
    """Giao biểu, soát và tổng hợp số liệu cải cách hành chính (CCHC) của một tỉnh."""


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Thư mục làm việc mới.")] = HERE,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Tạo thư mục làm việc với bộ định nghĩa kèm theo."""
    from cchc_sheets.jobs.init import init_workspace

    made = sound(init_workspace(folder, province), lang)
    say(sentence("init", lang, path=str(folder.resolve()), written=len(made.written)))
    if made.kept:
        say(sentence("init-kept", lang, kept=len(made.kept)))
    code = "init-province" if province else "init-default-province"
    say(sentence(code, lang, province=made.province, name=made.name))
    say(sentence("init-next", lang, period=str(made.period)))


def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Mã phát hiện hoặc mã quy tắc (R22).")
    ],
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Giải thích một phát hiện và cách sửa."""
    from cchc_sheets.report.definitions import explained

    _, definitions = begin(workspace, templates, lang)
    say(*sound(explained(code, definitions, lang), lang))


# In the order of ``--help``.
for _command in (
    *(init, desk, lint, generate, check, merge, status, remind),
    *(give_back, accept, exclude, withdraw, enter, close, reopen, verify),
    *(trace, diff, series, explain),
):
    app.command("return" if _command is give_back else None)(_command)
app.add_typer(new, name="new")
app.command("import-form")(import_form)
app.command()(schemas)


def main() -> None:
    """Run the command line; a file that cannot be read or written is wrong usage, no traceback."""
    use_utf8()
    try:
        app()
    except BrokenPipeError:
        raise SystemExit(1) from None
    except OSError as error:
        lang = "en" if {"en", "--lang=en"} & set(sys.argv) else "vi"
        path = str(error.filename or "")
        stop(usage("io", {"path": path, "error": io_reason(error)}, lang))
