"""Saying name and password."""

from __future__ import annotations

import asyncio
from http.cookies import SimpleCookie

import html5lib
import pytest
from starlette.testclient import TestClient

from leaflets.studio.crew import Busy
from leaflets.studio.server import login as module
from leaflets.studio.server.login import Login
from leaflets.studio.server.members import Roll, RollFile, renew
from leaflets.studio.server.session import SECONDS
from tests.studio.conftest import CHOICE
from tests.studio.server.conftest import Log, Roster


def test_the_form_is_well_formed(stranger: TestClient) -> None:
    """And says in the visitor's language what is asked."""
    page = stranger.get(f"/login?{CHOICE}").text
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []
    assert "Uw wachtwoord" in page
    assert "Uitloggen" not in page
    assert "Alleen uw browser bewaart uw gegevens" in page


def test_who_has_the_password_comes_in_with_what_was_chosen(stranger: TestClient, roster: Roster) -> None:
    """The cookie is for this studio only, is seen by no script, and goes over https alone."""
    sent = {"name": " Linde", "password": roster.passwords["linde"].upper()}
    answer = stranger.post(f"/login?{CHOICE}", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, f"./?{CHOICE}")
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    assert cookie.key == "__Host-studio"
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "strict")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", str(SECONDS))
    assert stranger.get("/").status_code == 200
    again = stranger.post("/login", data=sent)
    assert SimpleCookie(again.headers["set-cookie"])["__Host-studio"].value != cookie.value


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("linde", "wrong"),
        ("niemand", "wrong"),
        ("", ""),
        ("linde", ""),
        ("' OR 1=1 --", "x"),
        ("<b>", "\x00"),
        ("\ud800", "x"),
    ],
)
def test_who_has_it_not_reads_the_same_whoever_it_is(stranger: TestClient, name: str, password: str) -> None:
    """Nobody learns who is a member; no cookie is set, and what was typed as a password stands nowhere."""
    try:
        answer = stranger.post("/login", data={"name": name, "password": password})
    except UnicodeEncodeError:
        answer = stranger.post("/login", content=b"name=%ed%a0%80&password=x", headers=FORM)
    assert answer.status_code == 422
    assert "horen niet bij elkaar" in answer.text
    assert "set-cookie" not in answer.headers
    assert 'value="wrong"' not in answer.text
    assert "<b>" not in answer.text


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "sent", ["name=" + "x" * 300, "password=" + "x" * 5000, "&".join(f"a{n}=b" for n in range(50))]
)
def test_what_is_no_login_is_refused(stranger: TestClient, sent: str) -> None:
    """Before any password is tried."""
    assert stranger.post("/login", content=sent, headers=FORM).status_code == 400


def test_another_page_cannot_log_anybody_in(stranger: TestClient, roster: Roster) -> None:
    """Nor out."""
    data = {"name": "linde", "password": roster.passwords["linde"]}
    for path in ("/login", "/logout"):
        answer = stranger.post(
            path, data=data, headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
        )
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_who_logs_out_is_out(member: TestClient) -> None:
    """The form stands there for the next."""
    answer = member.post(f"/logout?{CHOICE}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"login?{CHOICE}")
    assert member.get("/").status_code == 303


def test_a_new_password_puts_out_who_is_in(member: TestClient, roster: Roster) -> None:
    """At once."""
    assert member.get("/").status_code == 200
    roster.passwords["linde"] = renew(roster.path, "linde")
    assert member.get("/").status_code == 303


def test_neither_name_nor_password_is_in_the_log(member: TestClient, roster: Roster, log: Log) -> None:
    """Of who comes in and of who does not."""
    member.post("/login", data={"name": "eik", "password": "geheim"})
    said = "".join(log.lines)
    for word in ("linde", "eik", "geheim", roster.passwords["linde"]):
        assert word not in said
    assert [one["route"] for one in log.visits] == ["/login", "/login"]


def test_few_passwords_are_tried_at_once(roster: Roster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two side by side; when as many wait as may, the next is told that it is busy."""
    monkeypatch.setattr(module, "MOST_WAITING", 3)
    now = [0, 0]

    class Slow(Roll):
        """Counts who is tried side by side."""

        def holds(self, name: str, password: str) -> bool:
            now[0] += 1
            now[1] = max(now)
            import time

            time.sleep(0.05)
            now[0] -= 1
            return bool(name and password)

    async def crowd() -> int:
        login = Login(RollFile(roster.path), True)
        tries = [asyncio.create_task(login._holds(Slow(b"", {}), "a", "b")) for _ in range(5)]
        found = await asyncio.gather(*tries, return_exceptions=True)
        assert login.waiting == 0
        return sum(isinstance(one, Busy) for one in found)

    assert asyncio.run(crowd()) == 2
    assert now[1] == 2
