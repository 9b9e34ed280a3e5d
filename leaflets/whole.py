"""Write a file whole: beside and renamed, so that whatever stops the press, it is new or as it was before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes, *, settle: bool = True) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never half of it.

    Without `settle` the disk takes its time: after a power cut, what was just written may be empty.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if settle:
                file.flush()
                os.fsync(file.fileno())
        beside = Path(name)
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
