"""What pikepdf says on the terminal of a broken file, which nobody has asked it; the press tells it of the file."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Meanwhile nothing is logged by pikepdf, or by qpdf under it, and no library warns."""
    logger, silence = logging.getLogger("pikepdf"), logging.NullHandler()
    # A logger without any handler falls back on the one of last resort, which prints; a NullHandler prevents that.
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(silence)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.removeHandler(silence)
        logger.propagate = propagate
