"""Merge: sections that were rendered apart become one PDF, its tags, links, bookmarks, labels and fonts whole."""

from leaflets.merge.booklet import BookletPart, merge, shifted
from leaflets.merge.gather import gather, gathered

__all__ = ["BookletPart", "gather", "gathered", "merge", "shifted"]
