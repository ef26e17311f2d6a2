"""The commands of a period: its workbooks issued, returned files checked, merged, asked after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import typer

from cchc_sheets.cli.console import NOT_ALL_WELL, progress, say, say_json
from cchc_sheets.cli.options import (
    HERE,
    Format,
    FormatOption,
    Lang,
    LangOption,
    PeriodOption,
    PreviousOption,
    ProvinceOption,
    StatusFormat,
    StatusFormatOption,
    TemplatesOption,
    TrustKeyOption,
    UnitOption,
    WorkspaceOption,
)
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.model import Received, Status
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.usage import usage

NOT_CARRIED_SHOWN = 20

VIETNAM = timezone(timedelta(hours=7))


def generate(
    period: Annotated[str, typer.Option("--period", help="Kỳ báo cáo, ví dụ 2021-Q1.")],
    unit: UnitOption = None,
    values: Annotated[
        Path | None,
        typer.Option(
            "--values",
            help="CSV điền sẵn: unit, indicator, value, note; hoặc values.csv đã tổng hợp.",
            metavar="FILE",
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
    from cchc_sheets.jobs.issue import GenerateCall
    from cchc_sheets.jobs.issue import generate as issue

    place, definitions = begin(workspace, templates, lang, prove=True)
    units, earlier = tuple(unit or ()), tuple(previous or ())
    call = GenerateCall(period, province, units, values, earlier, out)
    with progress(sentence("issuing", lang)) as tick:
        issued = sound(issue(place, definitions, call, tick), lang)
    order = issued.order
    not_carried = [usage(each.code, each.facts, lang) for each in issued.not_carried]
    if output is Format.JSON:
        say_json(
            {
                "province": order.roster.id,
                "period": str(order.period),
                "files": [str(path) for path in issued.files],
                "set_aside": [str(path) for path in issued.set_aside],
                "not_carried": not_carried,
            }
        )
        return
    folder = str(issued.files[0].parent if issued.files else order.out)
    say(sentence("issued", lang, n=len(issued.files), period=order.period.label, folder=folder))
    if issued.set_aside:
        aside = issued.set_aside[0].parent
        say(sentence("set-aside", lang, n=len(issued.set_aside), folder=str(aside)))
    if not_carried:
        say(sentence("not-carried-head", lang, n=len(not_carried), path=str(values)))
        say(*(f"  {line}" for line in not_carried[:NOT_CARRIED_SHOWN]))
        more = len(not_carried) - NOT_CARRIED_SHOWN
        say(*([f"  {sentence('not-carried-more', lang, n=more)}"] if more > 0 else []))


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Báo cáo đã nhận.")],
    previous: PreviousOption = None,
    return_to: Annotated[
        Path | None,
        typer.Option(
            "--return",
            help="Nơi ghi biểu trả lại của các tệp có lỗi: đã tô ô cần sửa, kèm thư.",
            metavar="DIR",
        ),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            "--code",
            help="Mã đối chiếu số liệu in trên bản giấy; báo tệp có khớp hay không.",
            metavar="XXX-XXX",
        ),
    ] = None,
    trust_key: TrustKeyOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Soát báo cáo: mỗi lỗi nêu rõ ô, số đã ghi, số lẽ ra, cách sửa."""
    from cchc_sheets.jobs.check import CheckCall, folder_shows
    from cchc_sheets.jobs.check import check as check_files
    from cchc_sheets.jobs.returned import NotReturned, Returned, check_and_return
    from cchc_sheets.report.checked import file_json, file_lines, folder_json, folder_lines
    from cchc_sheets.words.returned import NOT_RETURNED, RETURNED, WHY_NOT

    place, definitions = begin(workspace, templates, lang)
    call = CheckCall(tuple(files), tuple(previous or ()), trust_key, province, code)
    checked: list[tuple[Received, Returned]]
    with progress(sentence("checking", lang)) as tick:
        if return_to is None:
            found = sound(check_files(place, definitions, call, tick), lang)
            checked = [(file, None) for file in found]
        else:
            checked = sound(check_and_return(place, definitions, call, return_to, tick), lang)
    results = []
    for file, made in checked:
        why = WHY_NOT[made.code].in_language(lang) if isinstance(made, NotReturned) else None
        path = str(made) if isinstance(made, Path) else None
        results.append(file_json(file, lang, path, why) if output is Format.JSON else {})
        if output is Format.TEXT:
            says = [RETURNED.in_language(lang).format(path=path)] if path else []
            says += [NOT_RETURNED.in_language(lang).format(why=why)] if why else []
            say(*file_lines(file, lang, code), *(f"  {line}" for line in says), "")
    folder = folder_shows(place, definitions, call, [file for file, _ in checked])
    if output is Format.JSON:
        say_json({"files": results, "folder": folder_json(folder)})
    elif folder is not None:
        say(*folder_lines(folder, lang))
    if any(file.status is Status.REJECTED for file, _ in checked):
        raise SystemExit(NOT_ALL_WELL)


def merge(
    inbox: Annotated[Path, typer.Argument(metavar="INBOX", help="Thư mục báo cáo đã nhận.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Nơi ghi kết quả; mặc định merged/<tỉnh>/<kỳ>.", metavar="DIR"),
    ] = None,
    previous: PreviousOption = None,
    period: PeriodOption = None,
    trust_key: TrustKeyOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Tổng hợp: soát tất cả, cộng những báo cáo được nhận, nêu rõ phần còn lại."""
    from cchc_sheets.jobs.merge import MergeCall
    from cchc_sheets.jobs.merge import merge as merge_inbox
    from cchc_sheets.report.merged import merged_json, merged_lines

    place, definitions = begin(workspace, templates, lang)
    call = MergeCall(inbox, province, period, out, tuple(previous or ()), trust_key)
    with progress(sentence("checking", lang)) as tick:
        found = merge_inbox(place, definitions, call, tick)
    done = sound(found, lang)
    merged = done.merged
    if output is Format.JSON:
        say_json(merged_json(merged, definitions.catalogue, done.published, done.changes, lang))
    else:
        say(*merged_lines(merged, done.published, done.changes, lang))
    if merged.has_errors:
        raise SystemExit(NOT_ALL_WELL)


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
    output: StatusFormatOption = StatusFormat.TEXT,
) -> None:
    """Ai đã gửi, ai chưa gửi, báo cáo ở trạng thái nào."""
    from cchc_sheets.jobs.merge import MergeCall
    from cchc_sheets.jobs.merge import status as status_of_units
    from cchc_sheets.report.status import status_csv, status_json, status_lines

    place, definitions = begin(workspace, templates, lang)
    call = MergeCall(inbox, province, period)
    with progress(sentence("checking", lang)) as tick:
        merged = sound(status_of_units(place, definitions, call, tick), lang)
    day = today()
    if output is StatusFormat.JSON:
        say_json(status_json(merged, day, lang))
    elif output is StatusFormat.CSV:
        say(status_csv(merged, day).rstrip())
    else:
        say(*status_lines(merged, definitions.catalogue, day, lang))


def remind(
    inbox: Annotated[
        Path | None,
        typer.Argument(metavar="[INBOX]", help="Thư mục báo cáo đã nhận; mặc định inbox."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Nơi ghi; mặc định nhac/<tỉnh>/<kỳ>.", metavar="DIR"),
    ] = None,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Đôn đốc: lời nhắc từng đơn vị, thư điện tử, bảng cho công văn."""
    from cchc_sheets.jobs.merge import MergeCall
    from cchc_sheets.jobs.merge import remind as write_reminders

    place, definitions = begin(workspace, templates, lang)
    call = MergeCall(inbox, province, period, out)
    with progress(sentence("checking", lang)) as tick:
        files = sound(write_reminders(place, definitions, call, today(), tick), lang)
    if output is Format.JSON:
        say_json({"files": [str(path) for path in files]})
    elif not files:
        say(sentence("nobody-chased", lang))
    else:
        say(sentence("chased", lang, n=len(files) - 2, folder=str(files[0].parent)))


def today() -> date:
    """Return what day it is in Việt Nam."""
    return datetime.now(UTC).astimezone(VIETNAM).date()
