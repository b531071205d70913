"""Power fails again and again while cameras send: what was acknowledged can be opened, every single pass of it."""

from __future__ import annotations

import http.client
import random
import signal
import threading
import time

import pytest
from archive_files import epochs
from findings import report
from opening import MAKE, PLATE, fields
from patience import eventually
from town import CAMERAS, Drive, Town, instant, readings

KILLS = 12
PLATES = [f"01A{100 + number}BC" for number in range(60)]


class Sender:
    """A camera that sends a pass again until it is acknowledged, under the same ID, as a real one does."""

    def __init__(self, town: Town, camera: str, number: int) -> None:
        self.town, self.camera, self.number = town, camera, number
        self.acknowledged: list[Drive] = []
        self.again = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> "Sender":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(timeout=60)
        assert not self._thread.is_alive()

    def _work(self) -> None:
        count = 0
        while not self._stopping.is_set():
            count += 1
            drive = Drive(self.camera, PLATES[(count * 7 + self.number) % len(PLATES)], instant(), self.number * 10_000 + count)
            self._send(drive)

    def _send(self, drive: Drive) -> None:
        while True:
            try:
                answer = self.town.server.post_capture(self.town.keys[drive.camera], drive.capture)
            except (OSError, http.client.HTTPException):
                # Nobody there, or gone in the middle: it may have been sealed all the same.
                self.again += 1
                time.sleep(0.02)
                continue
            if answer.status in (200, 201):
                self.acknowledged.append(drive)
                return
            assert answer.status == 503, answer.body
            time.sleep(0.05)


@pytest.mark.drill
def test_every_acknowledged_pass_can_be_opened(town):
    chance = random.Random(20_261_121)
    senders = [Sender(town, camera, number).start() for number, camera in enumerate(CAMERAS * 2)]
    torn = 0
    for _ in range(KILLS):
        before = len(senders[0].acknowledged)
        eventually("acknowledgements", lambda goal=before + 5: len(senders[0].acknowledged) >= goal)
        time.sleep(chance.uniform(0, 0.4))
        assert town.server.stop(signal.SIGKILL) == -signal.SIGKILL
        torn += sum(not epoch.is_closed for epoch in epochs(town.archive))
        town.server.start()
    for sender in senders:
        sender.stop()
    assert town.server.stop(signal.SIGTERM) == 0, town.server.log()
    acknowledged = {drive.make: drive for sender in senders for drive in sender.acknowledged}
    opened = [(row, fields(record)) for row, _, record in town.opening().passes(readings(set(PLATES)))]
    # One that was sealed and whose answer was lost is sealed once more when it is sent again; whoever opens them sees that they are one.
    by_make = {one[MAKE].decode(): one[PLATE].decode() for _, one in opened}
    sealed = [row for epoch in epochs(town.archive) for row in epoch.rows]
    missing = [make for make, drive in acknowledged.items() if by_make.get(make) != drive.plate]
    got = {
        "kills": KILLS, "epochsCutOff": torn, "acknowledged": len(acknowledged), "opened": len(by_make), "missing": len(missing),
        "sealedTwice": len(opened) - len(by_make), "rowsThatNobodyOpens": len(sealed) - len({row.identity for row, _ in opened}),
    }
    report("crash", "power failure", f"kill -9 {KILLS} times under load of {len(senders)} cameras", got, {"missing": 0, "rowsThatNobodyOpens": 0})
    assert missing == [] and got["rowsThatNobodyOpens"] == 0
    assert len(acknowledged) > 100 and torn >= KILLS
    assert all(epoch.is_closed for epoch in epochs(town.archive)), "an orderly stop leaves no order of arrival"
