"""Every page of the studio in every state it can be in: a studio of this very process, and the way to each of them."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, expect
from starlette.types import ASGIApp

from leaflets.build.workshop import Workshop
from leaflets.messages import say
from leaflets.problems import Problem
from leaflets.processes.bench import Bench
from leaflets.processes.workers import InProcess
from leaflets.storage.manifest import CACHE
from leaflets.studio.crew import MOST_WAITING, Crew, Team
from leaflets.studio.door import application
from leaflets.studio.editor.visiting import Editor
from leaflets.studio.guard import Door, loopback_hosts
from leaflets.studio.looks import looks
from leaflets.studio.orders import PlacedOrder
from leaflets.studio.parcel import Parcel
from leaflets.studio.server.house import ServerPlan, whole
from leaflets.studio.server.members import begin
from leaflets.studio.stock import stocked_now
from leaflets.studio.visit import Studio
from tests.conftest import PROJECT

KEY = "a-key-that-nobody-guesses"

CHOICE = "l=ms&f=a5-folded&f=a4&ink=light&lang=nl"

TYPED = {
    "name": "Huisartsenpraktijk De Linde", "address": "Kerkstraat 12, 9000 Gent", "telephone": "09 000 00 00",
    "out_of_hours_telephone": "1733", "website": "www.example.org",
    "publisher": "dr. A. Voorbeeld, Kerkstraat 12, 9000 Gent",
}  # fmt: skip


@dataclass(frozen=True)
class Rooms:
    """A studio with its editor, and a second one whose members log in."""

    home: str
    members: str
    studio: Studio
    texts: Path

    def open(self, page: Page, path: str = "", tongue: str = "nl") -> None:
        """A page of the studio in a language, for who has its key; the browser remembers nothing else."""
        cookie = f"studio-{self.home.rstrip('/').rpartition(':')[2]}"
        page.context.add_cookies([{"name": cookie, "value": KEY, "url": self.home}])
        if page.url.startswith(self.home):
            page.evaluate("localStorage.clear()")
        page.goto(f"{self.home}{path}{'&' if '?' in path else '?'}ui={tongue}")


@contextmanager
def rooms(folder: Path) -> Iterator[Rooms]:
    """Both, answered at addresses of their own by this process, with a copy of the texts in a folder."""
    shutil.copytree(PROJECT / "content", folder / "content")
    (folder / "output" / CACHE).mkdir(parents=True)
    shop, output = Workshop(PROJECT, folder / "content", Bench(100)), folder / "output"
    crew = Crew(Team(InProcess(), 1), Team(InProcess(), 1))
    studio = Studio(shop, output, crew, looks(stocked_now(shop, output).catalogue, PROJECT, output))
    studio.editor = Editor(lambda: studio.stock, crew.stampers, crew.pressmen, crew.pressmen, studio.looks)
    _place_orders(studio)
    begin(folder / "members.db")
    plan = ServerPlan(members=folder / "members.db")
    with ExitStack() as stack:
        home = stack.enter_context(_answered(lambda port: application(studio, Door(loopback_hosts(port), KEY))))
        members = stack.enter_context(
            _answered(lambda port: whole(studio, plan, plan.hosts("127.0.0.1", port), lambda _: None))
        )
        yield Rooms(home, members, studio, folder / "content")


@contextmanager
def _answered(app: Callable[[int], ASGIApp]) -> Iterator[str]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app(port), log_level="critical", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def _place_orders(studio: Studio) -> None:
    """One that is on its way, one that is done, one of which a file is not there, and one that failed."""
    what = say(
        '"{field}" does not fit the {place} ({length} characters)',
        field=say("Responsible publisher"), place=say("imprint"), length=132,
    )  # fmt: skip
    said = say("it is not made in {shape}: {what}", shape=say("To fold"), what=what)
    problem = Problem(said, "", say("Shorten it."))
    parcel, part = (
        Parcel("huisartsenpraktijk-de-linde.zip", "application/zip", b"PK", 3, wrong) for wrong in ((), (problem,))
    )
    now = time.monotonic()
    for order in (
        PlacedOrder("running", 3, now, done=1, now=say("File {number} of {count} is being made.", number=2, count=3)),
        PlacedOrder("done", 3, now, done=3, parcel=parcel), PlacedOrder("partly", 3, now, done=3, parcel=part),
        PlacedOrder("failed", 3, now, problems=(problem,)),
    ):  # fmt: skip
        studio.orders.orders[order.id] = order


Way = Callable[[Page, Rooms, str], None]
"""Brings a page, in a language, to a state."""


def _at(path: str, wanted: str = "main") -> Way:
    def open_it(page: Page, studio: Rooms, tongue: str) -> None:
        studio.open(page, path, tongue)
        page.locator(wanted).first.wait_for()

    return open_it


def _searched(words: str) -> Way:
    def search(page: Page, studio: Rooms, tongue: str) -> None:
        studio.open(page, "", tongue)
        page.locator("#q").fill(words)

    return search


def _unfold(page: Page) -> None:
    folded = page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def _chosen(page: Page, studio: Rooms, tongue: str) -> None:
    studio.open(page, f"?{CHOICE}&f=booklet-imposed", tongue)
    _unfold(page)


def type_in(page: Page) -> None:
    """Fill the fields with what the example practice types; the country is chosen before."""
    for field, text in TYPED.items():
        page.locator(f"#{field}").fill(text)


def _filled(page: Page, studio: Rooms, tongue: str) -> None:
    studio.open(page, f"details?{CHOICE}", tongue)
    page.locator("[name=country][value=be]").check()
    type_in(page)
    page.set_input_files("#logo", PROJECT / "content/practices/de-linde.svg")
    page.locator("[name=kept]:not([value=''])").wait_for(state="attached")
    up_to_date(page)


def up_to_date(page: Page) -> None:
    """Wait until the picture has all that was typed."""
    expect(page.locator(".stage .state .good")).to_be_visible(timeout=30_000)


def _unfolded(page: Page, studio: Rooms, tongue: str) -> None:
    _filled(page, studio, tongue)
    _unfold(page)


def _wrong(page: Page, studio: Rooms, tongue: str) -> None:
    studio.open(page, f"details?{CHOICE}", tongue)
    page.locator("[name=country][value=be]").check()
    page.locator("#name").fill(TYPED["name"])
    page.locator("#telephone").fill("09 00")
    page.locator("#website").focus()
    page.locator("#telephone-fault").wait_for()


def _refused(page: Page, studio: Rooms, tongue: str) -> None:
    studio.open(page, f"details?{CHOICE}", tongue)
    page.locator(".onward .go").click()
    page.locator("#summary").wait_for()


def _no_file(page: Page, studio: Rooms, tongue: str) -> None:
    studio.open(page, f"details?{CHOICE}", tongue)
    page.locator("details.open-saved > summary").click()
    page.set_input_files("#file", {"name": "praktijk.yaml", "mimeType": "text/plain", "buffer": b"\xff"})
    page.locator("details.open-saved button").click()
    page.locator("#file-fault").wait_for()


def _taken(page: Page, studio: Rooms, tongue: str) -> None:
    _filled(page, studio, tongue)
    page.locator(".onward .go").click()
    page.locator("#take").wait_for()


def _read(*rows: str) -> Way:
    def open_it(page: Page, studio: Rooms, tongue: str) -> None:
        studio.open(page, f"list?{CHOICE}", tongue)
        whole = "\n".join(("name;telephone;country;publisher;colour", *rows)).encode()
        page.set_input_files("#list", {"name": "leden.csv", "mimeType": "text/csv", "buffer": whole})
        page.locator(".open-list button").click()
        page.locator(".found, #summary").first.wait_for()

    return open_it


def _shut(page: Page, studio: Rooms, tongue: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{studio.home}details?{CHOICE}&ui={tongue}")


def _busy(page: Page, studio: Rooms, tongue: str) -> None:
    stampers = studio.studio.crew.stampers
    stampers.waiting += MOST_WAITING
    try:
        studio.open(page, f"details?{CHOICE}", tongue)
    finally:
        stampers.waiting -= MOST_WAITING


def _login(page: Page, studio: Rooms, tongue: str) -> None:
    page.goto(f"{studio.members}login?ui={tongue}")


def _not_let_in(page: Page, studio: Rooms, tongue: str) -> None:
    _login(page, studio, tongue)
    page.locator("#name").fill("linde")
    page.locator("#password").fill("nonsense")
    page.locator("main .go").click()
    page.locator("#summary").wait_for()


def _edited(page: Page, studio: Rooms, tongue: str) -> None:
    studio.open(page, "edit/nl/ms", tongue)
    page.locator("html[data-seen]").wait_for(state="attached")


def _mistaken(page: Page, studio: Rooms, tongue: str) -> None:
    _edited(page, studio, tongue)
    text = page.locator("#text")
    text.fill(text.input_value().replace("barbi-2022-ms-brain", "barbi-2023"))
    page.locator("#problems .blocks a").first.click()


def _listed(page: Page, studio: Rooms, tongue: str) -> None:
    _mistaken(page, studio, tongue)
    page.locator("#claims summary").click()


def _overtaken(page: Page, studio: Rooms, tongue: str) -> None:
    studio.open(page, "edit/nl/epilepsy", tongue)
    page.locator("html[data-seen]").wait_for(state="attached")
    path = studio.texts / "nl/epilepsy.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\nIntussen. {time.monotonic_ns()}\n", encoding="utf-8")
    page.locator("#text").fill(page.locator("#text").input_value() + "\nNog een zin.\n")
    page.keyboard.press("Control+s")
    page.locator("#theirs").wait_for()


PAGES: Mapping[str, Mapping[str, Way]] = {
    "pick": {
        "empty": _at(""), "chosen": _chosen, "searched": _searched("reuma"), "not found": _searched("buikgriep"),
        "refused": _at("details?f=a4&lang=nl", "#summary"),
    },
    "details": {
        "empty": _at(f"details?{CHOICE}"), "filled": _filled, "unfolded": _unfolded, "a mistake": _wrong,
        "refused": _refused, "no file": _no_file,
    },
    "list": {
        "asked": _at(f"list?{CHOICE}"), "no list": _read("%PDF\0"),
        "a row is wrong": _read("De Linde;09 000 00 00;be;dr. A. Linde, Dorp 1;blauw", "De Eik;03 CALL;be;dr. B. Eik, Dorp 3;"),
    },
    "take": {"one by one": _taken},
    "running": {"one of three": _at("orders/running")},
    "done": {"whole": _at("orders/done"), "one is missing": _at("orders/partly")},
    "failed": {"with why": _at("orders/failed")},
    "printer": {"asked": _at(f"printer?{CHOICE}"), "refused": _at(f"printer?{CHOICE}&a=1&b=far&c=0", "[role=alert]")},
    "login": {"asked": _login, "refused": _not_let_in},
    "gone": {"an order": _at("orders/of-yesterday")}, "missing": {"a page": _at("nowhere")},
    "busy": {"a page": _busy}, "shut": {"without the key": _shut},
    "texts": {"all": _at("edit")}, "text": {"as it is": _edited, "a mistake": _mistaken, "a list": _listed},
    "two texts": {"that differ": _overtaken},
}  # fmt: skip
"""The way to each state of each page; every page has a title of its own."""
