"""What the tests share: a server a test, a real Chromium, and pictures."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from gantry_server import ROOT, SHARED, GantryServer
from pictures import Still, rendered_still
from playwright.sync_api import sync_playwright
from visitor import Visitor

PHOTO = "test_078.jpg"


@pytest.fixture
def server(tmp_path: Path):
    """A set-up server with one site; the test starts it."""
    running = GantryServer(tmp_path / "gantry")
    running.init()
    running.add_site()
    yield running
    if running.process is not None:
        running.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    folder = ROOT / "artifacts/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def still(tmp_path_factory) -> Still:
    return rendered_still(tmp_path_factory.mktemp("still") / "still.jpg", seed=7)


@pytest.fixture(scope="session")
def photo() -> Still:
    """A real photograph with a legible plate; it is no part of this repository."""
    folder = SHARED / "plates/photos-dev"
    file = folder / "eu" / PHOTO
    if not file.is_file():
        pytest.skip(f"no real photograph at {file}; set GANTRY_SHARED")
    return Still(file.read_bytes(), plate_in(folder.with_suffix(".csv"), PHOTO))


def plate_in(table: Path, name: str) -> str:
    with table.open(newline="") as rows:
        for row in csv.DictReader(rows):
            if Path(row["file"]).name == name:
                return row["plate"]
    raise AssertionError(f"{table} says nothing of {name}")


@pytest.fixture
def visit(browser):
    """Signs a person in at a browser of their own: `visit(server, link)`."""
    visitors: list[Visitor] = []

    def make(server: GantryServer, link: str, **options) -> Visitor:
        visitor = Visitor(browser, server, **options)
        visitors.append(visitor)
        return visitor.sign_in(link)

    yield make
    for visitor in visitors:
        visitor.close()
