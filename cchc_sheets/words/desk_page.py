"""What the desk's pages say of files, units and periods; always Vietnamese, as its papers are.

Titles, heads and explanations, which every page has alike, are in the desk's templates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from cchc_sheets.model import Fact, Outcome, UnitState
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.words.consolidated import moment, number
from cchc_sheets.words.states import state_word
from cchc_sheets.words.usage import usage

_PROBLEMS = {
    "period-closed": "Kỳ này đã khóa sổ, số liệu không đổi được nữa. Có văn bản đính chính thì "
    "bấm “Mở lại kỳ”, nêu lý do, rồi làm tiếp.",
    "reason-needed": "Chưa nêu lý do. Quyết định này không có lý do thì không ghi.",
    "merged-meanwhile": "Cùng lúc có nơi khác tổng hợp kỳ này, gồm cả tệp vừa đến. Bấm “Tổng hợp” "
    "lần nữa.",
    "nothing-merged": "Kỳ này chưa tổng hợp lần nào. Bấm “Tổng hợp”, xem kết quả, rồi khóa sổ.",
    "period-not-closed": "Kỳ này chưa khóa sổ nên không cần mở lại.",
    "nothing-came": "“{unit}” chưa gửi tệp nào của kỳ này. Có số liệu từ nguồn khác thì dùng "
    "“Nhập thay”.",
    "file-of-another": "“{path}” không phải biểu của “{unit}” kỳ này nên không dùng được.",
    "file-not-read": "Không đọc được số liệu của “{path}” nên không nhận được. Trả lại đơn vị, "
    "hoặc dùng “Nhập thay”.",
    "values-needed": "Chưa chọn tệp: biểu của đơn vị đã điền (.xlsx), hoặc bảng CSV có các cột "
    "unit, indicator, value, note.",
    "return-without-key": "Thư mục làm việc này chưa có khóa ký nên không lập được biểu trả lại. "
    "Giao biểu của kỳ này trước.",
    "not-a-period": "Không có kỳ báo cáo nào tên “{found}”.",
    "no-units": "Không có đơn vị nào báo cáo trong kỳ này.",
    "empty-inbox": "Chưa có tệp nào để tổng hợp. Thả báo cáo đã nhận vào trang “Theo dõi”.",
    "no-inbox": "Chưa có tệp nào để tổng hợp. Thả báo cáo đã nhận vào trang “Theo dõi”.",
    "roster-unreadable": "“{path}”: {says} Chưa ghi gì; tải lại danh sách ở trang này rồi sửa.",
    "no-templates": "Thư mục làm việc này dùng bộ định nghĩa kèm theo chương trình nên không sửa "
    "được. Tạo thư mục làm việc bằng cchc-sheets init rồi mở bàn làm việc ở đó.",
    "file-not-received": "Chưa nhận tệp này. Thả tệp vào trang “Theo dõi”.",
}
ROSTER_FILE_GONE = (
    "Tệp vừa xem không còn ở đây: đã ghi rồi, hoặc bàn làm việc đã chạy lại. "
    "Xem danh sách bên dưới; chưa thấy thay đổi thì chọn lại tệp."
)
NO_ROSTER_FILE = "Chưa chọn tệp. Chọn tệp danh sách đã sửa rồi bấm “Xem thay đổi”."
REFUSED = {
    "empty": "Tệp rỗng, không có gì bên trong; đề nghị nơi gửi gửi lại.",
    "lock-file": "Tệp khóa mà Excel tạo khi đang mở biểu, không phải báo cáo; bỏ qua. Thiếu báo "
    "cáo thì tìm tệp cùng tên không có “~$”.",
    "zip-damaged": "Tệp nén hỏng hoặc nén theo kiểu không mở được; đề nghị nơi gửi gửi lại.",
    "zip-entries": "Tệp nén có quá nhiều tệp (tối đa 2.000); giải nén rồi thả từng phần.",
    "zip-bytes": "Tệp nén quá lớn (trên 512 MB khi giải nén); giải nén rồi thả từng phần.",
    "zip-ratio": "Tệp nén bung ra lớn bất thường, không phải báo cáo; kiểm lại nơi gửi.",
    "file-encrypted": "Đã nén kèm mật khẩu; giải nén rồi thả các tệp bên trong vào.",
    "file-too-large": "Quá lớn so với một biểu (trên 64 MB khi giải nén); kiểm lại nơi gửi.",
    "file-damaged": "Hỏng trong tệp nén; đề nghị nơi gửi gửi lại.",
}
"""Why a file was not taken in; the code is that of ``jobs.receive``."""
TURNED_AWAY = {
    "no-token": (
        "Chưa mở được bàn làm việc",
        (
            "Địa chỉ này thiếu mã mở, hoặc mã đã cũ: mỗi lần chạy bàn làm việc có một mã mới. Mở "
            "lại bằng địa chỉ in trong cửa sổ lệnh đang chạy."
        ),
    ),
    "other-host": (
        "Không trả lời dưới tên này",
        "Bàn làm việc chỉ trả lời ở địa chỉ 127.0.0.1 trên máy này.",
    ),
    "other-origin": (
        "Không nhận yêu cầu từ trang khác",
        (
            "Yêu cầu này không do trang của bàn làm việc gửi nên không thực hiện. Mở lại bàn làm "
            "việc bằng địa chỉ in trong cửa sổ lệnh."
        ),
    ),
    "no-page": ("Không có trang này", "Về trang “Theo dõi” rồi chọn lại."),
    "too-much": (
        "Nhiều quá một lần gửi",
        "Mỗi lần nhận tối đa 256 MB và 500 tệp. Chưa nhận tệp nào; chia ra rồi thả lại.",
    ),
    "old-form": (
        "Trang này đã cũ",
        (
            "Bàn làm việc đã chạy lại từ khi mở trang này. Chưa có gì được ghi; tải lại trang rồi "
            "làm lại."
        ),
    ),
    "not-understood": (
        "Không đọc được yêu cầu",
        "Dữ liệu gửi lên không đúng dạng, hoặc quá nhiều tệp (tối đa 500). Chưa có gì được ghi.",
    ),
    "fault": (
        "Chương trình gặp lỗi",
        (
            "Việc vừa rồi chưa làm xong; những gì đã ghi trước đó vẫn còn. Tải lại trang để xem. "
            "Chi tiết ở cửa sổ lệnh đang chạy bàn làm việc."
        ),
    ),
}
"""Why a request is not answered: a title, and what to do."""
DONE = {
    "nhan": "Đã ghi: nhận báo cáo này.",
    "nhan-kem-ly-do": "Đã ghi: nhận kèm lý do.",
    "loai-ra": "Đã ghi: loại đơn vị ra khỏi kỳ, kèm lý do.",
    "nhap-thay": "Đã ghi: số liệu nhập thay, kèm nguồn.",
    "rut": "Đã ghi: không tính tệp này, kèm lý do.",
    "danh-sach": "Đã ghi vào danh sách đơn vị.",
    "nhu-cu": "Không có gì thay đổi.",
    "mo-lai": "Đã mở lại kỳ; bản đã khóa vẫn còn. Sửa xong thì tổng hợp rồi khóa sổ lần nữa.",
}
"""What was recorded, by the action; the page has the period's new state beside it."""
_HAPPENED = {
    EventKind.ISSUED: "Giao biểu: {name}",
    EventKind.CHECKED: "Nhận tệp {name}",
    EventKind.RETURNED: "Lập biểu trả lại: {name}",
    EventKind.ACCEPTED: "Nhận “{name}”",
    EventKind.EXCLUDED: "Loại ra",
    EventKind.ENTERED: "Nhập thay, từ “{name}”",
    EventKind.WITHDRAWN: "Không tính “{name}”",
    EventKind.MERGED: "Tổng hợp, bản {version}",
    EventKind.CLOSED: "Khóa sổ, bản {version}",
    EventKind.REOPENED: "Mở lại kỳ",
}


def problem(code: str, facts: Mapping[str, Fact]) -> str:
    """Return the sentence of a usage problem, with what to do here and not in a terminal."""
    own = _PROBLEMS.get(code)
    if own is None:
        return usage(code, facts, "vi")
    return own.format(**{name: "" if fact is None else fact for name, fact in facts.items()})


def board_title(counts: Counter[UnitState], late: int) -> str:
    """Return what has to be done first."""
    review, returned = counts[UnitState.TO_REVIEW], counts[UnitState.RETURNED]
    awaited = counts[UnitState.ISSUED]
    todo = (
        f"{review} đơn vị chờ soát" if review else "",
        f"{returned} trả lại" if returned else "",
        f"{late} quá hạn" if late else f"{awaited} chưa gửi" if awaited else "",
    )
    told = ", ".join(filter(None, todo))
    if told and not review:
        first, _, rest = told.partition(" ")
        told = f"{first} đơn vị {rest}"
    return told or ("Chưa giao biểu" if counts[UnitState.NOT_ISSUED] else "Đã đủ các đơn vị")


def board_counts(counts: Counter[UnitState], late: int) -> str:
    """Return how many units are in each state."""
    waiting = f"{counts[UnitState.ISSUED]} chưa gửi"
    parts = (
        f"{counts[UnitState.ACCEPTED]} đã nhận",
        f"{counts[UnitState.TO_REVIEW]} chờ soát" if counts[UnitState.TO_REVIEW] else "",
        f"{counts[UnitState.RETURNED]} trả lại" if counts[UnitState.RETURNED] else "",
        waiting if counts[UnitState.ISSUED] else "",
        f"{counts[UnitState.NOT_ISSUED]} chưa giao" if counts[UnitState.NOT_ISSUED] else "",
        f"{counts[UnitState.LEFT_OUT]} loại ra" if counts[UnitState.LEFT_OUT] else "",
        f"{late} quá hạn" if late else "",
    )
    return f"{counts.total()} đơn vị: " + " · ".join(filter(None, parts))


def days_of_life(since: str, until: str) -> str:
    """Return since and until when a unit reports, by ISO dates; empty where neither is given."""
    parts = (
        f"từ {date.fromisoformat(since):%d/%m/%Y}" if since else "",
        f"đến hết {date.fromisoformat(until):%d/%m/%Y}" if until else "",
    )
    return " ".join(filter(None, parts))


def found_counts(errors: int, warnings: int) -> str:
    """Return how many findings a report has: *13 lỗi · 2 cần xem*."""
    parts = (f"{errors} lỗi" if errors else "", f"{warnings} cần xem" if warnings else "")
    return " · ".join(filter(None, parts)) or "không lỗi"


def cells(count: int) -> str:
    """Say in how many cells something was found; the sentence beside it names them."""
    return f"{count} ô"


def arrived_counted(unit: str, turn: int, errors: int, warnings: int, *, settled: bool) -> str:
    """Say that a report counts, and whether somebody has to look at it."""
    if settled:
        return f"{unit}, lần gửi {turn}: đã nhận, không phải xem gì thêm."
    return f"{unit}, lần gửi {turn}: đưa vào tổng hợp, {found_counts(errors, warnings)}; chờ soát."


def arrived_returned(unit: str, turn: int, errors: int, reason: str) -> str:
    """Say that a report does not count: it has errors."""
    return f"{unit}, lần gửi {turn}: {errors} lỗi, chưa đưa vào tổng hợp. {reason}"


def arrived_older(unit: str, counted: str) -> str:
    """Say that another file of the unit counts in place of this one."""
    return f"{unit}: không tính, vì đã có “{counted}” mới hơn."


def arrived_same(unit: str) -> str:
    """Say that a file has the same answers as one that came before."""
    return f"{unit}: giống hệt tệp đã nhận, chỉ tính một lần."


def arrived_elsewhere(unit: str, period: str) -> str:
    """Say that a file is of another period."""
    return f"{unit}: biểu của {period}; đã giữ lại cho kỳ ấy."


def arrived_left_out(unit: str) -> str:
    """Say that the unit is left out of the period."""
    return f"{unit}: đơn vị đã loại ra khỏi kỳ này nên không tính."


def arrived_withdrawn(unit: str) -> str:
    """Say that somebody decided that the file does not count."""
    return f"{unit}: tệp này đã có quyết định không tính."


def arrived_unknown(reason: str) -> str:
    """Say that nobody knows whose the file is, and why."""
    return f"Chưa rõ báo cáo của đơn vị nào. {reason}"


def happened(event: Event) -> str:
    """Return one thing that happened, as a line of a list; empty where it tells people nothing."""
    pattern = _HAPPENED.get(event.kind)
    version = event.facts.get("version", "")
    return "" if pattern is None else pattern.format(name=event.name, version=version)


def state(outcome: Outcome) -> str:
    """Return what the state of a unit is called."""
    return state_word(outcome, "vi")


def amount(value: Decimal | None) -> str:
    """Return a figure of a table, in words where it is blank."""
    return "(trống)" if value is None else number(value)


def at(time: str) -> str:
    """Return when something happened, as the clock shows it in Việt Nam."""
    return moment(time) if time else ""


def chased(states: Iterable[UnitState]) -> str:
    """Return how many units there are to remind, by why."""
    counts = Counter(states)
    parts = (
        f"{counts[UnitState.ISSUED]} đơn vị chưa gửi" if counts[UnitState.ISSUED] else "",
        f"{counts[UnitState.RETURNED]} đơn vị phải sửa" if counts[UnitState.RETURNED] else "",
    )
    return ", ".join(filter(None, parts))
