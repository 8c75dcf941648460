"""Houses for journeys: a founded store is made once and copied, since to found one takes seconds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.founding import ensure_base
from graph.settings import Settings
from graph.stores import open_store
from tests.journeys.roads import House


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds the vocabulary and the known entities alone."""
    folder = tmp_path_factory.mktemp("founded")
    settings = Settings(store=str(folder / "store"))
    store = open_store(settings.store)
    ensure_base(store, settings)
    store.close()
    return folder


@pytest.fixture
def build(founded: Path, tmp_path: Path) -> Callable[[str], House]:
    """Builds houses by name, each with a founded store of its own."""

    def one(name: str) -> House:
        shutil.copytree(founded, tmp_path / name)
        return House(tmp_path / name)

    return one


@pytest.fixture
def house(build: Callable[[str], House]) -> House:
    """A house with a founded store."""
    return build("house")
