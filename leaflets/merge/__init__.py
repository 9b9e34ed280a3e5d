"""Merge: sections that were rendered apart become one PDF, its tags, links, bookmarks, labels and fonts whole."""

from leaflets.merge.booklet import Part, merge, shifted
from leaflets.merge.gathering import gather, gathered

__all__ = ["Part", "gather", "gathered", "merge", "shifted"]
