"""A stand-in for the office, for the warrant pages' own tests: Gantry's templates and scripts, and answers made here. It keeps what it was sent."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import threading
from contextlib import suppress
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from gantry_server import ROOT
from warrant_sealing import Passing, Release, canonical, text64

WEB = ROOT / "Web"
LEAFLET = Path("/usr/share/javascript/leaflet")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png"}
TAG = re.compile(r"\{\{\{(\w+)\}\}\}|\{\{([#^>]?)\s*([\w-]+)\s*\}\}")
PEOPLE = {"nodira-karimova": "Nodira Karimova", "timur-aliev": "Timur Aliev"}


def render(template: str, *stack: dict) -> str:
    """Mustache, as far as the pages use it."""

    def value(name: str):
        return next((frame[name] for frame in reversed(stack) if name in frame), None)

    out, at = "", 0
    while found := TAG.search(template, at):
        out += template[at : found.start()]
        at = found.end()
        raw, kind, name = found.groups()
        if kind in ("#", "^"):
            end = template.index("{{/" + name + "}}", at)
            inner, given = template[at:end], value(name)
            at = end + len(name) + 5
            if kind == "^":
                out += "" if given else render(inner, *stack)
            elif given:
                frames = given if isinstance(given, list) else [given if isinstance(given, dict) else {}]
                out += "".join(render(inner, *stack, frame) for frame in frames)
        elif kind == ">":
            out += render((WEB / f"templates/{name}.mustache").read_text(), *stack)
        elif raw:
            out += str(value(raw))
        else:
            out += html.escape(str(value(name) or ""))
    return out + template[at:]


def embedded(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")


def fingerprint(key: bytes) -> str:
    return " ".join(re.findall(".{4}", hashlib.sha256(key).hexdigest()[:20].upper()))


class StandInOffice(ThreadingHTTPServer):
    """One warrant, one viewer at a time. A test sets `viewer` to who looks, and fills `passings` with what is to be found."""

    def __init__(self, cameras: list[dict], holders: list[str], threshold: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.cameras, self.holders, self.threshold = cameras, holders, threshold
        self.now = datetime(2026, 11, 21, 14, 30, tzinfo=timezone.utc)
        self.viewer = "nodira-karimova"
        self.keys: dict[str, bytes] = {}
        self.posted: list[tuple[str, dict]] = []
        self.warrant = self.opening = b""
        self.approvals: list[dict] = []
        self.state = "requested"
        self.passings: list[Passing] = []
        self.release: Release | None = None
        self.refusing: list[str] = []
        self.history: list[dict] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def search(self) -> None:
        """The keyholders have granted it and the passes were looked up."""
        self.release = Release(self.warrant, self.opening, self.passings, self.holders, self.threshold)
        self.state = "found"

    def page(self, template: str, **model) -> str:
        key = self.keys.get(self.viewer)
        nav = {name: {"isCurrent": name == "warrants"} for name in ("overview", "live", "queue", "map", "cameras", "warrants")}
        person = {"name": PEOPLE[self.viewer], "initials": PEOPLE[self.viewer][:1]}
        layout = {"title": "Warrants", "assetVersion": "0", "jurisdiction": "UZ", "nav": nav, "person": person}
        model |= {"approvalName": self.viewer, "keyFingerprint": fingerprint(key) if key else None}
        model |= {"mayRequest": True, "mayApprove": self.may_approve}
        return render((WEB / f"templates/{template}.mustache").read_text(), layout, model)

    @property
    def may_approve(self) -> bool:
        return self.state == "requested" and self.viewer not in [each["person"] for each in self.approvals]

    @property
    def terms(self) -> dict:
        purposes = ["stolen-vehicle", "missing-person"]
        most = {"longestDays": 30, "mostPlates": 20, "unsealDays": 90}
        base = {"cameras": self.cameras, "purposes": purposes, "requester": self.viewer, "regions": ["UZ", "KZ"]}
        return base | most | {"now": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"), "timeZone": "Asia/Tashkent"}

    @property
    def standing(self) -> dict:
        at = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        people = [each["person"] for each in self.approvals]
        approvals = [{"person": person, "name": PEOPLE[person], "fingerprint": fingerprint(self.keys[person]), "at": at} for person in people]
        granting = self.holders[: self.threshold] if self.release else []
        holders = [{"name": name, "state": "granted" if name in granting else "waiting"} for name in self.holders]
        standing = {"id": "7", "state": self.state, "stateText": self.state, "isRequester": self.viewer == "nodira-karimova"}
        standing |= {"mayApprove": self.may_approve, "mayWithdraw": False, "warrant": text64(self.warrant), "requesterName": "Nodira Karimova"}
        standing |= {"approvals": approvals, "holders": holders, "threshold": self.threshold, "of": len(self.holders), "timeZone": "Asia/Tashkent"}
        history = [{"at": at, "what": "Asked for.", "by": "Nodira Karimova"}, *self.history]
        # As the office writes it: what is not known is left away.
        return standing | {"history": history} | ({"hits": len(self.passings)} if self.release else {})

    def get(self, path: str) -> str | dict | None:
        if path == "/warrants":
            return self.page("warrants", hasRows=False)
        if path == "/warrants/new":
            return self.page("warrant-new", termsJSON=embedded(self.terms))
        if path == "/warrants/7":
            case = json.loads(self.warrant)["caseNumber"]
            model = {"id": "7", "caseNumber": case, "homeHref": "/warrants", "latitude": 41.3, "longitude": 69.27, "zoom": 6, "stateText": self.state}
            return self.page("warrant", warrantJSON=embedded(self.standing), state=self.state, **model)
        if path == "/warrants/7/state":
            return self.standing
        if path == "/warrants/7/hits" and self.release:
            cameras = [{**camera, "timeZone": "Asia/Tashkent"} for camera in self.cameras]
            return {"release": text64(self.release.bytes), "hits": self.release.found, "cameras": cameras}
        return None

    def post(self, path: str, body: dict) -> tuple[int, dict]:
        if body.get("approval") == "ask":
            return 200, {"needed": False}
        self.posted.append((path, body))
        if path == "/warrants/key":
            self.keys[self.viewer] = base64.b64decode(body["key"])
            return 200, {"fingerprint": fingerprint(self.keys[self.viewer])}
        if path == "/warrants":
            if "REFUSED" in base64.b64decode(body["warrant"]).decode():
                return 422, {"message": "The case number is not one of this office."}
            self.warrant, self.opening = base64.b64decode(body["warrant"]), base64.b64decode(body["opening"])
            assert canonical(json.loads(self.warrant)) == self.warrant
            self.approvals = [body["approval"]]
            return 201, {"id": "7"}
        if path == "/warrants/7/approve":
            self.approvals.append(body)
            self.search()
            return 200, {}
        if path == "/warrants/7/refuse":
            self.state = "refused"
            self.history.append({"at": "2026-11-21T14:31:00Z", "what": f"Refused: {body['reason']}", "by": PEOPLE[self.viewer]})
            return 200, {}
        if path == "/warrants/7/release" and self.release:
            giving = [name for name in self.holders[: self.threshold] if name not in self.refusing]
            answers = [{"holder": name, "bytes": text64(self.release.answer(name))} for name in giving]
            refusals = [{"holder": name, "code": "expired", "message": "The warrant's time is over."} for name in self.refusing]
            return 200, {"answers": answers, "refusals": refusals}
        return 404, {"message": "There is nothing here."}


class Handler(BaseHTTPRequestHandler):
    server: StandInOffice

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            return self.static(path.removeprefix("/static/").removeprefix("0/"))
        if path == "/events":
            return self.send(204, b"", "text/plain")
        answer = self.server.get(path)
        if answer is None:
            return self.send(404, b'{"message": "There is nothing here."}', "application/json")
        is_page = isinstance(answer, str)
        self.send(200, answer.encode() if is_page else json.dumps(answer).encode(), "text/html; charset=utf-8" if is_page else "application/json")

    def do_POST(self) -> None:
        assert self.headers["content-type"] == "application/json" and self.headers["sec-fetch-site"] == "same-origin"
        status, answer = self.server.post(self.path, json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send(status, json.dumps(answer).encode(), "application/json")

    def static(self, name: str) -> None:
        file = LEAFLET / name.removeprefix("lib/leaflet/") if name.startswith("lib/leaflet/") else WEB / "static" / name
        if not file.is_file():
            return self.send(404, b"", "text/plain")
        self.send(200, file.read_bytes(), TYPES[file.suffix])

    def send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        fields = {"content-type": kind, "content-length": str(len(body)), "content-security-policy": POLICY, "cache-control": "no-store"}
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(BrokenPipeError):
            # A page that was left does not wait for its answer.
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: a test reads what was posted."""
