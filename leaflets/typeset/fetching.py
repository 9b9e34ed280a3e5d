"""What a page may read: files of the project's own folders and data in the page itself. Never the network."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse


class Assets(URLFetcher):  # type: ignore[misc]
    """A fetcher that refuses whatever does not resolve to a file under one of `folders`."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self.folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The response for `url`. Raises ValueError, which WeasyPrint logs and we turn into a problem."""
        parts = urlsplit(url)
        if parts.scheme == "file":
            # Resolved as the operating system will, so that %2e%2e and symbolic links cannot lead out.
            path = Path(url2pathname(unquote(parts.path))).resolve()
            if parts.netloc or not any(path.is_relative_to(folder) for folder in self.folders):
                raise ValueError(f"{path.name} is outside the project")
        elif parts.scheme != "data":
            raise ValueError(f"{parts.scheme or 'this'} addresses are not read")
        return super().fetch(url, headers)
