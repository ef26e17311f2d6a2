"""Streams → an OLE file that holds them, as Excel 97 and Word 97 write; made by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096
"""Smaller streams would need a table of their own."""
_NOTHING = 0xFFFFFFFF
Tree = Mapping[str, "bytes | Tree"]


def _entry(name: str, kind: int, child: int, right: int, content: tuple[int, int]) -> bytes:
    """Return an entry of the directory; ``content`` is the first sector and the size."""
    stored = name.encode("utf-16-le")
    head = stored.ljust(64, b"\0") + struct.pack("<HBB", len(stored) + 2, kind, 1)
    around = struct.pack("<III", _NOTHING, right, child)
    return head + around + bytes(36) + struct.pack("<IQ", *content)


def compound(tree: Tree) -> bytes:
    """Return an OLE file; a mapping within the mapping is a storage."""
    entries: list[bytes] = [b""]
    sectors: list[bytes] = []
    fat: list[int] = []

    def add(content: bytes) -> int:
        pieces = [
            content[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(content), SECTOR)
        ]
        first = len(sectors)
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    def fill(inside: Tree) -> int:
        """Add the entries of a storage, each the right neighbour of the one before it."""
        # In an OLE file shorter names come first.
        names = sorted(inside, key=lambda name: (len(name), name.upper()))
        places = range(len(entries), len(entries) + len(names))
        entries.extend([b""] * len(names))
        for place, name in zip(places, names, strict=True):
            content = inside[name]
            right = place + 1 if place + 1 < places.stop else _NOTHING
            if isinstance(content, bytes):
                lacking = max(_SMALLEST - len(content), 0)
                padded = content + bytes(lacking + -lacking % 4)  # empty records
                entries[place] = _entry(name, 2, _NOTHING, right, (add(padded), len(padded)))
            else:
                entries[place] = _entry(name, 1, fill(content), right, (0, 0))
        return places.start if names else _NOTHING

    child = fill(tree)
    entries[0] = _entry("Root Entry", 5, child, _NOTHING, (_END, 0))
    directory = add(b"".join(entries))
    tables = 1
    while (len(fat) + tables) * 4 > tables * SECTOR:
        tables += 1
    places = list(range(len(fat), len(fat) + tables))
    fat += [_FAT] * tables
    stored = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, _SMALLEST, _END, 0, _END, 0)
    head += struct.pack(f"<{tables}I", *places).ljust(436, b"\xff")
    return head + b"".join(sectors) + stored
