"""A Word document → its bytes; the same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

_TIME = (2020, 1, 1, 0, 0, 0)


def saved(document: Any) -> bytes:  # noqa: ANN401 - python-docx
    """Return the document as a .docx with one time for itself and all of its parts."""
    document.core_properties.created = document.core_properties.modified = datetime(*_TIME[:3])  # noqa: DTZ001
    whole, stream = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with (
        zipfile.ZipFile(whole) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(
                zipfile.ZipInfo(part.filename, _TIME), old.read(part), zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()
