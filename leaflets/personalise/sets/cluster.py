"""The pool of workers on a cluster: Dask gives it the same interface as processes on this machine have.

Needs the extra: sh setup.sh --cluster. A Dask scheduler takes work from whoever can reach it, so it
belongs on a network of your own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.metadata import version
from typing import Any

from leaflets.installed import CODE
from leaflets.messages import say
from leaflets.personalise.sets.run import Pool
from leaflets.problems import PressError, WrongOption
from leaflets.storage.digests import files_digest

PATIENCE = 10
"""Seconds a scheduler has to answer."""
_LIBRARIES = ("fonttools", "phonenumbers", "pikepdf", "pillow", "qrcode", "pypdf", "weasyprint",
              "fontpkg-atkinson-hyperlegible")  # fmt: skip


def scheduler_at(address: str) -> Pool:
    """The pool of the Dask scheduler at `address` (tcp://host:port), to be opened when there is work for it.

    Raises WrongOption when the address is none or the extra is not installed.
    """
    if not re.fullmatch(r"(tcp|tls|ucx)://[^\s/]+:\d+", address):
        raise WrongOption(say('"{address}" is no scheduler. Write it as tcp://host:8786.', address=address))
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        said = say("--scheduler needs Dask. Run: sh setup.sh --cluster")
        raise WrongOption(said) from error
    return partial(_opened, distributed, address)


@contextmanager
def _opened(distributed: Any, address: str) -> Iterator[tuple[Executor, int]]:
    """The scheduler's executor, and how many threads its workers have.

    Raises PressError when nobody answers, there are no workers, or one runs another press and would give other bytes.
    """
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise PressError(
            say("No scheduler answers at {address}. Start one with: dask scheduler", address=address)
        ) from error
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise PressError(
                say(
                    "The scheduler at {address} has no workers. Start some with: dask worker {address}", address=address
                )
            )
        others = sorted(worker for worker, press in client.run(this_press).items() if press != this_press())
        if others:
            raise PressError(
                say(
                    "{others} runs another Leaflet Press or other libraries. Install the same on all.", others=others[0]
                )
            )
        yield client.get_executor(pure=False), threads
    finally:
        client.close()


def this_press() -> tuple[str, ...]:
    """What the bytes of a copy depend on beside its master and practice: our code and the libraries it leans on."""
    code = files_digest([CODE])
    return (code, *(f"{name} {version(name)}" for name in _LIBRARIES))
