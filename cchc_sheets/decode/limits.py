"""How much is read of a file at most."""

from __future__ import annotations

MAX_BYTES = 64 * 1024 * 1024
"""No more is read of a file, nor inflated from it; our workbooks have a quarter of one MB."""
MAX_ENTRIES = 5_000
MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 250_000
"""Cells that hold something, in all sheets: what bounds memory, as 64 MB of XML hold millions."""
MAX_BESIDE = 10_000
"""Merged ranges of a sheet, and its comments."""
MAX_MEMORY = 500 * 1024 * 1024
"""Bytes for the process that reads a format whose libraries check no limits."""
MAX_SECONDS = 10
"""Of the processor's time for one such file, or for one part of a zip file: however busy it is."""
MAX_PACKED = 2_000
"""Files of an archive: a province has some hundred units."""
MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes of an archive's files together."""
MAX_RATIO = 100
"""Times that an archive's files may be larger than it is: workbooks can hardly be packed again."""
MAX_DIRECTORY = 4 * 1024 * 1024
"""Bytes of an archive's list of what is in it."""
