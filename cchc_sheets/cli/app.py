"""The commands: a contract whose names, options and output files stay."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets import __version__
from cchc_sheets.cli import commands, history
from cchc_sheets.cli.authoring import import_form, new, schemas
from cchc_sheets.cli.console import stop, use_utf8
from cchc_sheets.cli.options import (
    Format,
    FormatOption,
    Lang,
    LangOption,
    PeriodOption,
    PreviousOption,
    ProvinceOption,
    TemplatesOption,
    WorkspaceOption,
)
from cchc_sheets.jobs.calls import CheckCall, GenerateCall, MergeCall, StatusCall
from cchc_sheets.words.usage import usage

app = typer.Typer(
    name="cchc-sheets",
    help="Giao biểu, soát và tổng hợp số liệu cải cách hành chính (CCHC) của một tỉnh.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
HERE = Path()


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


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Thư mục làm việc mới.")] = HERE,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Tạo thư mục làm việc với bộ định nghĩa kèm theo."""
    commands.init(folder, province, lang)


@app.command()
def lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[TEMPLATES]", help="Thư mục định nghĩa.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Kiểm tra lại mỗi khi lưu tệp; Ctrl-C để dừng.")
    ] = False,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Kiểm tra toàn bộ định nghĩa (YAML)."""
    commands.lint(workspace, folder or templates, lang, output, watch=watch)


@app.command()
def generate(
    period: Annotated[str, typer.Option("--period", help="Kỳ báo cáo, ví dụ 2021-Q1.")],
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="Mã đơn vị; có thể lặp lại.", metavar="CODE")
    ] = None,
    values: Annotated[
        Path | None,
        typer.Option(
            "--values", help="CSV điền sẵn: unit, indicator, value, note.", metavar="FILE"
        ),
    ] = None,
    previous: PreviousOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="Nơi ghi; mặc định generated.")] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Giao biểu: ghi một bảng tính cho mỗi đơn vị."""
    commands.generate(
        GenerateCall(period, province, tuple(unit or ()), values, tuple(previous or ()), out),
        commands.Workplace(workspace, templates, province, lang, output),
    )


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Báo cáo đã nhận.")],
    previous: PreviousOption = None,
    trust_key: Annotated[
        str | None, typer.Option("--trust-key", help="Ghi nhận tin một khóa ký lạ.", metavar="ID")
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Soát báo cáo: mỗi lỗi nêu rõ ô, số đã ghi, số lẽ ra, cách sửa."""
    commands.check(
        CheckCall(tuple(files), tuple(previous or ()), trust_key),
        commands.Workplace(workspace, templates, province, lang, output),
    )


@app.command()
def merge(
    inbox: Annotated[Path, typer.Argument(metavar="INBOX", help="Thư mục báo cáo đã nhận.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Nơi ghi kết quả; mặc định merged/<tỉnh>/<kỳ>.", metavar="DIR"),
    ] = None,
    previous: PreviousOption = None,
    period: PeriodOption = None,
    trust_key: Annotated[
        str | None, typer.Option("--trust-key", help="Ghi nhận tin một khóa ký lạ.", metavar="ID")
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Tổng hợp: soát tất cả, cộng những báo cáo được nhận, nêu rõ phần còn lại."""
    commands.merge(
        MergeCall(inbox, province, period, out, tuple(previous or ()), trust_key),
        commands.Workplace(workspace, templates, province, lang, output),
    )


@app.command()
def status(
    inbox: Annotated[
        Path | None,
        typer.Argument(metavar="[INBOX]", help="Thư mục báo cáo đã nhận; mặc định inbox."),
    ] = None,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Ai đã gửi, ai chưa gửi, báo cáo ở trạng thái nào."""
    place = commands.Workplace(workspace, templates, province, lang, output)
    commands.status(StatusCall(inbox, province, period), place)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="EDITION", help="Biểu cũ: mã, phiên bản, tệp.")],
    after: Annotated[str, typer.Argument(metavar="EDITION", help="Biểu mới: mã, phiên bản, tệp.")],
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """So sánh hai phiên bản biểu: dòng, quy tắc, chuỗi số liệu."""
    history.diff(before, after, commands.Workplace(workspace, templates, None, lang, output))


@app.command()
def series(
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="Khóa của chỉ tiêu.")],
    values: Annotated[
        list[Path],
        typer.Option("--values", help="values.csv của các kỳ; lặp lại được.", metavar="FILE"),
    ],
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="Mã đơn vị; có thể lặp lại.", metavar="CODE")
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Số liệu qua các kỳ của một chỉ tiêu, và những chỗ chuỗi bị ngắt."""
    place = commands.Workplace(workspace, templates, province, lang, output)
    history.series(indicator, tuple(values), tuple(unit or ()), place)


@app.command()
def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Mã phát hiện hoặc mã quy tắc (R22).")
    ],
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Giải thích một phát hiện và cách sửa."""
    commands.explain(code, workspace, templates, lang)


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
        facts = {"path": str(error.filename or ""), "error": error.strerror or str(error)}
        stop(usage("io", facts, "vi"))
