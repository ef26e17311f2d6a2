"""A quarter in miniature, by forms alone: files come, are decided about, merged, closed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets.desk import pages
from cchc_sheets.desk.office import View
from cchc_sheets.jobs.give_back import RETURNED
from cchc_sheets.jobs.init import init_workspace
from cchc_sheets.model import Period, UnitState
from cchc_sheets.model.event import EventKind
from tests.desk import PROVINCE
from tests.desk_pages.browser import KY, PERIOD, Browser, office_at
from tests.desk_pages.conftest import DOUBTFUL, FAULTY, SOUND


def came(browser: Browser, reports: Mapping[str, bytes], *codes: str) -> str:
    """Drop the reports of units; the page on what became of them."""
    answer = browser.post(f"{KY}/nhan", files=[(f"{code}.xlsx", reports[code]) for code in codes])
    assert answer.status_code == 200
    return answer.text


def view(browser: Browser) -> View:
    found = browser.office.view(Period(2021, "Q1"))
    assert isinstance(found, View)
    return found


def state(browser: Browser, code: str) -> UnitState:
    return next(o.state for o in view(browser).merged.outcomes if o.unit and o.unit.code == code)


def kinds(browser: Browser) -> list[EventKind]:
    return [event.kind for event in view(browser).events]


def zipped(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return sorted(archive.namelist())


def test_each_file_that_comes_is_told_in_a_sentence(
    browser: Browser, reports: Mapping[str, bytes], root: Path
) -> None:
    told = came(browser, reports, SOUND, FAULTY, DOUBTFUL)

    assert "Bảo hiểm xã hội tỉnh Sóc Trăng, lần gửi 1: đã nhận" in told
    assert "Sở Tài chính, lần gửi 1: 1 lỗi, chưa đưa vào tổng hợp" in told
    assert "Sở Nội vụ, lần gửi 1: đưa vào tổng hợp, 1 cần xem; chờ soát" in told
    names = sorted(path.name for path in (root / "inbox").iterdir())
    assert names == ["bhxh.xlsx", "snv.xlsx", "stc.xlsx"]
    board = browser.text(KY)
    assert "1 đơn vị chờ soát, 1 trả lại" in board


def test_what_is_packed_comes_in_file_by_file(
    browser: Browser, reports: Mapping[str, bytes], root: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("quý I/", b"")
        archive.writestr("quý I/bhxh.xlsx", reports[SOUND])
        archive.writestr("__MACOSX/._bhxh.xlsx", b"left behind")
        archive.writestr("../../../evil.xlsx", reports[DOUBTFUL])

    answer = browser.post(f"{KY}/nhan", files=[("tất cả.zip", packed.getvalue())])

    assert "Đã soát 2 tệp" in answer.text
    assert sorted(path.name for path in (root / "inbox").iterdir()) == ["bhxh.xlsx", "evil.xlsx"]
    assert not (root.parent / "evil.xlsx").exists()


def test_a_file_that_comes_writes_over_no_other(
    browser: Browser, reports: Mapping[str, bytes], root: Path
) -> None:
    inbox = root / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / "bhxh.xlsx").write_bytes(b"somebody else's")

    came(browser, reports, SOUND)
    again = came(browser, reports, SOUND)

    assert (inbox / "bhxh.xlsx").read_bytes() == b"somebody else's"
    assert (inbox / "bhxh (2).xlsx").read_bytes() == reports[SOUND]
    assert "bhxh.xlsx" in again
    assert len(list(inbox.iterdir())) == 2


def test_files_put_into_the_folder_by_hand_are_offered(
    browser: Browser, reports: Mapping[str, bytes], root: Path
) -> None:
    (root / "inbox").mkdir(exist_ok=True)
    (root / "inbox" / "a.xlsx").write_bytes(reports[SOUND])

    assert "1 tệp mới trong thư mục inbox" in browser.text(KY)
    assert "Bảo hiểm xã hội tỉnh Sóc Trăng" in browser.post(f"{KY}/nhan").text
    assert "tệp mới trong thư mục inbox" not in browser.text(KY)


def test_what_is_no_report_is_kept_in_sight_until_somebody_decides(browser: Browser) -> None:
    answer = browser.post(f"{KY}/nhan", files=[("ảnh.jpg", b"\xff\xd8\xff\xe0 a picture")])
    assert "Chưa rõ báo cáo của đơn vị nào" in answer.text
    board = browser.text(KY)
    assert "ảnh.jpg" in board
    (place,) = set(re.findall(rf"{KY}/tep/[0-9a-f]{{64}}/rut", board))

    done = browser.decided(place, **{"ly-do": "gửi nhầm"})

    assert "Đã ghi: không tính tệp này" in done.text
    assert "ảnh.jpg" not in done.text


def test_a_unit_shows_what_was_found_and_what_it_answered(
    browser: Browser, reports: Mapping[str, bytes]
) -> None:
    came(browser, reports, FAULTY)
    page = browser.text(f"{KY}/don-vi/{FAULTY}")
    assert "“Tổng số biên chế được giao trong năm” cần một số nhưng ô ghi “nhiều”" in page
    assert 'id="o-F85"' in page
    sha256 = re.findall(r"/tep/([0-9a-f]{64})", page)[0]
    answer = browser.get(f"{KY}/tep/{sha256}")
    assert answer.content == reports[FAULTY]
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''stc.xlsx"


def test_a_report_is_accepted_after_a_look(browser: Browser, reports: Mapping[str, bytes]) -> None:
    came(browser, reports, DOUBTFUL)
    assert state(browser, DOUBTFUL) is UnitState.TO_REVIEW

    done = browser.decided(f"{KY}/don-vi/{DOUBTFUL}/hoi/nhan")

    assert "Đã ghi: nhận báo cáo này." in done.text
    assert state(browser, DOUBTFUL) is UnitState.ACCEPTED
    assert "Nhận kèm lý do" not in done.text.replace("Nhận kèm lý do…", "")


def test_a_report_with_errors_is_accepted_for_a_reason_only(
    browser: Browser, reports: Mapping[str, bytes]
) -> None:
    came(browser, reports, FAULTY)
    ask = f"{KY}/don-vi/{FAULTY}/hoi/nhan-kem-ly-do"

    blank = browser.decided(ask, **{"ly-do": "  "})
    assert blank.status_code == 409
    assert "Chưa nêu lý do" in blank.text
    plain = browser.decided(f"{KY}/don-vi/{FAULTY}/hoi/nhan")
    assert "Chưa nêu lý do" in plain.text
    assert state(browser, FAULTY) is UnitState.RETURNED

    typed: dict[str, str | list[str]] = {
        "ly-do": "đã gọi <b>hỏi</b>",
        "bo-qua": ["staff_quota"],
    }
    done = browser.decided(ask, **typed)

    assert state(browser, FAULTY) is UnitState.ACCEPTED
    assert "đã gọi &lt;b&gt;hỏi&lt;/b&gt;" in done.text
    (event,) = (e for e in view(browser).events if e.kind is EventKind.ACCEPTED)
    assert (event.reason, event.facts["without"]) == ("đã gọi <b>hỏi</b>", "staff_quota")


def test_a_unit_is_left_out_and_taken_back(browser: Browser, reports: Mapping[str, bytes]) -> None:
    came(browser, reports, SOUND)
    browser.decided(f"{KY}/don-vi/{SOUND}/hoi/loai-ra", **{"ly-do": "đã giải thể"})
    assert state(browser, SOUND) is UnitState.LEFT_OUT
    browser.decided(f"{KY}/don-vi/{SOUND}/hoi/nhan-kem-ly-do", **{"ly-do": "chưa giải thể"})
    assert state(browser, SOUND) is UnitState.ACCEPTED


def test_figures_are_entered_for_a_unit(browser: Browser, reports: Mapping[str, bytes]) -> None:
    ask = f"{KY}/don-vi/{SOUND}/hoi/nhap-thay"
    seen = str(view(browser).seen)
    form = {"thay": seen, "ly-do": "công văn 12, 17/03"}

    assert "Chưa chọn tệp" in browser.post(ask, form).text
    other = browser.post(ask, form, files=[("x.xlsx", reports[FAULTY])])
    assert "không phải biểu của" in other.text
    done = browser.post(ask, form, files=[("../../giấy.xlsx", reports[SOUND])])

    assert "Đã ghi: số liệu nhập thay" in done.text
    assert "Sở Nội vụ nhập thay" in done.text
    assert EventKind.ENTERED in kinds(browser)


def test_a_decision_on_an_old_page_is_asked_again(
    browser: Browser, reports: Mapping[str, bytes], root: Path
) -> None:
    """Two desks at once: what the other recorded is not passed over."""
    came(browser, reports, SOUND)
    ask = f"{KY}/don-vi/{SOUND}/hoi/loai-ra"
    form = {"thay": str(view(browser).seen), "ly-do": "đã giải thể"}
    other = Browser(office_at(root))
    came(other, reports, FAULTY)

    answer = browser.post(ask, form)

    assert "Từ lúc mở trang này, kỳ đã có thay đổi" in answer.text
    assert "đã giải thể" in answer.text
    assert state(browser, SOUND) is UnitState.ACCEPTED
    assert state(browser, FAULTY) is UnitState.RETURNED


def test_reports_with_errors_are_returned_with_their_letters(
    browser: Browser, reports: Mapping[str, bytes], root: Path
) -> None:
    came(browser, reports, FAULTY, SOUND)

    answer = browser.post(f"{KY}/tra-lai")

    assert "Đã lập biểu trả lại cho 1 đơn vị" in answer.text
    (workbook,) = (root / RETURNED / PROVINCE / PERIOD).glob("*.xlsx")
    given = browser.get(f"{KY}/don-vi/{FAULTY}/tra-lai/bieu")
    assert given.content == workbook.read_bytes()
    load_workbook(io.BytesIO(given.content)).close()
    assert "Sở Tài chính" in browser.get(f"{KY}/don-vi/{FAULTY}/tra-lai/thu").content.decode()
    assert zipped(browser.get(f"{KY}/tra-lai.zip").content) == [
        workbook.with_suffix(".txt").name,
        workbook.name,
    ]
    assert "Biểu trả lại" in browser.text(f"{KY}/don-vi/{FAULTY}")


def test_workbooks_are_issued_to_those_that_are_chosen(browser: Browser) -> None:
    assert "Chưa chọn đơn vị nào" in browser.post(f"{KY}/giao").text

    answer = browser.post(f"{KY}/giao", {"don-vi": ["syt", "no-such-unit"]})

    assert "Đã giao 1 biểu" in answer.text
    assert zipped(browser.get(f"{KY}/bieu.zip?don-vi=syt").content) == ["CCHC_2021-Q1_so-y-te.xlsx"]
    assert len(zipped(browser.get(f"{KY}/bieu.zip").content)) == 4
    assert browser.get(f"{KY}/don-vi/syt/bieu").content.startswith(b"PK")


def test_a_period_is_merged_closed_and_opened_again(
    browser: Browser, reports: Mapping[str, bytes], root: Path
) -> None:
    came(browser, reports, SOUND, DOUBTFUL)
    merged = browser.post(f"{KY}/tong-hop")
    assert "Đã tổng hợp 2/40 đơn vị" in merged.text
    kept = root / "merged" / PROVINCE / PERIOD / "consolidated.xlsx"
    given = browser.get(f"{KY}/ket-qua/1/consolidated.xlsx")
    assert given.content == kept.read_bytes()
    assert {"consolidated.xlsx", "report.html", "values.csv"} <= set(
        zipped(browser.get(f"{KY}/ket-qua/1.zip").content)
    )
    shown = browser.get(f"{KY}/ket-qua/1/report.html?xem")
    assert shown.headers["content-security-policy"].startswith("sandbox")

    closed = browser.decided(f"{KY}/khoa-so", **{"ly-do": "công văn 20"})

    assert "Đã khóa sổ quý I/2021, lần 1" in closed.text
    assert "công văn 20" in browser.text(f"{KY}/ket-qua")
    refused = browser.decided(f"{KY}/don-vi/{SOUND}/hoi/loai-ra", **{"ly-do": "x"})
    assert "Kỳ này đã khóa sổ" in refused.text
    assert "đã khóa sổ" in browser.post(f"{KY}/tong-hop").text
    assert "Số liệu chính thức" in browser.text(f"{KY}/so-lieu")

    assert "Chưa nêu lý do" in browser.decided(f"{KY}/mo-lai", **{"ly-do": ""}).text
    opened = browser.decided(f"{KY}/mo-lai", **{"ly-do": "đính chính"})

    assert "Đã mở lại kỳ" in opened.text
    assert kinds(browser)[-1] is EventKind.REOPENED


def test_from_a_figure_to_its_units_cells_and_files(
    browser: Browser, reports: Mapping[str, bytes]
) -> None:
    came(browser, reports, SOUND, DOUBTFUL)
    annex = browser.text(f"{KY}/so-lieu")
    assert f'href="{KY}/so-lieu/staff_quota"' in annex
    assert "Gọi cho ai" in annex

    page = browser.text(f"{KY}/so-lieu/staff_quota")

    assert f'href="{KY}/don-vi/{SOUND}#o-' in page
    (sha256,) = set(re.findall(r"/tep/([0-9a-f]{64})", page))
    assert browser.get(f"{KY}/tep/{sha256}").content == reports[SOUND]
    assert "đơn vị: để trống" in page
    assert "chưa có báo cáo trong tổng hợp" in page


def test_units_are_found_and_filtered_without_script(
    browser: Browser, reports: Mapping[str, bytes]
) -> None:
    came(browser, reports, SOUND, FAULTY)
    found = browser.text(f"{KY}?tim=so+tai+chinh")
    assert "1 đơn vị." in found
    assert "Sở Tài chính" in found
    assert "Bảo hiểm xã hội" not in found
    assert "1 đơn vị." in browser.text(f"{KY}?loc=tra-lai")
    assert "Không có đơn vị nào như vậy" in browser.text(f"{KY}?tim=zzz")


def test_units_are_chased_with_texts_to_copy(browser: Browser) -> None:
    page = browser.text(f"{KY}/don-doc")
    assert "chưa nhận được biểu thống kê CCHC quý I năm 2021 của Sở Tài chính" in page
    assert "don-doc.docx" in zipped(browser.get(f"{KY}/don-doc.zip").content)


def test_a_new_period_is_begun(browser: Browser) -> None:
    asked = browser.text("/ky-moi")
    assert "Bắt đầu một kỳ" in asked
    assert '<option value="Q2" selected>' in asked  # after the quarter there is, 2021-Q1
    assert 'value="2021"' in asked
    answer = browser.get("/ky-moi?phan=Q2&nam=2021")
    assert answer.url.path == "/ky/2021-Q2/giao"
    assert "Giao biểu quý II/2021" in answer.text
    assert browser.get("/ky/2021-Q9").status_code == 404


def test_a_period_in_which_nobody_reports_says_so(browser: Browser) -> None:
    page = browser.text("/ky/2026-Q1/giao")
    assert "Không có đơn vị nào báo cáo trong kỳ này" in page
    assert "Giao biểu cho các đơn vị đã chọn" not in page


def test_nothing_to_merge_is_not_offered(browser: Browser) -> None:
    for page in (browser.text(KY), browser.text(f"{KY}/ket-qua")):
        assert "Chưa có báo cáo nào đạt yêu cầu để tổng hợp" in page
        assert "Tổng hợp 0 đơn vị" not in page


def test_a_fault_in_the_definitions_is_said_and_the_desk_goes_on(tmp_path: Path) -> None:
    init_workspace(tmp_path / "own", PROVINCE)
    browser = Browser(office_at(tmp_path / "own"))
    roster = tmp_path / "own" / "templates" / f"{PROVINCE}.yaml"
    sound = roster.read_text("utf-8")
    roster.write_text(sound + "\nnonsense: [", "utf-8")

    answer = browser.get(KY)
    assert answer.status_code == 409
    assert f"{PROVINCE}.yaml" in answer.text

    roster.write_text(sound, "utf-8")
    assert "Chưa giao biểu kỳ này" in browser.text(KY)


def test_while_files_are_read_a_page_says_how_far_it_is(
    browser: Browser, reports: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    came(browser, reports, FAULTY)
    monkeypatch.setattr(pages, "PATIENCE", 0)

    with browser.office._lock:  # as long as somebody else looks
        first = browser.client.get(f"{KY}?loc=tra-lai")

    assert first.headers["refresh"] == "1"
    assert "Đọc các tệp đã nhận" in first.text
    assert "Sở Tài chính" in browser.text(f"{KY}?loc=tra-lai")
