"""Addresses as people say them."""

from __future__ import annotations

from urllib.parse import urlsplit


def site_of(url: str) -> str:
    """The host of an address, without the www. nobody says: where it leads, before one goes there."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
