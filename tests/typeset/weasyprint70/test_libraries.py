"""WeasyPrint's libraries are found by their own name, without a process; what is not there is sought as always."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from leaflets.typeset.weasyprint70 import libraries
from leaflets.typeset.weasyprint70.libraries import found_at_once
from tests.conftest import PROJECT

pytestmark = pytest.mark.whole

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are found as always")


@linux
def test_no_process_is_started() -> None:
    """WeasyPrint loads with all it draws with where no process can be started, and finds the same as with them."""
    code = """
import os, subprocess, sys
import ctypes.util
always = ctypes.util.find_library
def refused(*_, **__): raise AssertionError("a process")
before = subprocess.Popen.__init__
subprocess.Popen.__init__ = refused
import leaflets.typeset
subprocess.Popen.__init__ = before
from weasyprint.text import ffi
assert ctypes.util.find_library is always
assert ffi.harfbuzz_subset is not None
assert (ffi.harfbuzz_vector is None) == (always("harfbuzz-vector") is None)
print("loaded")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("loaded\n", "")


@linux
def test_weasyprint_alone_would_start_processes() -> None:
    """When a newer one starts none, `libraries` may go."""
    code = """
import subprocess
started = 0
begin = subprocess.Popen.__init__
def counted(*given, **named):
    global started
    started += 1
    begin(*given, **named)
subprocess.Popen.__init__ = counted
import weasyprint
print(started)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 10


@linux
def test_what_the_loader_does_not_know_is_sought_as_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library under another name or in another place is still found; one that is not needed is not sought."""
    asked: list[str] = []

    def always(name: str) -> str:
        asked.append(name)
        return f"/opt/{name}"

    monkeypatch.setattr(ctypes.util, "find_library", always)
    monkeypatch.setattr(libraries, "_is_there", lambda name: name == "libpango-1.0.so.0")
    with found_at_once():
        find = ctypes.util.find_library
        assert find("libpango-1.0-0") == "libpango-1.0.so.0"
        assert find("libfontconfig-1") == "/opt/libfontconfig-1"
        assert find("pango-1.0") == "/opt/pango-1.0"
        assert find("libharfbuzz-vector-0") is find("harfbuzz-vector") is None
    assert asked == ["libfontconfig-1", "pango-1.0"]
    assert ctypes.util.find_library is always


def test_what_goes_wrong_leaves_it_as_it_was() -> None:
    """Also when WeasyPrint cannot be loaded, libraries are sought as always afterwards."""
    before = ctypes.util.find_library
    with pytest.raises(OSError, match="gone"), found_at_once():
        raise OSError("gone")
    assert ctypes.util.find_library is before
