"""Merge: sections that were rendered apart become one PDF, its tags, links, bookmarks, labels and fonts whole."""

from leaflets.merge.booklet import Part, merge, shifted

__all__ = ["Part", "merge", "shifted"]
