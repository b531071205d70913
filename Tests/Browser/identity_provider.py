"""An agency's identity provider (OpenID Connect), small and honest, on a port of this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

CLIENT, SECRET = "gantry", "a secret: 50% sure+"
PAGE = "<!doctype html><link rel='icon' href='data:,'><title>City Police</title><h1>City Police</h1><a id='go' href='{address}'>Sign in with card and PIN</a>"


def url_safe(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class IdentityProvider:
    """Signs everybody in as `subject`. Its issuer has another host than the office, so that the way back crosses sites."""

    def __init__(self) -> None:
        self.subject = "7f3a"
        self.methods = ["pwd", "mfa"]
        self.codes: dict[str, dict[str, str]] = {}
        self.refused: list[str] = []
        self.rotate("one")
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.get(self)

            def do_POST(self) -> None:
                provider.post(self)

            def log_message(self, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def rotate(self, name: str) -> None:
        self.key, self.key_name = ec.generate_private_key(ec.SECP256R1()), name

    # What it answers.

    def get(self, request: BaseHTTPRequestHandler) -> None:
        path, _, query = request.path.partition("?")
        fields = dict(urllib.parse.parse_qsl(query))
        if path == "/.well-known/openid-configuration":
            self.answer(request, self.description())
        elif path == "/keys":
            self.answer(request, {"keys": [self.public_key()]})
        elif path == "/authorize":
            code = secrets.token_urlsafe()
            self.codes[code] = fields
            back = urllib.parse.urlencode({"code": code, "state": fields["state"], "iss": self.issuer})
            page = PAGE.format(address=f"{fields['redirect_uri']}?{back}".replace("&", "&amp;"))
            self.answer(request, page.encode(), kind="text/html")
        else:
            self.answer(request, {}, 404)

    def post(self, request: BaseHTTPRequestHandler) -> None:
        form = dict(urllib.parse.parse_qsl(request.rfile.read(int(request.headers["Content-Length"])).decode()))
        asked = self.codes.pop(form.get("code", ""), None)
        problem = self.problem(request, form, asked)
        if problem or asked is None:
            self.refused.append(problem)
            return self.answer(request, {"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300, "auth_time": now, "nonce": asked["nonce"],
            "amr": self.methods,
        }
        self.answer(request, {"id_token": self.signed(claims), "access_token": "unused", "token_type": "Bearer"})

    def problem(self, request: BaseHTTPRequestHandler, form: dict[str, str], asked: dict[str, str] | None) -> str:
        """What a strict provider would refuse; empty where all is well."""
        basic = f"{urllib.parse.quote(CLIENT, safe='')}:{urllib.parse.quote(SECRET, safe='')}"
        if request.headers["Authorization"] != "Basic " + base64.b64encode(basic.encode()).decode():
            return "client"
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"]:
            return "code"
        if asked["code_challenge_method"] != "S256" or url_safe(hashlib.sha256(form["code_verifier"].encode()).digest()) != asked["code_challenge"]:
            return "proof"
        return ""

    def description(self) -> dict:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize", "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys", "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"], "authorization_response_iss_parameter_supported": True,
        }

    def public_key(self) -> dict:
        numbers = self.key.public_key().public_numbers()
        x, y = (url_safe(number.to_bytes(32)) for number in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": "P-256", "kid": self.key_name, "use": "sig", "alg": "ES256", "x": x, "y": y}

    def signed(self, claims: dict) -> str:
        head = url_safe(json.dumps({"alg": "ES256", "kid": self.key_name, "typ": "JWT"}).encode())
        message = f"{head}.{url_safe(json.dumps(claims).encode())}"
        r, s = decode_dss_signature(self.key.sign(message.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{message}.{url_safe(r.to_bytes(32) + s.to_bytes(32))}"

    @staticmethod
    def answer(request: BaseHTTPRequestHandler, body: dict | bytes, status: int = 200, kind: str = "application/json") -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)
