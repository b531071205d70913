"""The demo as somebody meets it who tries Gantry for the first time."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import threading
from pathlib import Path

import pytest
from gantry_server import BINARY
from guest import Guest
from patience import eventually

# The pages, cameras, everybody; three keyholders; the witnesses.
PORTS = (0, 1, 2, 10, 11, 12, 20, 21, 22)


class Demo:
    """`gantry demo` without the four weeks of traffic before it, which take their time."""

    def __init__(self, folder: Path, *options: str) -> None:
        folder.mkdir(mode=0o700)
        (folder / "data").mkdir(mode=0o700)
        (folder / "data/demo-history").touch()
        self.port = free_block()
        self.said = ""
        command = [str(BINARY), "demo", "--folder", str(folder), "--port", str(self.port), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.said += line

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def link_of(self, name: str) -> str:
        eventually("the invitation", lambda: "Stop with Ctrl-C" in self.said or self.process.poll() is not None, seconds=180)
        assert self.process.poll() is None, self.said
        return re.search(rf"{name} .*\n\s+(\S+)", self.said)[1]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def free_block() -> int:
    """A port whose neighbours are free too."""
    for first in range(18_000, 28_000, 40):
        probes = []
        try:
            for offset in PORTS:
                probe = socket.socket()
                probes.append(probe)
                probe.bind(("127.0.0.1", first + offset))
            return first
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()
    raise AssertionError("no free ports")


@pytest.fixture
def demo(tmp_path):
    running: list[Demo] = []

    def start(*options: str) -> Demo:
        running.append(Demo(tmp_path / "demo", *options))
        return running[-1]

    yield start
    for each in running:
        each.stop()


def test_the_demo_is_signed_in_to_with_a_passkey(demo, browser):
    running = demo()
    link = running.link_of("Nodira Karimova")
    assert link.startswith(f"{running.address}/enter#")
    nodira = Guest(browser, running).enrol(link)
    nodira.page.click("form[action='/leave'] button")
    nodira.page.wait_for_url("**/sign-in")
    nodira.sign_in_with_key()
    nodira.arrived()
    assert "Nodira Karimova" in nodira.page.inner_text(".who")
    nodira.open("/queue")
    assert nodira.page.inner_text("h1") == "Review queue"
    nodira.close()


def test_without_an_authenticator_the_demos_links_sign_in(demo, browser):
    running = demo("--links", "enter")
    link = running.link_of("Bobur Aliev")
    bobur = Guest(browser, running)
    bobur.page.goto(link)
    bobur.arrived()
    assert "Bobur Aliev" in bobur.page.inner_text(".who")
    bobur.close()
