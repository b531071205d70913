"""Code that nobody here wrote reads the log of a server at work, over its public listener, and agrees."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest
from log_judge import IS_THERE, LogJudge
from patience import eventually
from town import CAMERAS, Drive, instant


def read(server, path: str) -> tuple[int, dict, bytes]:
    try:
        with urllib.request.urlopen(f"{server.public_address}{path}", timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def shards(server) -> list[dict]:
    return json.loads(read(server, "/log/")[2])["shards"]


def test_the_log_is_served_as_the_format_says(town):
    eventually("entries", lambda: shards(town.server)[-1]["size"] > 0)
    shard = shards(town.server)[-1]
    status, headers, checkpoint = read(town.server, f"/log/{shard['name']}/checkpoint")
    fields = {name.lower(): value for name, value in headers.items()}
    assert status == 200 and checkpoint.decode().startswith(f"{shard['origin']}\n")
    assert fields["content-type"] == "text/plain; charset=utf-8" and fields["cache-control"] == "no-cache"
    assert fields["access-control-allow-origin"] == "*"
    size = int(checkpoint.split(b"\n")[1])
    status, headers, tile = read(town.server, f"/log/{shard['name']}/tile/0/000.p/{size}")
    assert status == 200 and len(tile) == 32 * size and headers["Content-Type"] == "application/octet-stream"
    for path in ("tile/0/000", f"tile/0/000.p/{size + 50}", "tile/9/000", "tile/0/0", "head", "../head", "..%2fhead", "tile/../../head", "public/checkpoint", ""):
        assert read(town.server, f"/log/{shard['name']}/{path}")[0] in (400, 404), path
    assert read(town.server, "/log/1999/checkpoint")[0] == 404


@pytest.mark.skipif(not IS_THERE, reason="no Go with golang.org/x/mod; Debian has golang-golang-x-mod-dev")
def test_go_verifies_a_log_at_work(town, tmp_path):
    for number, camera in enumerate(CAMERAS):
        town.send(Drive(camera, "01A123BC", instant(), number + 1))
    eventually("entries", lambda: shards(town.server)[-1]["size"] > 1)
    shard = shards(town.server)[-1]
    keys = [line.removeprefix("log ") for line in town.server.run("log", "key").stdout.splitlines()]
    assert shard["key"] in keys
    url = ("--url", town.server.public_address, "--key", shard["key"])
    checked = town.server.run("log", "check", *url, with_config=False)
    assert "all as they were signed" in checked.stdout
    proofs = []
    for index in range(2):
        proof, entry = tmp_path / f"{index}.tlog-proof", tmp_path / f"{index}.json"
        town.server.run("log", "prove", str(index), *url, "--out", str(proof), "--entry", str(entry), with_config=False)
        town.server.run("log", "verify", str(proof), "--entry", str(entry), "--key", shard["key"], with_config=False)
        proofs.append(proof)
    # At rest, so that the proofs are of the state that is served.
    judge = LogJudge(tmp_path)
    folder = town.server.data_folder / "log" / shard["name"] / "public"
    served = judge.ask(f"{town.server.public_address}/log/{shard['name']}", shard["key"])
    assert served.returncode == 0, served.stderr
    town.server.stop()
    whole = town.server.run("log", "check")
    assert shard["name"] in whole.stdout
    for index, proof in enumerate(proofs):
        town.server.run("log", "prove", str(index), "--out", str(proof))
    at_rest = judge.ask(str(folder), shard["key"], proofs=proofs)
    assert at_rest.returncode == 0, at_rest.stderr
    said = json.loads(at_rest.stdout)
    assert said["size"] >= shard["size"] and said["entries"] == said["size"] and said["proofs"] == 2
    tile = next(folder.glob("tile/0/000*/*"))
    newest = max(tile.parent.iterdir(), key=lambda file: int(file.name))
    bad = bytearray(newest.read_bytes())
    bad[5] ^= 1
    newest.write_bytes(bad)
    assert judge.ask(str(folder), shard["key"]).returncode != 0
    assert town.server.run("log", "check", check=False).returncode == 1
