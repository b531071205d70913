"""The command line, as an administrator meets it: what it does, and what it says when something is wrong."""

from __future__ import annotations

import json
import subprocess

import pytest
from gantry_server import BINARY, GantryServer, now
from patience import eventually

HOTLIST = "plate,list,reason,source,expires\n"
REGISTRY = "plate,status,valid_until,make,model,colour,keeper_name,keeper_address\n"


def gantry(*arguments: str, folder=None) -> subprocess.CompletedProcess:
    return subprocess.run([str(BINARY), *arguments], capture_output=True, text=True, timeout=60, cwd=folder)


def refused(server: GantryServer, *arguments: str, with_config: bool = True) -> str:
    """Runs what must fail, and gives back what it said."""
    done = server.run(*arguments, with_config=with_config, check=False)
    assert done.returncode != 0 and done.stderr.strip() and done.stdout == ""
    return done.stderr


# Help


COMMANDS = ["", "init", "serve", "demo", "person", "person add", "person revoke", "approval", "approval verify", "site add", "camera add", "hotlist import", "registry import", "read"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(command):
    help_text = gantry(*command.split(), "--help")
    assert help_text.returncode == 0 and "OVERVIEW:" in help_text.stdout and "USAGE:" in help_text.stdout


def test_an_unknown_command_is_said():
    answer = gantry("serv")
    assert answer.returncode == 64 and "serv" in answer.stderr


# Setting up


def test_init_twice_changes_nothing(tmp_path):
    first = gantry("init", str(tmp_path / "server"))
    assert first.returncode == 0 and "gantry serve --config" in first.stdout
    key = tmp_path / "server/keys/server.key"
    before = key.read_bytes(), (tmp_path / "server/gantry.yaml").read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600 and (tmp_path / "server/data").stat().st_mode & 0o777 == 0o700
    second = gantry("init", str(tmp_path / "server"))
    assert second.returncode == 1 and "is there already" in second.stderr
    assert before == (key.read_bytes(), (tmp_path / "server/gantry.yaml").read_bytes())


FAULTS = {
    "a key that is none": ("listen:\n  ofice: 127.0.0.1:80\n", "listen.ofice", 2),
    "no duration": ("sessions:\n  idle: soon\n", "sessions.idle", 2),
    "no size": ("intake:\n  maximum_body: huge\n", "intake.maximum_body", 2),
    "no level": ("log:\n  level: loud\n", "log.level", 2),
    "an open address": ("listen:\n  office: 0.0.0.0:8080\n", "listen", None),
    "a port that is none": ("listen:\n  cameras: 127.0.0.1:99999\n", "listen.cameras", 2),
    "the key beside the data": ("data: data\nkey: data/server.key\n", "key", 2),
    "a rule without sense": ("rules:\n  rules: 7\n", "rules", None),
    "no YAML": ("data: [\n", "", None),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_of_the_configuration_is_named_with_key_and_line(tmp_path, what):
    text, key, line = FAULTS[what]
    (tmp_path / "gantry.yaml").write_text(text)
    answer = gantry("serve", "--config", "gantry.yaml", folder=tmp_path)
    assert answer.returncode == 1 and "gantry.yaml" in answer.stderr and key in answer.stderr
    if line is not None:
        assert f"line {line}:" in answer.stderr


def test_every_fault_is_named_at_once(tmp_path):
    (tmp_path / "gantry.yaml").write_text("sessions:\n  idle: soon\nlog:\n  level: loud\n")
    said = gantry("serve", folder=tmp_path).stderr
    assert "sessions.idle" in said and "log.level" in said


def test_a_missing_configuration_is_said(tmp_path):
    answer = gantry("serve", "--config", "nowhere.yaml", folder=tmp_path)
    assert answer.returncode == 1 and "nowhere.yaml" in answer.stderr


# Serving


def serve(server: GantryServer) -> str:
    """Tries to serve, and gives back why that was refused."""
    done = subprocess.run([str(BINARY), "serve", "--config", str(server.config)], capture_output=True, text=True, timeout=30, cwd=server.folder)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(server, mode):
    (server.folder / "keys/server.key").chmod(mode)
    said = serve(server)
    assert "server.key" in said and "chmod 600" in said


def test_a_missing_or_foreign_key_is_refused(server, tmp_path):
    key = server.folder / "keys/server.key"
    own = key.read_bytes()
    key.unlink()
    assert "server.key" in serve(server)
    gantry("init", str(tmp_path / "other"))
    key.write_bytes((tmp_path / "other/keys/server.key").read_bytes())
    key.chmod(0o600)
    assert "key" in serve(server)
    key.write_bytes(own[: len(own) // 2])
    assert "key" in serve(server)


def test_a_second_server_on_the_same_folder_is_refused(server):
    server.start()
    second = GantryServer(server.folder)
    other = server.folder / "second.yaml"
    text = server.config.read_text()
    other.write_text(text.replace(str(server.office_port), str(second.office_port)).replace(str(server.camera_port), str(second.camera_port)))
    done = subprocess.run([str(BINARY), "serve", "--config", str(other)], capture_output=True, text=True, timeout=30, cwd=server.folder)
    assert done.returncode == 1 and str(server.data_folder) in done.stderr + done.stdout
    assert server.process.poll() is None


# People, sites, cameras, lists


def test_people(server):
    link = server.add_person("Nodira Karimova", "officer", "supervisor")
    assert link.startswith(f"{server.address}/enter#")
    assert "Nodira Karimova\tofficer,supervisor\tenabled" in server.run("person", "list").stdout
    assert "already" in refused(server, "person", "add", "Nodira Karimova", "--role", "officer")
    assert "king" in refused(server, "person", "add", "Bobur Aliev", "--role", "king")
    assert "--role" in refused(server, "person", "add", "Bobur Aliev")
    assert "1 to 100" in refused(server, "person", "add", "   ", "--role", "officer")
    assert "nobody" in refused(server, "person", "link", "Nobody Known")
    assert server.run("person", "link", "Nodira Karimova").stdout.strip() != link


def test_passkeys_on_the_console(server):
    server.add_person("Nodira Karimova", "officer")
    assert server.run("person", "passkeys", "Nodira Karimova").stdout == ""
    assert "nobody" in refused(server, "person", "passkeys", "Nobody Known")
    assert "begins so" in refused(server, "person", "revoke", "Nodira Karimova", "00")
    assert server.run("approval", "list").stdout == ""
    assert "no such approval" in refused(server, "approval", "show", "00000000-0000-0000-0000-000000000000")
    assert "UUID" in refused(server, "approval", "show", "x")


def test_a_link_alone_opens_nothing_unless_the_configuration_says_so(tmp_path):
    for use, words in {"enrol": "makes a passkey for", "enter": "opens a session for"}.items():
        folder = tmp_path / use
        gantry("init", str(folder))
        file = folder / "gantry.yaml"
        file.write_text(file.read_text() + f"sign_in:\n  links: {use}\n")
        done = gantry("person", "add", "Nodira Karimova", "--role", "officer", "--config", str(file))
        assert done.returncode == 0 and words in done.stderr and done.stdout.startswith("http://localhost:8080/enter#")


def test_sites(server):
    assert "crossing\tjunction\tTashkent" in server.run("site", "list").stdout
    place = ("--name", "X", "--district", "Y")
    assert "Latitude" in refused(server, "site", "add", "north", *place, "--latitude", "91", "--longitude", "0")
    assert "Nowhere/City" in refused(server, "site", "add", "north", *place, "--latitude", "1", "--longitude", "2", "--zone", "Nowhere/City")
    assert refused(server, "site", "add", "a b", *place, "--latitude", "1", "--longitude", "2")
    assert "north" not in server.run("site", "list").stdout


def test_cameras(server):
    key = server.add_camera("tas-014-a", "--unread")
    assert len(key) == 43
    assert "tas-014-a\tcrossing\tgantry\tread by gantry\tenabled" in server.run("camera", "list").stdout
    assert "no site" in refused(server, "camera", "add", "tas-015-a", "--site", "nowhere")
    assert "dialect" in refused(server, "camera", "add", "tas-015-a", "--site", "crossing", "--dialect", "morse")
    assert "tas-015-a" not in server.run("camera", "list").stdout


VIDEO_MARKS = ["--stop-line", "0.2,0.7,0.8,0.7", "--red-lamp", "0.9,0.1,0.02,0.03"]


def test_video_cameras(server, tmp_path):
    file = tmp_path / "address.txt"
    file.write_text("rtsp://user:canary-word@10.0.0.7:554/stream1\n")
    added = server.run("camera", "add", "tas-014-v", "--site", "crossing", "--stream-file", str(file))
    assert "watch" in added.stdout and "key" not in added.stdout and "canary-word" not in added.stdout
    assert server.run("camera", "list").stdout.split("\t")[2:4] == ["video", "watched by gantry"]
    server.run("camera", "add", "tas-014-v", "--site", "crossing", "--dialect", "video", *VIDEO_MARKS)
    server.run("camera", "add", "tas-014-v", "--site", "crossing", "--dialect", "video", "--name", "Another name")
    assert "red light" in server.run("camera", "list").stdout, "marks outlast a change of something else"
    piped = subprocess.run(
        [str(BINARY), "camera", "add", "tas-014-w", "--site", "crossing", "--stream-file", "-", "--config", str(server.config)],
        input="https://10.0.0.8/live.ts", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert piped.returncode == 0 and "tas-014-w" in piped.stdout


VIDEO_FAULTS = {
    "no address yet": (["--dialect", "video"], "", "--stream-file"),
    "no file": (["--stream-file", "nowhere.txt"], "", "nowhere.txt"),
    "an empty address": (["--stream-file", "-"], "\n", "is empty"),
    "another kind of address": (["--stream-file", "-"], "ftp://user:canary-word@camera/", "rtsp://user:password@host"),
    "a long text": (["--stream-file", "-"], "rtsp://camera/canary-word" + "x" * 9000, "longer than an address"),
    "it sends, too": (["--stream-file", "-", "--dialect", "hikvision"], "rtsp://camera/canary-word", "leave --dialect out"),
    "its messages": (["--stream-file", "-", "--device", "X"], "rtsp://camera/canary-word", "sends nothing"),
    "half of the marks": (["--stream-file", "-", *VIDEO_MARKS[:2]], "rtsp://camera/canary-word", "belong together"),
    "a line of words": (["--stream-file", "-", "--stop-line", "a,b,c,d", *VIDEO_MARKS[2:]], "rtsp://camera/canary-word", "four numbers"),
    "a line outside": (["--stream-file", "-", "--stop-line", "0,0,2,2", *VIDEO_MARKS[2:]], "rtsp://camera/canary-word", "lie in the picture"),
    "marks of a camera that sends": (VIDEO_MARKS, "", "video cameras"),
}


@pytest.mark.parametrize("what", VIDEO_FAULTS)
def test_a_video_camera_that_cannot_be_is_refused(server, what):
    flags, given, words = VIDEO_FAULTS[what]
    done = subprocess.run(
        [str(BINARY), "camera", "add", "tas-014-v", "--site", "crossing", *flags, "--config", str(server.config)],
        input=given, capture_output=True, text=True, timeout=60, cwd=server.folder,
    )  # fmt: skip
    assert done.returncode != 0 and words in " ".join(done.stderr.split()) and "canary-word" not in done.stderr + done.stdout
    assert server.run("camera", "list").stdout == ""


def test_a_camera_is_heard_soon_after_it_was_added(server):
    server.start()
    key = server.add_camera("tas-014-a")
    capture = {"device": "tas-014-a", "time": now()}
    eventually("a receipt", lambda: server.post_capture(key, capture).status == 201, seconds=5)
    new_key = server.add_camera("tas-014-a")
    eventually("an end of the old key", lambda: server.post_capture(key, capture).status == 401, seconds=5)
    assert server.post_capture(new_key, capture).status == 200


def written(server: GantryServer, name: str, text: str) -> str:
    (server.folder / name).write_text(text)
    return name


def test_hotlists(server):
    good = written(server, "good.csv", HOTLIST + "01A123BC,stolen,stolen car,Interior Ministry,2027-12-31\n01B777CC,wanted,search,Court,2027-01-31\n")
    assert server.run("hotlist", "import", good).stdout == "stolen: 1 entries\nwanted: 1 entries\n"
    no_end = refused(server, "hotlist", "import", written(server, "bad.csv", HOTLIST + "01A124BC,stolen,stolen car,Court,\n"))
    assert "line 2" in no_end and "expires" in no_end and "01A124BC" not in no_end
    assert "column" in refused(server, "hotlist", "import", written(server, "bad.csv", "plate,reason\n01A123BC,none\n"))
    assert "nowhere.csv" in refused(server, "hotlist", "import", "nowhere.csv")
    (server.folder / "bytes.csv").write_bytes(b"\xff\xfe\x00plate")
    assert refused(server, "hotlist", "import", "bytes.csv")


def test_registries(server):
    good = written(server, "good.csv", REGISTRY + "01A123BC,valid,2027-12-31,Chevrolet,Cobalt,white,Aziz Karimov,Navoiy 1\n")
    assert server.run("registry", "import", good).stdout == "1 vehicles\n"
    twice = "01A123BC,valid,,,,,Aziz Karimov,\n" * 2
    said = refused(server, "registry", "import", written(server, "bad.csv", REGISTRY + twice))
    assert "line 3" in said and "01A123BC" not in said and "Karimov" not in said
    assert "status" in refused(server, "registry", "import", written(server, "bad.csv", REGISTRY + "01A123BC,flying,,,,,,\n"))


# Reading pictures


def test_read_prints_one_line_of_json_a_file(still, tmp_path):
    picture, broken = tmp_path / "still.jpg", tmp_path / "broken.jpg"
    picture.write_bytes(still.jpeg)
    broken.write_bytes(still.jpeg[:5000])
    done = gantry("read", "--json", "--region", "UZ", str(picture), str(broken), str(tmp_path / "nowhere.jpg"))
    assert done.returncode == 1
    read, damaged, missing = (json.loads(line) for line in done.stdout.splitlines())
    best = read["plates"][0]
    assert best["text"] == still.plate and best["candidates"][0]["text"] == still.plate
    assert 0 < best["box"]["x"] < 3840 and 0 < best["box"]["y"] < 2160 and best["box"]["width"] > best["box"]["height"]
    assert read["file"] == str(picture) and read["milliseconds"] > 0
    assert damaged["error"] and missing["error"]


def test_a_still_needs_a_time_with_its_zone(tmp_path):
    said = gantry("simulate", "still", "--out", str(tmp_path / "still.jpg"), "--at", "noon").stderr
    assert "--at" in said and not (tmp_path / "still.jpg").exists()
