from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from leaflets.typeset.fetching import Assets
from tests.reading import opened


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder of assets with links in it, beside a file no page may read."""
    assets = tmp_path / "assets"
    (assets / "pictures").mkdir(parents=True)
    (assets / "pictures" / "moon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "assets-of-others").mkdir()
    (tmp_path / "assets-of-others" / "file.svg").write_text("<svg/>")
    (assets / "way-out.svg").symlink_to(tmp_path / "secret.txt")
    (assets / "folder-out").symlink_to(tmp_path)
    (assets / "within.svg").symlink_to(assets / "pictures" / "moon.svg")
    return tmp_path


@pytest.mark.parametrize("path", [
    "secret.txt", "assets/../secret.txt", "assets/%2e%2e/secret.txt", "assets/%2E%2E%2Fsecret.txt",
    "assets/way-out.svg", "assets/folder-out/secret.txt", "assets-of-others/file.svg",
])  # fmt: skip
def test_a_file_outside_the_folders_is_refused(project: Path, path: str) -> None:
    """Neither a plain path, dots, coded dots nor a symbolic link leads out of the folders a page may read."""
    with pytest.raises(ValueError, match="is outside the project"):
        Assets(project / "assets").fetch(f"{project.as_uri()}/{path}")


@pytest.mark.parametrize("address", [
    "http://example.org/a.svg", "https://example.org/a.svg", "ftp://example.org/a.svg", "HTTP://example.org/a.svg",
    "gopher://example.org/", "//example.org/a.svg",
])  # fmt: skip
def test_the_network_is_never_asked(project: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Any address that is not a file or data is refused before anything is opened."""

    def opened_anyway(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("socket.socket.connect", opened_anyway)
    monkeypatch.setattr("socket.getaddrinfo", opened_anyway)
    with pytest.raises(ValueError, match="addresses are not read"):
        Assets(project / "assets").fetch(address)


def test_another_machine_is_refused(project: Path) -> None:
    """A file address that names a host is refused, though its path is within the folders."""
    with pytest.raises(ValueError, match="is outside the project"):
        Assets(project / "assets").fetch(f"file://server{project}/assets/pictures/moon.svg")


@pytest.mark.parametrize("path", ["pictures/moon.svg", "within.svg", "pictures/../pictures/moon.svg"])
def test_own_assets_are_read(project: Path, path: str) -> None:
    """A file under the folders is read, also by a link that stays within them."""
    assert Assets(project / "assets").fetch(f"{project.as_uri()}/assets/{path}").read() == b"<svg/>"


def test_data_are_read() -> None:
    """Data that stands in the page itself is read."""
    assert Assets().fetch("data:image/svg+xml,%3Csvg/%3E").read() == b"<svg/>"


def test_a_file_of_the_machine_cannot_be_attached(project: Path) -> None:
    """An attachment link, which WeasyPrint by itself honours, puts nothing from outside into the PDF."""
    html = f'<p><a rel=attachment href="{(project / "secret.txt").as_uri()}">x</a>'

    def attachments(fetcher: URLFetcher) -> int:
        pdf = opened(HTML(string=html, url_fetcher=fetcher).write_pdf())
        return sum(1 for one in pdf.pages[0].obj.get("/Annots", []) if one.Subtype == "/FileAttachment")

    assert attachments(URLFetcher()) == 1
    assert attachments(Assets(project / "assets")) == 0
