"""A server put together."""

from __future__ import annotations

import asyncio
import html
import ipaddress
import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from weasyprint import HTML

from leaflets.studio.server.house import ServerPlan, netloc, whole
from leaflets.studio.visit import Studio
from tests.benchmark import crowd
from tests.studio.conftest import CHOICE, TYPED
from tests.studio.server.conftest import Log, Roster
from tests.studio.several.conftest import BEUK, LINDE, a_list, opened_list, order_of, unpacked, waited_for


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://Leaflets.example.org", "leaflets.example.org"), ("https://a.example:443/x", "a.example"),
        ("http://a.example:80", "a.example"), ("https://a.example:8443", "a.example:8443"), ("http://[::1]:8080/", "[::1]:8080"),
    ],
)  # fmt: skip
def test_a_browser_says_no_port_that_goes_without_saying(address: str, said: str) -> None:
    """As it stands in its header Host."""
    assert netloc(address) == said


def test_it_answers_to_its_names() -> None:
    """Those of its addresses, its own, and those this computer has for itself; never to any address."""
    house = ServerPlan(("https://a.example", "https://b.example"))
    own = {"127.0.0.1:1", "localhost:1", "[::1]:1"}
    assert house.hosts("0.0.0.0", 1) == own | {"a.example", "b.example"}
    assert ServerPlan().hosts("192.168.1.5", 1) == own | {"192.168.1.5:1"}
    assert ServerPlan().hosts("fe80::1", 1) == own | {"[fe80::1]:1"}


def test_it_is_secure_where_all_come_over_https() -> None:
    """One address without is one too many, and so is none at all."""
    assert ServerPlan(("https://a.example",)).is_secure
    assert not ServerPlan(("https://a.example", "http://b.example")).is_secure
    assert not ServerPlan().is_secure


def test_behind_a_proxy_nobody_logs_in_here(studio: Studio, log: Log) -> None:
    """Who comes is said by the proxy, and the quota is that person's."""
    networks = (ipaddress.ip_network("10.9.0.0/16"),)
    house = ServerPlan(("https://a.example",), header="Remote-User", proxies=networks, quota=1)
    app = whole(studio, house, house.hosts("0.0.0.0", 1), log.lines.append)
    headers = {"Remote-User": "linde", "Sec-Fetch-Site": "same-origin"}
    client = TestClient(app, base_url="https://a.example", client=("10.9.1.1", 1), headers=headers)
    page = client.get(f"/details?{CHOICE}&ui=en")
    assert page.status_code == 200
    assert "Log out" not in page.text
    assert "The server forgets them" in page.text
    assert client.get("/login").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    sent = {**TYPED, "file": "ms a5-folded"}
    assert [client.post(f"/download?{CHOICE}", data=sent).status_code for _ in range(2)] == [200, 429]
    assert "linde" not in "".join(log.lines)
    other = TestClient(app, base_url="https://a.example", client=("10.8.0.1", 1), headers=headers)
    assert other.get("/").status_code == 403


TWO = "l=ms&l=crps&f=a5-folded&ink=light&lang=nl&ui=nl"


def test_a_quota_is_of_files_and_not_of_requests(studio: Studio, roster: Roster) -> None:
    """A ZIP of two counts as two, one by itself, its trial and its ticket as one; what is said wrong counts as none."""
    house = ServerPlan(("https://a.example",), roster.path, quota=5)
    app = whole(studio, house, house.hosts("0.0.0.0", 1), lambda _: None)
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    client = TestClient(app, base_url="https://a.example", headers=headers, follow_redirects=False)
    client.post("/login", data={"name": "linde", "password": roster.passwords["linde"]})
    where = f"/download?{TWO}"
    assert [client.post(where, data=TYPED).status_code for _ in range(2)] == [200, 200]
    assert client.post(where, data={**TYPED, "telephone": "x"}).status_code == 400
    answer = client.post(where, data=TYPED)
    assert (answer.status_code, 0 < int(answer.headers["retry-after"]) <= 720) == (429, True)
    page = html.unescape(answer.text)
    assert "Elk lid kan er 5 in een uur laten maken; over 12 minuten kan dit weer." in page
    assert "Wat u typte is niet weg: uw browser bewaart het." in page
    (back,) = re.findall(r'class="button" href="([^"]+)">Terug naar uw gegevens<', page)
    assert client.get(f"/{back}").status_code == 200
    assert "l=ms&l=crps&f=a5-folded" in back
    assert client.post(where, data={**TYPED, "file": "ms a5-folded"}).status_code == 200
    assert client.post(where, data={**TYPED, "trial": "ms a5-folded"}).status_code == 429


def test_two_servers_with_the_same_file_know_each_others_members(
    studio: Studio, roster: Roster, tmp_path: Path
) -> None:
    """Who logged in at one is in at the other, which has a copy: no proxy need lead anybody back."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(roster.path.read_bytes())
    clients = []
    for path in (roster.path, copy):
        house = ServerPlan(("https://a.example",), path, orders=tmp_path / "orders")
        each = replace(studio)
        app = whole(each, house, house.hosts("0.0.0.0", 1), lambda _: None)
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        clients.append(TestClient(app, base_url="https://a.example", headers=headers, follow_redirects=False))
    one, other = clients
    assert one.post("/login", data={"name": "beuk", "password": roster.passwords["beuk"]}).status_code == 303
    assert other.get("/").status_code == 303
    other.cookies = one.cookies
    assert other.get("/").status_code == 200
    assert other.post(f"/preview?{CHOICE}", data=TYPED).status_code == 200
    with one:
        answer = one.post("/download?l=ms&l=crps&f=booklet&ink=light&lang=nl", data=TYPED)
        assert answer.status_code == 303
        address = f"/{answer.headers['location'].partition('?')[0]}"
        until = time.monotonic() + 60
        while (found := other.get(f"{address}/file")).status_code != 200 and time.monotonic() < until:
            assert other.get(address).status_code == 200
            time.sleep(0.2)
    assert found.headers["content-type"] == "application/zip"
    other.cookies.clear()
    other.post("/login", data={"name": "linde", "password": roster.passwords["linde"]})
    assert other.get("/").status_code == 200
    assert [other.get(path).status_code for path in (address, f"{address}/file", "/orders/none")] == [404] * 3


@pytest.mark.whole
def test_a_crowd_is_served_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """All who type have their pictures, no file has another's name, who leaves costs no memory, and kill -9 is the end."""
    with crowd.running(tmp_path, jobs=1) as running:
        first = asyncio.run(crowd.typing(running, 2, 0.2, 3))
        assert first.wrong == []
        typed = asyncio.run(crowd.typing(running, 10, 1.0, 4))
        assert (typed.wrong, len(typed.ms)) == ([], 40)
        # Far above what it takes where nothing else runs: a machine of tests is busy.
        assert typed.core_ms < 60
        assert asyncio.run(crowd.taking(running, 10, 3)) == []
        asyncio.run(crowd.leaving(running, 100))
        time.sleep(1)
        before = running.megabytes
        asyncio.run(crowd.leaving(running, 200))
        time.sleep(1)
        assert running.megabytes < before * 1.1
        log = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
        assert {one["status"] for one in log} <= {200, 499, 503}
        assert "Praktijk" not in (tmp_path / "log").read_text()
        assert crowd.killed(running) == set()


def test_a_file_with_another_name_is_found() -> None:
    """What looks for names in files sees one that is wrong, two, and none."""
    for names, is_right in (([7], True), ([8], False), ([7, 8], False), ([], False)):
        page = "".join(f"<p>{crowd.name_of(number)}</p>" for number in names) or "<p>x</p>"
        assert (crowd.misnamed(HTML(string=page).write_pdf(), 7) == []) is is_right


def test_a_list_is_its_members_alone_and_whichever_server_is_asked_has_it(
    studio: Studio, roster: Roster, tmp_path: Path
) -> None:
    """Its result lies where no other member finds it; each file counts, and a server takes a hundred at once."""
    lines: list[str] = []
    clients = []
    for _ in range(2):
        house = ServerPlan(("https://a.example",), roster.path, quota=3, orders=tmp_path / "orders")
        app = whole(replace(studio), house, house.hosts("0.0.0.0", 1), lines.append)
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html", "Accept-Language": "nl"}
        clients.append(TestClient(app, base_url="https://a.example", headers=headers, follow_redirects=False))
    one, other = clients
    for client, name in ((one, "linde"), (other, "linde")):
        client.post("/login", data={"name": name, "password": roster.passwords[name]})
    with one:
        page = opened_list(one, a_list(LINDE, BEUK))
        where = order_of(one, page).headers["location"]
        assert "Uw bestanden zijn klaar" in waited_for(one, where)
        with unpacked(other, where) as packed:
            assert {name.partition("/")[0] for name in packed.namelist()} == {"de-linde", "de-beuk", "report.csv"}
        refused = order_of(one, page)
        assert (refused.status_code, int(refused.headers["retry-after"]) > 0) == (429, True)
    crowd_of = [LINDE.replace("De Linde", f"Praktijk {number}") for number in range(101)]
    assert "Hier gaan er hoogstens 100 tegelijk" in opened_list(other, a_list(*crowd_of)).text
    other.cookies.clear()
    other.post("/login", data={"name": "beuk", "password": roster.passwords["beuk"]})
    path = where.partition("?")[0]
    assert [other.get(one).status_code for one in (f"/{path}", f"/{path}/file")] == [404, 404]
    assert not any(word in "".join(lines) for word in ("Linde", "Beuk", "Kerkstraat", "praktijken"))
