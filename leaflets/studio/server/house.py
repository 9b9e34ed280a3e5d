"""The studio of an association, put together: the door, who asks who comes, the log and the figures."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from leaflets.studio.door import application
from leaflets.studio.guard import Door, loopback_hosts
from leaflets.studio.server.figures import Figures, with_figures
from leaflets.studio.server.journal import journal
from leaflets.studio.server.login import Login
from leaflets.studio.server.members import RollFile
from leaflets.studio.server.porch import Knows, Network, Threshold, by_cookie, by_proxy
from leaflets.studio.server.quotas import FILES, PICTURES, Quotas
from leaflets.studio.server.spool import shared
from leaflets.studio.server.watcher import Told, Watcher
from leaflets.studio.visit import DoorAddress, Studio

ANYWHERE = ("0.0.0.0", "::")
"""Every address a computer has: none that somebody could type."""


@dataclass(frozen=True)
class ServerPlan:
    """How a server is set up: the one of `members` and `header` that is given says who comes."""

    addresses: tuple[str, ...] = ()
    """By which people open it: https://folders.example.org."""
    members: Path | None = None
    header: str = ""
    """In which a proxy says who comes."""
    proxies: tuple[Network, ...] = ()
    """Where that proxy is."""
    quota: int = FILES.most
    """Files a member may take along in an hour."""
    orders: Path | None = None
    """The folder of the orders all servers share; without one each has its own."""
    key: str = ""
    """Of the figures; empty for none."""

    @property
    def is_secure(self) -> bool:
        """Whether all who come do so over https."""
        return bool(self.addresses) and all(urlsplit(one).scheme == "https" for one in self.addresses)

    def hosts(self, host: str, port: int) -> frozenset[str]:
        """The names it answers to, as browsers say them: without a port that goes without saying."""
        named = [netloc(one) for one in self.addresses]
        own = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return loopback_hosts(port, [*named, *([] if host in ANYWHERE else [own])])


def netloc(address: str) -> str:
    """Name and port of an address, as a browser says them."""
    parts = urlsplit(address)
    usual = {"https": ":443", "http": ":80"}.get(parts.scheme, "")
    return parts.netloc.lower().removesuffix(usual) if usual else parts.netloc.lower()


def whole(studio: Studio, house: ServerPlan, hosts: frozenset[str], write: Callable[[str], object]) -> ASGIApp:
    """All that answers on a server; `write` gets a line for each request. Raises PressError."""
    knows, more = _knows(house)
    quotas = Quotas({"pictures": PICTURES, "files": replace(FILES, most=house.quota)})
    app = application(studio, Door(hosts, None), more, lambda inner: Threshold(inner, knows, quotas))
    if house.orders is not None:
        studio.orders = shared(house.orders)
    figures = Figures(studio.crew)
    told: Sequence[Told] = [journal(write, lambda: dt.datetime.now(dt.UTC)), figures.told]
    return Watcher(with_figures(app, house.key, figures.text) if house.key else app, told)


def _knows(house: ServerPlan) -> tuple[Knows, Sequence[DoorAddress]]:
    """Who knows who comes, and the addresses that needs."""
    if house.members is None:
        return by_proxy(house.header, house.proxies, secrets.token_bytes(32)), ()
    rolls = RollFile(house.members)
    return by_cookie(rolls, is_secure=house.is_secure), Login(rolls, house.is_secure).routes
