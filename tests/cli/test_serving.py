"""The options of a server."""

from __future__ import annotations

import ipaddress
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from leaflets import cli
from leaflets.cli import serving
from leaflets.cli.serving import ServingOptions, house
from leaflets.problems import WrongOption
from leaflets.studio.server.members import add, begin
from tests.conftest import PROJECT


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """An empty list of members."""
    begin(tmp_path / "members.db")
    return tmp_path / "members.db"


def asked(members: Path | None = None, header: str | None = None, **more: Any) -> ServingOptions:
    """Options, all others left out."""
    rest: dict[str, Any] = {"proxy": (), "address": (), "quota": None, "orders": None, "metrics_key": None, **more}
    return ServingOptions(members, header, **rest)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_it_is_never_opened_to_all(capsys: pytest.CaptureFixture[str], host: str) -> None:
    """Who would come in is said to be asked, and how."""
    assert cli.main(["studio", "--host", host]) == 2
    said = capsys.readouterr().err
    assert "--members FILE" in said
    assert "--behind-proxy-user HEADER" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_for_this_computer_alone_it_needs_nothing(host: str) -> None:
    """No member and no proxy."""
    assert house(asked(), host) is None


def test_what_does_not_fit_together_is_said(members: Path) -> None:
    """Each in a sentence that names the option."""
    for options, host, said in (
        (asked(members, "Remote-User"), "127.0.0.1", "Take one of them"),
        (asked(members, proxy=("10.0.0.1",)), "127.0.0.1", "--proxy goes with --behind-proxy-user"),
        (asked(members), "0.0.0.0", "--address https://"),
        (asked(address=("https://a.example",)), "127.0.0.1", "--address goes with"),
        (asked(quota=5), "127.0.0.1", "--quota goes with"),
        (asked(orders=members.parent), "127.0.0.1", "--orders goes with"),
        (asked(metrics_key=members), "127.0.0.1", "--metrics-key goes with"),
        (asked(members, address=("a.example",)), "0.0.0.0", "write it as https://"),
        (asked(members, address=("https://a.example@b.example",)), "0.0.0.0", "write it as https://"),
        (asked(None, "Remote User"), "127.0.0.1", "name one header"),
        (asked(None, "Remote-User", proxy=("10.0.0.0/99",)), "127.0.0.1", "write an address, or a network"),
        (asked(members, metrics_key=members.with_name("short")), "127.0.0.1", "at least 16 signs"),
    ):
        members.with_name("short").write_text("short")
        with pytest.raises(WrongOption, match=re.escape(said)):
            house(options, host)


def test_what_is_asked_is_set_up(members: Path) -> None:
    """Where nothing is said the proxy is on this computer, and the quota the usual one."""
    found = house(asked(members, address=("https://a.example",), quota=7), "0.0.0.0")
    assert found is not None
    assert (found.members, found.addresses, found.quota, found.key) == (members, ("https://a.example",), 7, "")
    behind = house(asked(None, "X-User"), "10.0.0.5")
    assert behind is not None
    assert behind.header == "X-User"
    assert {str(one) for one in behind.proxies} == {"127.0.0.0/8", "::1/128"}
    far = house(asked(None, "X-User", proxy=("10.0.0.7",)), "10.0.0.5")
    assert far is not None
    assert far.proxies == (ipaddress.ip_network("10.0.0.7/32"),)


def test_a_key_is_made_once_and_for_nobody_else(members: Path) -> None:
    """The next start has the same."""
    path = members.with_name("key")
    found = [house(asked(members, metrics_key=path), "127.0.0.1") for _ in range(2)]
    keys = {one.key for one in found if one is not None}
    assert keys == {path.read_text().strip()}
    assert path.stat().st_mode & 0o077 == 0
    assert len(keys.pop()) >= 32


def test_a_list_that_is_not_there_is_said_before_anything_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With how to begin one."""
    assert cli.main(["studio", "--members", str(tmp_path / "none")]) == 1
    assert "Begin one with its first member" in capsys.readouterr().err


def test_passwords_that_go_readable_are_warned_of(members: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not over https, and not on this computer alone."""
    for options, host in (
        (asked(members, address=("http://a.example",)), "0.0.0.0"),
        (asked(members, address=("https://a.example",)), "0.0.0.0"),
        (asked(members), "127.0.0.1"),
        (asked(None, "Remote-User"), "10.0.0.1"),
    ):
        built = house(options, host)
        assert built is not None
        serving.warn(built, host)
    assert capsys.readouterr().out.count("readable for all") == 1


@pytest.mark.whole
def test_it_serves_members_and_ends_when_it_is_told_to(members: Path, tmp_path: Path) -> None:
    """Who logs in comes in; each visit is a line of JSON; SIGTERM, as a container sends it, ends it in good order."""
    password = add(members, "linde")
    command = [
        sys.executable,
        "build.py",
        "studio",
        "--members",
        str(members),
        "--jobs",
        "1",
        "--output",
        str(tmp_path),
    ]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
    ) as process:
        assert process.stdout is not None
        (home,) = re.findall(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        with httpx2.Client(base_url=home, headers={"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}) as client:
            assert client.get("/").headers["location"] == "./login"
            assert client.post("/login", data={"name": "linde", "password": password}).status_code == 303
            assert client.get("/").status_code == 200
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)
    assert process.returncode in (0, -signal.SIGTERM)
    assert [json.loads(line)["status"] for line in log.splitlines()] == [303, 303, 200]


def test_a_scheduler_that_is_none_is_refused_before_anything_begins(capsys: pytest.CaptureFixture[str]) -> None:
    """As everywhere else."""
    assert cli.main(["studio", "--scheduler", "nowhere"]) == 2
    assert "is no scheduler" in capsys.readouterr().err


def test_nobody_edits_texts_on_a_server(members: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--edit beside --members is refused with a sentence, before anything listens."""
    assert cli.main(["studio", "--host", "127.0.0.1", "--members", str(members), "--edit", "--no-open"]) == 2
    assert "--edit is for this computer alone" in capsys.readouterr().err
