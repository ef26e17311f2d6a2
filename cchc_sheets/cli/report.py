"""The command that writes the province's report in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.console import progress, say, say_json
from cchc_sheets.cli.options import (
    HERE,
    Format,
    FormatOption,
    Lang,
    LangOption,
    PeriodOption,
    ProvinceOption,
    TemplatesOption,
    WorkspaceOption,
)
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.words.cli import sentence


def report(
    outline: Annotated[
        Path | None,
        typer.Argument(metavar="[WORD.docx]", help="Mẫu báo cáo Word; mặc định mẫu kèm theo."),
    ] = None,
    annex: Annotated[
        bool, typer.Option("--annex", help="Chỉ lập phụ lục số liệu, không cần mẫu.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Lập thêm bản PDF (cần LibreOffice).")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Liệt kê các tên điền vào mẫu được; không lập báo cáo.")
    ] = False,
    save_outline: Annotated[
        Path | None,
        typer.Option(
            "--save-outline", help="Ghi mẫu kèm theo ra tệp này để sửa trong Word.", metavar="FILE"
        ),
    ] = None,
    period: PeriodOption = None,
    inbox: Annotated[
        Path | None,
        typer.Option(
            "--inbox",
            help="Thư mục báo cáo, đọc như merge; mặc định bản tổng hợp đã lưu sau cùng.",
            metavar="DIR",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Nơi ghi; mặc định bao-cao/<tỉnh>/<kỳ>.", metavar="DIR"),
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Báo cáo Word: điền số liệu đã tổng hợp vào mẫu báo cáo của tỉnh, kèm phụ lục."""
    from cchc_sheets.jobs import report as job
    from cchc_sheets.jobs.workspace import choose_roster
    from cchc_sheets.report.word.told import names_json, names_lines, report_json, report_lines

    place, definitions = begin(workspace, templates, lang)
    if names:
        roster = sound(choose_roster(place, definitions, province), lang)
        if output is Format.JSON:
            say_json(names_json(definitions, roster))
        else:
            say(*names_lines(definitions, roster))
        return
    if save_outline is not None:
        path = sound(job.save_outline(definitions, save_outline), lang)
        say(sentence("outline-saved", lang, path=path))
        return
    call = job.ReportCall(outline, inbox, province, period, out, annex, pdf)
    with progress(sentence("checking", lang)) as tick:
        done = sound(job.report(place, definitions, call, tick), lang)
    if output is Format.JSON:
        say_json(report_json(done))
    else:
        say(*report_lines(done, lang))
