"""The command that opens the studio: pages in the browser on which a practice makes its own leaflets."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from leaflets.cli import options
from leaflets.cli.console import tell
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.installed import IS_INSTALLED
from leaflets.messages import say
from leaflets.problems import ExitCode, PressError, WrongOption

PORT = 8317
"""Always the same, for a browser keeps what was typed by it; free in IANA's list. The next TRIED are taken where it is
in use."""

TRIED = 10
"""Ports: as many studios as one computer has users."""

KEEP_ALIVE = 60
"""Seconds a browser's connection stays open while somebody types; uvicorn's own 5 made it connect anew all the time."""


@dataclass(frozen=True)
class StudioOptions:
    """What the command is given, each under the name of its parameter."""

    host: str
    port: int | None
    no_open: bool
    edit: bool
    jobs: int
    content: Path
    output: Path


@click.command(short_help="Open the studio in the browser.")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", show_default=True,
              help="The address of this computer to listen at.")  # fmt: skip
@click.option(
    "--port", type=click.IntRange(1024, 65535), metavar="N", help="The port to listen at; else 8317 or the next."
)
@click.option("--no-open", is_flag=True, help="Print the address only, and open no browser.")
@click.option("--edit", is_flag=True, help="Let the texts be edited too, at /edit.")
@options.jobs
@options.content
@options.output
@options.messages
def studio(**given: Any) -> int:
    """Open pages in the browser on which a practice picks leaflets, types its details, and prints or saves the files.

    They are for this computer alone; nothing that is typed there is kept. Ctrl-C ends it.
    """
    asked = StudioOptions(**given)
    check_extra()
    if asked.host not in ("127.0.0.1", "localhost", "::1"):
        raise WrongOption(
            say("--host {host}: the studio is for this computer alone. Leave --host out.", host=asked.host)
        )
    check_libraries()
    check_processes(2, may_be_one=False)
    with _bound(asked) as listening:
        _serve(asked, listening)
    return ExitCode.DONE


def check_extra() -> None:
    """Raises PressError where the packages of the studio are not installed; it says how."""
    try:
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        how = "pip install 'leaflet-press[studio]'" if IS_INSTALLED else "sh setup.sh --studio"
        raise PressError(
            say("The studio needs packages that are not installed. Run: {command}", command=how)
        ) from error


def _bound(asked: StudioOptions) -> socket.socket:
    """A socket that listens; at the port that is named, or the first that is free. Raises WrongOption for none."""
    family = socket.AF_INET6 if ":" in asked.host else socket.AF_INET
    for port in [asked.port] if asked.port else range(PORT, PORT + TRIED):
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            found.bind((asked.host, port))
            found.listen(128)
            return found
        found.close()
    raise WrongOption(say("Port {port} is in use. Name another: --port 8400.", port=asked.port or PORT))


def _serve(asked: StudioOptions, listening: socket.socket) -> None:
    import uvicorn

    from leaflets.build.workshop import Workshop
    from leaflets.processes.bench import Bench
    from leaflets.studio.crew import REMEMBERED, hired
    from leaflets.studio.door import Studio, application
    from leaflets.studio.editor.visiting import Editor, typesetter
    from leaflets.studio.guard import Door, loopback_hosts
    from leaflets.studio.looks import looks
    from leaflets.studio.preview import warmed
    from leaflets.studio.stock import stocked_now

    project = options.project_of(asked.content)
    shop = Workshop(project, asked.content.resolve(), Bench(REMEMBERED))
    stock = stocked_now(shop, asked.output)
    crew = hired(asked.jobs)
    crew.begin(warmed, stock)
    key = secrets.token_urlsafe(24)
    port = listening.getsockname()[1]
    whole = Studio(shop, asked.output, crew, looks(stock.catalogue, project, asked.output))
    try:
        if asked.edit:
            whole.editor = Editor(lambda: whole.stock, crew.stampers, typesetter(), whole.looks)
            whole.editor.warm()
        app = application(whole, Door(loopback_hosts(port), key))
        shown = f"[{asked.host}]" if ":" in asked.host else asked.host
        address = f"http://{shown}:{port}/{'edit' if whole.editor else ''}?key={key}"
        tell(say("The studio is open at {address} (Ctrl-C ends it).", address=address))
        if not asked.no_open:
            webbrowser.open(address)
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, timeout_keep_alive=KEEP_ALIVE, server_header=False,
            h11_max_incomplete_event_size=32_000, lifespan="off",
        )  # fmt: skip
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        if whole.editor is not None:
            whole.editor.close()
        crew.close()
