"""Options that several commands share, named once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

HERE = Path()


class Lang(StrEnum):
    """Languages of what is printed."""

    VI = "vi"
    EN = "en"


class Format(StrEnum):
    """What is printed: lines for people, or one JSON value."""

    TEXT = "text"
    JSON = "json"


class StatusFormat(StrEnum):
    """The same, or a table that a spreadsheet opens."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", help="Thư mục làm việc (trạng thái ở .cchc/).", metavar="DIR")
]
TemplatesOption = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        help="Thư mục định nghĩa; mặc định là templates của thư mục làm việc, hoặc bộ kèm theo.",
        metavar="DIR",
    ),
]
ProvinceOption = Annotated[
    str | None, typer.Option("--province", help="Mã tỉnh, ví dụ soc-trang.", metavar="ID")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Ngôn ngữ hiển thị.")]
FormatOption = Annotated[Format, typer.Option("--format", help="Kiểu kết quả.")]
StatusFormatOption = Annotated[StatusFormat, typer.Option("--format", help="Kiểu kết quả.")]
PreviousOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--previous",
        help="values.csv của kỳ trước; có thể lặp lại, thêm của cùng kỳ năm trước.",
        metavar="FILE",
    ),
]
TrustKeyOption = Annotated[
    str | None, typer.Option("--trust-key", help="Ghi nhận tin một khóa ký lạ.", metavar="ID")
]
UnitOption = Annotated[
    list[str] | None, typer.Option("--unit", help="Mã đơn vị; có thể lặp lại.", metavar="CODE")
]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", help="Kỳ báo cáo: 2021-Q1, 2021-H1, 2021-H2, 2021-Y, 2021-03."),
]
