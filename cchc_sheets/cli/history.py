"""The commands that look across editions and periods."""

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
    StatusFormat,
    StatusFormatOption,
    TemplatesOption,
    UnitOption,
    WorkspaceOption,
)
from cchc_sheets.cli.start import begin, sound, stop_for_definitions
from cchc_sheets.words.cli import sentence


def diff(
    before: Annotated[str, typer.Argument(metavar="EDITION", help="Biểu cũ: mã, phiên bản, tệp.")],
    after: Annotated[str, typer.Argument(metavar="EDITION", help="Biểu mới: mã, phiên bản, tệp.")],
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """So sánh hai phiên bản biểu: dòng, quy tắc, chuỗi số liệu."""
    from cchc_sheets.history.editions import compare
    from cchc_sheets.jobs.compare import pair_editions
    from cchc_sheets.report.history import alone_lines, difference_json, difference_lines

    _, definitions = begin(workspace, templates, lang)
    paired = pair_editions(before, after, definitions)
    if isinstance(paired, list):
        stop_for_definitions(paired, lang)
    named = sound(paired, lang)
    found = [compare(*forms, definitions.catalogue) for forms in named.pairs]
    if output is Format.JSON:
        only = {"only_before": named.only_before, "only_after": named.only_after}
        ids = {name: [form.id for form in forms] for name, forms in only.items()}
        say_json({"forms": [difference_json(each, lang) for each in found], **ids})
        return
    for number, each in enumerate(found):
        say(*([""] if number else []), *difference_lines(each, lang))
    say(*alone_lines(named.only_before, named.only_after, lang))


def trace(
    indicator: Annotated[
        list[str],
        typer.Argument(metavar="INDICATOR...", help="Mã chỉ tiêu, hoặc các từ trong tên của nó."),
    ],
    unit: UnitOption = None,
    period: PeriodOption = None,
    inbox: Annotated[
        Path | None,
        typer.Option(
            "--inbox",
            help="Thư mục báo cáo, đọc như merge; mặc định bản tổng hợp đã lưu sau cùng.",
            metavar="DIR",
        ),
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: StatusFormatOption = StatusFormat.TEXT,
) -> None:
    """Một số của tỉnh từ đâu ra: đơn vị, tệp, ô, số đã nhập; ai không được tính, vì sao."""
    from cchc_sheets.jobs.trace import TraceCall
    from cchc_sheets.jobs.trace import trace as trace_figure
    from cchc_sheets.report.trace import trace_csv, trace_json, trace_lines

    place, definitions = begin(workspace, templates, lang)
    call = TraceCall(" ".join(indicator), tuple(unit or ()), inbox, period, province)
    with progress(sentence("checking", lang)) as tick:
        found = sound(trace_figure(place, definitions, call, tick), lang)
    if output is StatusFormat.JSON:
        say_json(trace_json(found, definitions.catalogue))
    elif output is StatusFormat.CSV:
        say(trace_csv(found).rstrip())
    else:
        say(*trace_lines(found, definitions.catalogue, lang))


def series(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS...",
            help="Mã chỉ tiêu hoặc các từ trong tên, nhiều chỉ tiêu cách nhau bằng dấu phẩy; "
            "không nêu: các số liệu chính của tỉnh.",
        ),
    ] = None,
    values: Annotated[
        list[Path] | None,
        typer.Option(
            "--values",
            help="values.csv của các kỳ; lặp lại được; không nêu: mọi kỳ đã tổng hợp.",
            metavar="FILE",
        ),
    ] = None,
    unit: UnitOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Ghi workbook (.xlsx): mỗi khối một trang.", metavar="FILE"),
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Số liệu của các chỉ tiêu qua các kỳ, và những chỗ chuỗi bị ngắt."""
    from cchc_sheets.jobs.series import SeriesCall
    from cchc_sheets.jobs.series import series as find_series
    from cchc_sheets.report.history import many_series_json, many_series_lines

    place, definitions = begin(workspace, templates, lang)
    asked = SeriesCall(" ".join(words or ()), tuple(values or ()), tuple(unit or ()), province, out)
    done = sound(find_series(place, definitions, asked), lang)
    if output is Format.JSON:
        say_json(many_series_json(done.roster, done.found, lang))
    elif out is None:
        say(*many_series_lines(done.roster, done.found, lang))
    else:
        say(str(out))
