"""Archives as they are sent, and as somebody makes them who means no good."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from cchc_sheets.decode import limits
from cchc_sheets.decode.archive import Packed, unpack
from cchc_sheets.decode.errors import Unreadable

NAME = "Sở Tài chính/biểu đã điền.xlsx"


def packed(path: Path, contents: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def files(path: Path, into: Path) -> tuple[Packed, ...]:
    found = unpack(path, into)
    assert isinstance(found, tuple), found
    return found


def without_utf8(path: Path, name: str, content: bytes, encoding: str) -> Path:
    """Pack as programs do that do not say how names are spelled."""
    raw = name.encode(encoding)
    packed(path, {"x" * len(raw): content})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    return path


def test_files_are_shown_by_their_names_and_written_under_ours(tmp_path: Path) -> None:
    contents = {NAME: b"a", "../../etc/passwd": b"b", "C:\\x\\..\\y.xlsx": b"c", "thư mục/": b""}
    found = files(packed(tmp_path / "Quý I.ZIP", contents), tmp_path / "into")

    assert [each.name for each in found] == [NAME, "etc/passwd", "C:/x/y.xlsx"]
    assert [each.path.read_bytes() for each in found] == [b"a", b"b", b"c"]
    assert sorted(path.name for path in (tmp_path / "into").iterdir()) == ["1", "2", "3"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_that_do_not_say_how_they_are_spelled(tmp_path: Path, encoding: str) -> None:
    name = "Biểu của Sở.xlsx" if encoding == "utf-8" else "Đơn vị.xlsx".replace("ị", "i\u0323")
    (found,) = files(without_utf8(tmp_path / "a.zip", name, b"a", encoding), tmp_path / "into")
    assert found.name == ("Biểu của Sở.xlsx" if encoding == "utf-8" else "Đơn vị.xlsx")


def test_what_is_no_archive_is_left_to_others(tmp_path: Path) -> None:
    document = packed(tmp_path / "biểu.zip", {"[Content_Types].xml": b"<Types/>"})
    calc = packed(tmp_path / "ods.zip", {"mimetype": b"application/vnd.oasis"})
    text = tmp_path / "văn bản.zip"
    text.write_text("Kính gửi", "utf-8")
    (tmp_path / "thư mục.zip").mkdir()
    named = packed(tmp_path / "biểu.xlsx", {"a.xlsx": b"a"})
    odd = (document, calc, text, tmp_path / "thư mục.zip", tmp_path / "không có.zip", named)
    assert [unpack(path, tmp_path / "into") for path in odd] == [None] * len(odd)
    assert not (tmp_path / "into").exists()


def test_an_empty_archive_has_no_files(tmp_path: Path) -> None:
    assert files(packed(tmp_path / "a.zip", {}), tmp_path / "into") == ()


def refused(path: Path) -> str:
    found = unpack(path, path.parent / "into")
    assert isinstance(found, Unreadable), found
    assert found.code == "archive-refused"
    assert not (path.parent / "into").exists()
    return found.facts["why"]


def test_too_many_files(tmp_path: Path) -> None:
    many = {f"{number}.xlsx": b"a" for number in range(limits.MAX_PACKED + 1)}
    assert refused(packed(tmp_path / "a.zip", many)) == "entries"


def test_a_list_of_files_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.xlsx": b"a"})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, limits.MAX_DIRECTORY + 1)
    path.write_bytes(data)
    assert refused(path) == "entries"


def test_what_unpacks_to_far_more_than_it_is(tmp_path: Path) -> None:
    bomb = {f"{number}.xlsx": bytes(limits.MAX_BYTES // 2) for number in range(3)}
    assert refused(packed(tmp_path / "a.zip", bomb)) == "ratio"


def test_what_is_too_much_altogether(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1000)
    path = packed(tmp_path / "a.zip", {"a": bytes(600), "b": bytes(600)})
    assert refused(path) == "bytes"


def test_a_file_that_says_it_is_smaller_than_it_is(tmp_path: Path) -> None:
    """No more is inflated than was declared, and that is no whole file."""
    path = packed(tmp_path / "a.zip", {"a.xlsx": bytes(100_000), "b.xlsx": b"b"})
    data = path.read_bytes().replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    path.write_bytes(data)
    first, second = files(path, tmp_path / "into")
    assert first.refused == Unreadable("file-damaged", {"reason": "zip", "part": "file"})
    assert first.path.stat().st_size <= 10
    assert second.refused is None


@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_cut_off_archives(tmp_path: Path, share: float) -> None:
    path = packed(tmp_path / "a.zip", {NAME: b"abc" * 1000})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refused(path) == "damaged"


def test_a_packed_workbook_is_not_taken_for_the_archive_that_is_cut_off(tmp_path: Path) -> None:
    book = packed(tmp_path / "a.xlsx", {"[Content_Types].xml": b"<Types/>"}).read_bytes()
    path = packed(tmp_path / "a.zip", {NAME: book}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes()[:-22])
    assert refused(path) == "damaged"


def test_a_file_with_a_password_and_one_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "a.zip", {"a.xlsx": b"a", "b.xlsx": bytes(2000)})
    data = bytearray(path.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    codes = [each.refused.code for each in files(path, tmp_path / "into") if each.refused]
    assert codes == ["file-encrypted", "file-too-large"]


def test_any_bytes_are_a_value(tmp_path: Path) -> None:
    """Every byte of a small archive changed in turn: never an exception."""
    path = packed(tmp_path / "a.zip", {"a.xlsx": b"abc" * 20})
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        unpack(path, tmp_path / "into")
