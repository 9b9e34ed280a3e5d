"""The options with which the studio is opened to the members of an association, and what they must say together."""

from __future__ import annotations

import ipaddress
import re
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from leaflets.cli.console import shown, tell
from leaflets.installed import IS_INSTALLED
from leaflets.messages import reason, say
from leaflets.problems import PressError, WrongOption

if TYPE_CHECKING:
    from leaflets.studio.server.house import ServerPlan
    from leaflets.studio.server.porch import Network

Command = TypeVar("Command", bound=Callable[..., Any])

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The addresses that only this very computer has."""

LOCAL = ("127.0.0.0/8", "::1/128")
"""Where a proxy is, where nothing else is said: on this very computer."""

QUOTA = 200
"""Files an hour: all leaflets in all forms one by one, and a trial print of each."""

LEAST_KEY = 16
"""Letters of a key that nobody guesses."""


@dataclass(frozen=True)
class ServingOptions:
    """What makes a server of the studio, each under the name of its parameter."""

    members: Path | None
    behind_proxy_user: str | None
    proxy: tuple[str, ...]
    address: tuple[str, ...]
    quota: int | None
    orders: Path | None
    metrics_key: Path | None

    @property
    def is_shared(self) -> bool:
        """Whether others than who sits at this computer come in."""
        return self.members is not None or self.behind_proxy_user is not None


def options(command: Command) -> Command:
    """A command with these options."""
    a_file = click.Path(dir_okay=False, path_type=Path)
    for option in reversed(
        (
            click.option("--members", type=a_file, metavar="FILE",
                         help="Let in the members in FILE, which the command members writes."),
            click.option("--behind-proxy-user", metavar="HEADER",
                         help="Let in whom a proxy names in HEADER, such as Remote-User."),
            click.option("--proxy", multiple=True, metavar="NETWORK",
                         help="Where that proxy is; else this computer. May be repeated."),
            click.option("--address", multiple=True, metavar="URL",
                         help="What people open it by, such as https://leaflets.example.org; may be repeated."),
            click.option("--quota", type=click.IntRange(1, 100_000), metavar="N",
                         help=f"How many files a member may have made in an hour, each in a ZIP too; else {QUOTA}."),
            click.option("--orders", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
                         help="Share long orders with other servers in DIR, for a quarter of an hour."),
            click.option("--metrics-key", type=a_file, metavar="FILE",
                         help="Give figures for Prometheus at /metrics to who has the key in FILE, made if need be."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def taken(given: dict[str, Any]) -> ServingOptions:
    """These options out of all that a command was given."""
    return ServingOptions(**{name: given.pop(name) for name in ServingOptions.__annotations__})


def house(asked: ServingOptions, host: str) -> ServerPlan | None:
    """How the server is set up; None for a studio of this computer alone. Raises WrongOption, PressError."""
    _fit(asked, host)
    if not asked.is_shared:
        return None
    _check_extra()
    from leaflets.studio.server.house import ServerPlan
    from leaflets.studio.server.members import RollFile

    if asked.members is not None:
        RollFile(asked.members).now()
    return ServerPlan(
        tuple(_address(one) for one in asked.address), asked.members, _header(asked.behind_proxy_user),
        tuple(_network(one) for one in asked.proxy or LOCAL), asked.quota or QUOTA, asked.orders,
        _key(asked.metrics_key),
    )  # fmt: skip


def _fit(asked: ServingOptions, host: str) -> None:
    """Raises WrongOption where the options do not fit together."""
    if asked.members is not None and asked.behind_proxy_user is not None:
        raise WrongOption(say("--members and --behind-proxy-user both say who comes. Take one of them."))
    if asked.proxy and asked.behind_proxy_user is None:
        raise WrongOption(say("--proxy goes with --behind-proxy-user."))
    if asked.is_shared and host in ("0.0.0.0", "::") and not asked.address:
        raise WrongOption(
            say("--host {host}: say what people open it by, too: --address https://leaflets.example.org", host=host)
        )
    if asked.is_shared:
        return
    if host not in LOOPBACK:
        raise WrongOption(
            say(
                "--host {host}: then whoever reaches this computer could come in. Say who may: --members FILE, or"
                " --behind-proxy-user HEADER where a proxy asks who comes.",
                host=host,
            )
        )
    for name in ("address", "quota", "orders", "metrics_key"):
        if getattr(asked, name):
            option = "--" + name.replace("_", "-")
            raise WrongOption(say("{option} goes with --members or --behind-proxy-user.", option=option))


def _check_extra() -> None:
    """Raises PressError where the packages of a server are not installed; it says how."""
    try:
        import itsdangerous  # noqa: F401
        import prometheus_client  # noqa: F401
    except ImportError as error:
        how = "pip install 'leaflet-press[server]'" if IS_INSTALLED else "sh setup.sh --server"
        said = say("A server of the studio needs packages that are not installed. Run: {command}", command=how)
        raise PressError(said) from error


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:\[\]-]+", parts.netloc.lower()):
        raise WrongOption(say("--address {text}: write it as https://leaflets.example.org", text=text))
    return text


def _header(name: str | None) -> str:
    if name is not None and not re.fullmatch(r"[A-Za-z0-9-]+", name):
        raise WrongOption(say("--behind-proxy-user {name}: name one header, such as Remote-User.", name=name))
    return name or ""


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        said = say("--proxy {text}: write an address, or a network such as 10.0.0.0/24.", text=text)
        raise WrongOption(said) from error


def _key(path: Path | None) -> str:
    """The key in a file, which is made where there is none. Raises PressError, WrongOption."""
    if path is None:
        return ""
    try:
        if not path.exists():
            path.touch(0o600, exist_ok=False)
            path.write_text(secrets.token_urlsafe(24) + "\n", encoding="ascii")
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        said = say("The key in {file} cannot be read: {reason}", file=shown(path), reason=reason(error))
        raise PressError(said) from error
    if len(key) < LEAST_KEY:
        raise WrongOption(say("{file}: a key has at least {count} signs.", file=shown(path), count=LEAST_KEY))
    return key


def warn(built: ServerPlan, host: str) -> None:
    """Say what a server lacks."""
    if built.members is not None and not built.is_secure and host not in LOOPBACK:
        tell(say("Passwords go over the network readable for all. Put a server with https before it, see --address."))


def to_log(line: str) -> None:
    """Write a line into the log, which is the error output; without one the studio goes on."""
    print(line, file=sys.stderr, flush=True)
