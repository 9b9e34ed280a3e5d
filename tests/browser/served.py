"""A web server of our own for a finished site: at the root of its host, and deep in it."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

DEEP = "sub/deep/"


class _Answers(SimpleHTTPRequestHandler):
    """Answers as a host of static files does, what is not there with the site's own page for that."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.replace(f"/{DEEP}", "/", 1))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what a test finds it says itself."""


class _Short(_Answers):
    """Leads each address with .html to one without, as some hosts do."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path, mark, asked = self.path.partition("?")
        if path.endswith(".html"):
            self.send_response(HTTPStatus.PERMANENT_REDIRECT)
            self.send_header("Location", path.removesuffix("index.html").removesuffix(".html") + mark + asked)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        if not (path.endswith("/") or "." in path):
            self.path = f"{path}.html"
        return super().send_head()


class _Deep(_Answers):
    """Has nothing at the root of the host."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.path.startswith(f"/{DEEP}"):
            return super().send_head()
        self.send_error(HTTPStatus.NOT_FOUND)
        return None


@contextmanager
def served(folder: Path, *, is_short: bool = False, only_deep: bool = False) -> Iterator[str]:
    """The address at which the files of a folder are answered, with a slash at its end."""
    answers = _Short if is_short else _Deep if only_deep else _Answers
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(answers, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
