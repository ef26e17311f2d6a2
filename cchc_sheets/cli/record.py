"""The commands of what is kept: decisions with their reasons, a period closed and reopened."""

from __future__ import annotations

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
    ProvinceOption,
    TemplatesOption,
    WorkspaceOption,
)
from cchc_sheets.cli.start import begin, sound
from cchc_sheets.model.decision import Decision
from cchc_sheets.model.event import EventKind
from cchc_sheets.words.cli import sentence

UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", help="Mã đơn vị.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Lý do, được ghi lại.", metavar="TEXT")]


def accept(
    unit: UnitArgument,
    reason: ReasonOption,
    file: Annotated[
        str, typer.Option("--file", help="Tệp được nhận; mặc định tệp mới nhất.", metavar="FILE")
    ] = "",
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Chỉ tiêu không tính; có thể lặp lại.", metavar="INDICATOR"),
    ] = None,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Nhận báo cáo của một đơn vị, kèm lý do."""
    keys = tuple(without or ())
    kind = EventKind.ACCEPTED
    decision = Decision(kind, reason, unit, file, keys, None, period, province)
    _decide(workspace, templates, decision, lang, output)


def exclude(
    unit: UnitArgument,
    reason: ReasonOption,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Loại một đơn vị ra khỏi kỳ, kèm lý do."""
    kind = EventKind.EXCLUDED
    decision = Decision(kind, reason, unit, period=period, province=province)
    _decide(workspace, templates, decision, lang, output)


def withdraw(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Tệp đã nhận.")],
    reason: ReasonOption,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Không tính một tệp đã nhận, kèm lý do."""
    kind = EventKind.WITHDRAWN
    decision = Decision(kind, reason, file=file, period=period, province=province)
    _decide(workspace, templates, decision, lang, output)


def enter(
    unit: UnitArgument,
    source: Annotated[
        str,
        typer.Option("--source", help="Ai báo, khi nào, từ văn bản nào.", metavar="TEXT"),
    ],
    values: Annotated[
        Path | None,
        typer.Option(
            "--values", help="CSV: unit, indicator, value, note; hoặc biểu đã điền.", metavar="FILE"
        ),
    ] = None,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Sở Nội vụ nhập thay đơn vị, ghi rõ nguồn."""
    kind = EventKind.ENTERED
    decision = Decision(kind, source, unit, values=values, period=period, province=province)
    _decide(workspace, templates, decision, lang, output)


def _decide(
    workspace: Path, templates: Path | None, decision: Decision, lang: Lang, output: Format
) -> None:
    from cchc_sheets.jobs.decide import decide

    place, definitions = begin(workspace, templates, lang)
    decided = sound(decide(place, definitions, decision), lang)
    event = decided.event
    if output is Format.JSON:
        facts = dict(event.facts)
        say_json(
            {
                "decision": event.kind,
                "province": event.province,
                "period": event.period,
                "unit": event.unit or None,
                "file": event.name or None,
                "sha256": event.sha256 or None,
                "without": facts.get("without", "").split(),
                "reason": event.reason,
            }
        )
        return
    name = decided.unit.name if decided.unit else ""
    facts = {
        "unit": name,
        "period": decided.period.label,
        "file": event.name,
        "reason": event.reason,
    }
    say(sentence(f"decided-{event.kind}", lang, **facts))


def give_back(
    units: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT...]", help="Mã các đơn vị; mặc định mọi đơn vị ở trạng thái Trả lại."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Nơi ghi; mặc định tra-lai/<tỉnh>/<kỳ>.", metavar="DIR"),
    ] = None,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Trả lại: lập biểu để đơn vị sửa từ tệp gửi sau cùng, kèm thư."""
    from cchc_sheets.jobs.give_back import ReturnCall, return_units
    from cchc_sheets.words.returned import NOT_RETURNED, RETURNED, WHY_NOT

    place, definitions = begin(workspace, templates, lang)
    call = ReturnCall(tuple(units or ()), period, province, out)
    with progress(sentence("checking", lang)) as tick:
        given = sound(return_units(place, definitions, call, tick), lang)
    if output is Format.JSON:
        say_json(
            {
                "units": [
                    {
                        "unit": unit.code,
                        "returned": str(made) if isinstance(made, Path) else None,
                        "not_returned": None
                        if isinstance(made, Path)
                        else WHY_NOT[made.code].in_language(lang),
                    }
                    for unit, made in given
                ]
            }
        )
    else:
        for unit, made in given:
            told = (
                RETURNED.in_language(lang).format(path=made)
                if isinstance(made, Path)
                else NOT_RETURNED.in_language(lang).format(why=WHY_NOT[made.code].in_language(lang))
            )
            say(f"{unit.name}: {told}")
        if not given:
            say(sentence("nobody-returned", lang))
    if not all(isinstance(made, Path) for _, made in given):
        raise SystemExit(NOT_ALL_WELL)


def close(
    reason: Annotated[
        str, typer.Option("--reason", help="Căn cứ, được ghi lại; không bắt buộc.", metavar="TEXT")
    ] = "",
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Khóa sổ một kỳ: số liệu đã nhận thành số liệu chính thức."""
    from cchc_sheets.jobs.closing import PeriodCall
    from cchc_sheets.jobs.closing import close as close_period
    from cchc_sheets.report.merged import merged_json, merged_lines

    place, definitions = begin(workspace, templates, lang)
    with progress(sentence("checking", lang)) as tick:
        found = close_period(place, definitions, PeriodCall(period, province, reason), tick)
    done = sound(found, lang)
    if output is Format.JSON:
        say_json(
            merged_json(done.merged, definitions.catalogue, done.published, done.changes, lang)
        )
        return
    closing = done.merged.standing.closing if done.merged.standing else 0
    say(sentence("closed", lang, period=done.merged.period.label, n=closing))
    say(*merged_lines(done.merged, done.published, done.changes, lang))


def reopen(
    reason: ReasonOption,
    period: PeriodOption = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    province: ProvinceOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Mở lại một kỳ đã khóa sổ, kèm lý do."""
    from cchc_sheets.jobs.closing import PeriodCall
    from cchc_sheets.jobs.closing import reopen as reopen_period

    place, definitions = begin(workspace, templates, lang)
    found = sound(reopen_period(place, definitions, PeriodCall(period, province, reason)), lang)
    say(sentence("reopened", lang, period=found.label))


def verify(
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
    output: FormatOption = Format.TEXT,
) -> None:
    """Đối chiếu kho lưu, sổ ghi và kết quả; dựng lại kết quả xem có bằng nhau."""
    from cchc_sheets.jobs.closing import verify as verify_all

    place, definitions = begin(workspace, templates, lang)
    with progress(sentence("checking", lang)) as tick:
        done = sound(verify_all(place, definitions, tick), lang)
    if output is Format.JSON:
        faults = [
            {"code": each.code, "path": str(each.path), "period": each.period or None}
            for each in done.faults
        ]
        say_json({"files": done.files, "versions": done.versions, "faults": faults})
    else:
        say(sentence("verified", lang, files=done.files, versions=done.versions))
        for each in done.faults:
            say("  - " + sentence(each.code, lang, path=str(each.path), period=each.period))
    if done.faults:
        raise SystemExit(NOT_ALL_WELL)
