"""The public page's check of the log, module by module, in a real browser: against a log that Python made, against the design's vector, and against
every byte of it altered."""

from __future__ import annotations

import json

import pytest
from made_log import MadeLog, Signer, WITNESS, text64
from script_runner import ScriptRunner, module_tab

ORIGIN = "gantry.example/audit/1"
PRELUDE = """async (given) => {
  const all = Object.assign({}, ...(await Promise.all(["bytes"].map((name) => import(`/static/0/js/warrant-${name}.js`)))),
    ...(await Promise.all(["note", "tree", "check"].map((name) => import(`/static/0/js/public-${name}.js`)))));
  const files = new Map(Object.entries(given?.files ?? {}).map(([path, text]) => [path, all.fromBase64(text, "test")]));
  const asked = [];
  const fetchFile = async (path) => { asked.push(path); return files.get(path) ?? null; };
  const steps = [];
  const step = async (words, work) => { steps.push([words, await work()]); };
  try { return { value: await (async () => { %s })() }; } catch (fault) { return { fault: fault.message, steps }; }
}"""
CHECK = "const found = await all.check({ policy: given.policy, index: given.index ?? null, fetchFile }, step); return { ...found, steps, asked };"
VECTOR = """gantry.example/audit/1
3
Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=

— gantry.example/audit/1 lf8R8x9jNlsl9RzgvAzAWYGeDTRL+UR//6bGW+RYOTq1kUcE1mqR/BqRyp0TfxHZRzwyR6tBSYGG+4AVLTuBBR+vZwk=
— witness.example/w1 IDJKvgAAAABqsTuA9rVKxikuN7dzt65l7V7cydaS+9GArZcLRcFvaTB90zCoqxVmC7XSyHDRUbIobR5dBuda1d5UkvX66TiZ+1TODA==
"""
LOG_KEY = "gantry.example/audit/1+95ff11f3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
WITNESS_KEY = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"


@pytest.fixture(scope="module")
def page(browser):
    with module_tab(browser) as tab:
        yield tab


@pytest.fixture
def run(page):
    return ScriptRunner(page, lambda body: PRELUDE % body).value


@pytest.fixture
def fault(page):
    return ScriptRunner(page, lambda body: PRELUDE % body).fault


def given(log: MadeLog, **more: object) -> dict:
    return {"policy": log.policy, "files": {path: text64(data) for path, data in log.files.items()}, **more}


def entries(count: int) -> list[bytes]:
    return [json.dumps({"number": number, "type": "figures.published"}, separators=(",", ":")).encode() for number in range(count)]


def test_the_design_s_vector(run):
    log = MadeLog([b"one", b"two", b"three"])
    assert log.checkpoint == VECTOR
    assert log.signer.key == LOG_KEY and log.cosigners[0].key == WITNESS_KEY
    found = run(CHECK, given(log))
    assert (found["size"], found["index"], found["entry"]) == (3, 2, "three")
    assert "witness.example" not in found["steps"][3][1] and "w1 at 2026-09-21" in found["steps"][3][1]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 255, 256, 257, 511, 513, 1000])
def test_every_size_and_entry(run, count):
    log = MadeLog(entries(count))
    for index in sorted({0, count // 2, count - 1, min(255, count - 1), min(256, count - 1)}):
        found = run(CHECK, given(log, index=index))
        assert json.loads(found["entry"])["number"] == index


def test_an_empty_log_is_whole(run):
    assert run(CHECK, given(MadeLog([])))["size"] == 0


def test_without_witnesses_it_says_so(run):
    log = MadeLog(entries(5), witnesses=[])
    assert "is not checked" in run(CHECK, given(log))["steps"][3][1]


def test_a_full_tile_stands_in_for_a_partial_one(run):
    log, later = MadeLog(entries(200)), MadeLog(entries(256))
    files = {path: data for path, data in later.files.items() if path != "checkpoint"} | {"checkpoint": log.files["checkpoint"]}
    found = run(CHECK, {"policy": log.policy, "files": {path: text64(data) for path, data in files.items()}})
    assert found["size"] == 200 and "tile/0/000.p/200" in found["asked"]


@pytest.mark.parametrize("count", [5, 300])
def test_every_altered_byte_is_loud(page, count):
    """One bit of one byte in each file, at its ends and in its middle; an altered bundle shows where the entry looked for lies in it."""
    log = MadeLog(entries(count))
    right = given(log, index=0)
    for path, data in log.files.items():
        for place in {0, len(data) // 2, len(data) - 1}:
            if path.startswith("tile/entries") and (place > 2 + len(log.entries[0]) - 1 or "000" not in path):
                continue
            altered = bytearray(data)
            altered[place] ^= 1
            answer = page.evaluate(PRELUDE % CHECK, right | {"files": right["files"] | {path: text64(bytes(altered))}})
            assert "fault" in answer, f"{path} byte {place}"


def test_a_missing_file_is_loud(fault):
    log = MadeLog(entries(300))
    for path in log.files:
        if path == "tile/entries/001.p/44":
            continue
        files = {name: text64(data) for name, data in log.files.items() if name != path}
        assert fault(CHECK, {"policy": log.policy, "files": files, "index": 0})


def test_somebody_else_s_log_and_witnesses(fault):
    log = MadeLog(entries(5))
    other = MadeLog(entries(5), origin="gantry.example/audit/2")
    assert "no key of the log" in fault(CHECK, given(log) | {"policy": other.policy})
    stranger = Signer("witness.example/w1", WITNESS, bytes(32))
    policy = f"log {log.signer.key}\nwitness w1 {stranger.key}\nquorum w1\n"
    assert "Only 0 of 1" in fault(CHECK, given(log) | {"policy": policy})


def test_a_quorum_counts_members(run, fault):
    log = MadeLog(entries(5), witnesses=["a.example", "b.example", "c.example"])
    lines = [line for line in log.checkpoint.splitlines(keepends=True) if "c.example" not in line]
    files = log.files | {"checkpoint": "".join(lines).encode()}
    two = {"policy": log.policy.replace(" all ", " 2 "), "files": {path: text64(data) for path, data in files.items()}}
    assert run(CHECK, two)["size"] == 5
    assert "too few" in fault(CHECK, two | {"policy": log.policy})


def test_two_roots_for_one_size_do_not_pass(fault):
    """A log that shows its visitors other tiles than its checkpoint is over."""
    log, forged = MadeLog(entries(5)), MadeLog(entries(4) + [b"forged"])
    files = forged.files | {"checkpoint": log.files["checkpoint"]}
    assert "do not come to the root" in fault(CHECK, {"policy": log.policy, "files": {path: text64(data) for path, data in files.items()}})


@pytest.mark.parametrize("index", [-1, 5, 1.5, None])
def test_entries_that_are_not_there(page, index):
    body = CHECK if index is not None else CHECK.replace("given.index ?? null", "NaN")
    answer = page.evaluate(PRELUDE % body, given(MadeLog(entries(5)), index=index))
    assert "numbered from 0 to 4" in answer["fault"]


@pytest.mark.parametrize(
    "note", ["", "x", "a\n1\nAA==\n", "a\n\n", "a\n\n- b AAAAAAAA\n", "a\n\n\u2014 b\n", "a\n\n\u2014 b !!!!\n", "a\n\n\u2014 b AAAA\n"]
)
def test_what_is_no_note(fault, note):
    assert fault("return all.readNote(given)", note).startswith("Not a")


@pytest.mark.parametrize(
    "policy", ["", "log x", f"log {LOG_KEY[:-2]}==", f"witness w {WITNESS_KEY}", "group g 3 a b", "nonsense", LOG_KEY.replace("95ff", "95fe")]
)
def test_what_is_no_policy(fault, policy):
    assert fault("return all.readPolicy(given)", policy)


def test_keys_alone_are_a_policy(run):
    policy = run("const read = await all.readPolicy(given); return [read.logs.length, read.witnesses.map(({ name }) => name), read.quorum];",
                 f"# mine\n{LOG_KEY}\n{WITNESS_KEY}\n")  # fmt: skip
    assert policy == [1, ["witness.example/w1"], None]


def test_tiles_are_named_as_the_format_does(run):
    paths = "return [all.tilePath(0, 1234067), all.tilePath('entries', 0, 5), all.tilePath(1, 1000, 255), all.tilePath(0, 999)];"
    assert run(paths) == ["tile/0/x001/x234/067", "tile/entries/000.p/5", "tile/1/x001/000.p/255", "tile/0/999"]
