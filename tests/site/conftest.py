"""What the tests of the site share: one site of a few leaflets, made once in each process."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from leaflets.content import Catalogue
from leaflets.site.publish import all_files
from leaflets.site.shelf import SiteShelf
from tests.site.stock import few, fill, published, shelf_of


@pytest.fixture(scope="session")
def shelf(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> SiteShelf:
    """Three leaflets and the booklet with all their files, published under an address that lies deep."""
    output = tmp_path_factory.mktemp("stock")
    some = published(few(catalogue))
    fill(output, some)
    return shelf_of(some, output)


@pytest.fixture(scope="session")
def site(shelf: SiteShelf) -> Mapping[str, bytes]:
    """Every file of the site by its path."""
    return {
        file.path: file.data if isinstance(file.data, bytes) else file.data.read_bytes() for file in all_files(shelf)
    }


@pytest.fixture(scope="session")
def html(site: Mapping[str, bytes]) -> Mapping[str, str]:
    """Every page of the site by its path."""
    return {path: data.decode() for path, data in site.items() if path.endswith(".html")}
