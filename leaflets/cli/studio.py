"""The command that opens the studio: pages in the browser on which a practice makes its own leaflets."""

from __future__ import annotations

import secrets
import signal
import socket
import webbrowser
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli import options, serving
from leaflets.cli.console import tell
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.installed import IS_INSTALLED
from leaflets.messages import say
from leaflets.problems import ExitCode, PressError, WrongOption

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from uvicorn import Server

    from leaflets.studio.server.house import ServerPlan

PORT = 8317
"""Always the same, for a browser keeps what was typed by it; free in IANA's list. The next TRIED are taken where it is
in use."""

TRIED = 10
"""Ports: as many studios as one computer has users."""

KEEP_ALIVE = 60
"""Seconds a browser's connection stays open while somebody types; uvicorn's own 5 made it connect anew all the time."""

GRACE = 10
"""Seconds in which what is under way is finished when the studio is ended."""


@dataclass(frozen=True)
class StudioOptions:
    """What the command is given, each under the name of its parameter."""

    host: str
    port: int | None
    no_open: bool
    scheduler: str | None
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
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, for example tcp://host:8786.")
@serving.options
@options.jobs
@options.content
@options.output
@options.messages
def studio(**given: Any) -> int:
    """Open pages in the browser on which a practice picks leaflets, types its details, and prints or saves the files.

    They are for this computer alone, or with --members or --behind-proxy-user for an association's members; nothing
    that is typed there is kept. Ctrl-C ends it.
    """
    server = serving.taken(given)
    asked = StudioOptions(**given)
    check_extra()
    house = serving.house(server, asked.host)
    if house is not None and asked.edit:
        raise WrongOption(say("--edit is for this computer alone: on a server nobody edits the texts."))
    check_libraries()
    check_processes(2, may_be_one=False)
    with _far(asked.scheduler) as far, _bound(asked) as listening:
        _serve(asked, listening, house, far)
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


def _far(scheduler: str | None) -> AbstractContextManager[tuple[Executor, int] | None]:
    """The pool of a scheduler, for files and orders; none where none is named. Raises WrongOption, PressError."""
    from leaflets.personalise.sets.cluster import scheduler_at

    return scheduler_at(scheduler)() if scheduler else nullcontext()


def _serve(
    asked: StudioOptions, listening: socket.socket, house: ServerPlan | None, far: tuple[Executor, int] | None
) -> None:
    """Answer until somebody ends it; each studio is for this computer alone where there is no `house`."""
    from leaflets.build.workshop import Workshop
    from leaflets.processes.bench import Bench
    from leaflets.studio.crew import REMEMBERED, hired
    from leaflets.studio.door import application
    from leaflets.studio.editor.visiting import Editor, inspector, typesetter
    from leaflets.studio.guard import Door, loopback_hosts
    from leaflets.studio.looks import looks
    from leaflets.studio.preview import warmed
    from leaflets.studio.stock import stocked_now
    from leaflets.studio.visit import Studio

    project = options.project_of(asked.content)
    shop = Workshop(project, asked.content.resolve(), Bench(REMEMBERED))
    stock = stocked_now(shop, asked.output)
    crew = hired(asked.jobs, far)
    crew.begin(warmed, stock)
    port = listening.getsockname()[1]
    shown = f"[{asked.host}]" if ":" in asked.host else asked.host
    studio = Studio(shop, asked.output, crew, looks(stock.catalogue, project, asked.output))
    try:
        if asked.edit:
            studio.editor = Editor(lambda: studio.stock, crew.stampers, typesetter(), inspector(), studio.looks)
            studio.editor.warm()
        if house is None:
            key = secrets.token_urlsafe(24)
            app = application(studio, Door(loopback_hosts(port), key))
            address = f"http://{shown}:{port}/{'edit' if studio.editor else ''}?key={key}"
        else:
            from leaflets.studio.server.house import whole

            serving.warn(house, asked.host)
            app = whole(studio, house, house.hosts(asked.host, port), serving.to_log)
            address = " ".join(house.addresses) or f"http://{shown}:{port}/"
        tell(say("The studio is open at {address} (Ctrl-C ends it).", address=address), flush=True)
        if house is None and not asked.no_open:
            webbrowser.open(address)
        _run(app, listening)
    finally:
        if studio.editor is not None:
            studio.editor.close()
        crew.close()


def server_of(app: ASGIApp) -> Server:
    """What answers for an application, with the time and room each request gets; it writes no log of its own."""
    import uvicorn

    from leaflets.studio.server.patience import MOST_HEAD, ImpatientProtocol

    config = uvicorn.Config(
        app, http=ImpatientProtocol, log_level="critical", access_log=False, timeout_keep_alive=KEEP_ALIVE,
        server_header=False, h11_max_incomplete_event_size=MOST_HEAD, lifespan="off", proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )  # fmt: skip
    return uvicorn.Server(config)


def _run(app: ASGIApp, listening: socket.socket) -> None:
    """Answer at a socket; ended by SIGINT or SIGTERM, after what is under way."""
    server = server_of(app)
    # As a container or a service is ended; uvicorn finishes what is under way and then sends the signal once more.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
