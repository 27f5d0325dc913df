"""The packages, built once; a chroot for each test, a PC for those that boot."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.lab.packages.building import Packages, build, repacked
from tests.lab.packages.chroot import Chroot
from tests.lab.packages.layer import layers


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """Return what one command makes of a clean checkout."""
    return build(str(tmp_path_factory.mktemp("checkout")))


@pytest.fixture(scope="session")
def shelf(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the folder from which packages are installed: this version, and the next."""
    folder = tmp_path_factory.mktemp("shelf")
    os.link(packages.deb, folder / "now.deb")
    os.rename(repacked(packages, "999.0", str(folder)), folder / "next.deb")
    return str(folder)


@pytest.fixture(scope="session")
def ground(packages: Packages) -> str:
    """Return the layers of a PC that has what the package depends on."""
    return layers(packages.deb)


@pytest.fixture
def chroot(
    ground: str, shelf: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Chroot]:
    """Return a fresh chroot."""
    with closing(Chroot(ground, str(tmp_path_factory.mktemp("chroot")), shelf)) as made:
        yield made
