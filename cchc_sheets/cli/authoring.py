"""The commands for those who write definitions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_sheets.cli.console import say
from cchc_sheets.cli.options import Lang, LangOption, TemplatesOption, WorkspaceOption
from cchc_sheets.cli.start import Start, begin, sound
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.words.authoring import said

if TYPE_CHECKING:  # rapidfuzz and python-docx are for one command only
    from cchc_sheets.jobs.import_form import Imported

HERE = Path()
_NAMED = 4
new = typer.Typer(help="Tạo định nghĩa mới từ định nghĩa đã có.", no_args_is_help=True)
_Id = Annotated[str, typer.Argument(metavar="ID", help="Mã mới, ví dụ bieu-xa-2026.")]


@new.command("form")
def new_form(
    name: _Id,
    source: Annotated[
        str, typer.Option("--from", metavar="FORM", help="Biểu để chép: mã, hoặc tệp YAML.")
    ],
    called: Annotated[str | None, typer.Option("--name", help="Tên của biểu mới.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="Phiên bản.")] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Chép một biểu thành biểu mới, giữ nguyên ghi chú."""
    from cchc_sheets.jobs.author import copied_form, existing_form, target

    start = _start(workspace, templates, lang)
    folder = start.workspace.templates
    original = sound(existing_form(folder, start.definitions, source), lang)
    path = sound(target(folder, name), lang)
    _write({path: copied_form(original.read_text("utf-8-sig"), name, called, edition)}, lang)
    say(said("new-next", lang))


@new.command("roster")
def new_roster(
    name: _Id,
    province: Annotated[
        str, typer.Option("--province", metavar="NAME", help="Tên tỉnh như in: “tỉnh Hà Tĩnh”.")
    ],
    form: Annotated[
        list[str] | None,
        typer.Option("--form", metavar="FORM", help="Chỉ dùng biểu này; có thể lặp lại."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Tạo danh sách đơn vị của một tỉnh, mỗi loại đơn vị một dòng mẫu."""
    from cchc_sheets.jobs.author import chosen_forms, roster_text, target

    start = _start(workspace, templates, lang)
    path = sound(target(start.workspace.templates, name), lang)
    forms = sound(chosen_forms(start.definitions, form or ()), lang)
    _write({path: roster_text(name, province, forms, start.definitions)}, lang)
    say(said("new-next", lang))


@new.command("annex")
def new_annex(
    name: _Id,
    province: Annotated[
        str | None, typer.Option("--province", metavar="ID", help="Mã tỉnh, ví dụ soc-trang.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Dự thảo biểu tổng hợp: mọi chỉ tiêu mà các biểu của tỉnh hỏi."""
    from cchc_sheets.jobs.author import annex_text, name_annex, target

    start = _start(workspace, templates, lang)
    path = sound(target(start.workspace.templates, name), lang)
    roster = start.roster(province)
    _write({path: annex_text(name, roster, start.definitions)}, lang)
    changed = name_annex(start.workspace.templates, roster, name)
    if changed:
        say(said("annex-named", lang, annex=name, path=str(changed)))
    say(said("new-next", lang))


def import_form(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Phụ lục in: .docx, .xlsx hoặc .tsv.")
    ],
    name: Annotated[str | None, typer.Option("--id", metavar="ID", help="Mã biểu.")] = None,
    called: Annotated[str | None, typer.Option("--name", help="Tên biểu.")] = None,
    unit_type: Annotated[
        str | None,
        typer.Option("--unit-type", metavar="TYPE", help="Loại đơn vị điền biểu, ví dụ xa."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Tệp YAML sẽ ghi.")] = None,
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Dựng biểu mẫu từ bảng phụ lục có sẵn (Word, Excel)."""
    from cchc_sheets.jobs.import_form import ImportCall
    from cchc_sheets.jobs.import_form import import_form as read_printed_form

    start = _start(workspace, templates, lang)
    call = ImportCall(file, name, called, unit_type, out)
    done = sound(read_printed_form(call, start.workspace.templates, start.definitions), lang)
    for line in _imported_lines(done, lang):
        say(line)


def schemas(
    workspace: WorkspaceOption = HERE,
    templates: TemplatesOption = None,
    lang: LangOption = Lang.VI,
) -> None:
    """Ghi lại lược đồ để trình soạn thảo gợi ý đúng khóa chỉ tiêu đang có."""
    from cchc_sheets.jobs.schemas import write_schemas

    start = _start(workspace, templates, lang)
    written = write_schemas(start.workspace.templates, start.definitions)
    keys = len(start.definitions.catalogue.indicators)
    say(said("schemas-written", lang, path=str(written[0].parent), n=keys))


def _start(workspace: Path, templates: Path | None, lang: Lang) -> Start:
    """Begin where definitions may be written: never in those that came with the package."""
    if templates is None and not (workspace / "templates").is_dir():
        sound(UsageProblem("no-templates", {"path": str(workspace / "templates")}), lang)
    return begin(workspace, templates, lang)


def _write(texts: dict[Path, str], lang: Lang) -> None:
    from cchc_sheets.jobs.author import write_all

    for path in write_all(texts):
        say(said("written", lang, path=str(path)))


def _imported_lines(done: Imported, lang: str) -> Iterator[str]:
    """Yield what became of a printed table."""
    from cchc_sheets.drafting.propose import Sureness

    draft = done.draft
    headings = draft.count(Sureness.HEADING, Sureness.ANSWERED_HEADING)
    rows, new = len(draft.rows), len(draft.new)
    yield from (said("written", lang, path=str(path)) for path in done.files)
    yield said("imported", lang, rows=rows, answers=rows - headings, headings=headings)
    sure, unsure = draft.count(Sureness.SURE), draft.count(Sureness.UNSURE)
    yield said("imported-keys", lang, sure=sure, unsure=unsure, new=new)
    if done.parts:
        yield said("imported-rules", lang, n=len(done.parts))
    if draft.units_guessed:
        yield said("imported-guessed", lang)
    if draft.filled:
        yield said("imported-filled", lang, n=draft.filled)
    if draft.passed_over:
        names = ", ".join(f"“{name}”" for name in draft.passed_over[:_NAMED])
        more = ", …" if len(draft.passed_over) > _NAMED else ""
        yield said("imported-columns", lang, n=len(draft.passed_over), names=names + more)
    if draft.left_out:
        yield said("imported-left", lang, n=len(draft.left_out), text=draft.left_out[0])
    yield said("import-next", lang)
