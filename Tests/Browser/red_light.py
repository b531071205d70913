"""A video of somebody who crosses the stop line on red, and a camera that streams it."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image, ImageFilter
from pictures import Still

WIDTH, HEIGHT, RATE = 1920, 1080, 10
# In the picture that the road simulator draws with seed 7: the car, the lane in front of it as it looks when empty, the lamp, the line.
CAR = (600, 560, 910, 828)
ROAD = (1060, 560, 1370, 828)
LAMP = (965, 58, 997, 88)
STOP_LINE = "0.25,0.712,0.8,0.712"
RED_LAMP = "0.5026,0.0537,0.0167,0.0278"
# Seconds of the film: green, red, the car from below the picture up beyond the line, nobody.
RED_AT, CAR_AT, GONE_AT, END = 2.0, 4.0, 8.0, 11.0


def film(still: Still, file: Path) -> None:
    """Cuts the car out of the still and drives it over the line."""
    scene = Image.open(io.BytesIO(still.jpeg)).convert("RGB").resize((WIDTH, HEIGHT), Image.LANCZOS)
    car = scene.crop(CAR)
    empty = scene.copy()
    empty.paste(scene.crop(ROAD), CAR[:2])
    green = empty.copy()
    green.paste(empty.crop(LAMP).filter(ImageFilter.GaussianBlur(9)).point(lambda value: value // 4), LAMP[:2])
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-",
               "-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-g", str(RATE), "-pix_fmt", "yuv420p", str(file)]  # fmt: skip
    encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
    for number in range(int(END * RATE)):
        at = number / RATE
        frame = (green if at < RED_AT else empty).copy()
        if CAR_AT <= at < GONE_AT:
            way = (at - CAR_AT) / (GONE_AT - CAR_AT)
            frame.paste(car, (CAR[0], int(HEIGHT - way * (HEIGHT - 330))))
        encoder.stdin.write(frame.tobytes())
    encoder.stdin.close()
    assert encoder.wait(timeout=120) == 0


@dataclass
class VideoCamera:
    """A camera that streams a film over HTTP, again and again, to whoever has the password."""

    file: Path
    user: str = "operator"
    password: str = "canary-stream-password"
    refused: int = 0
    connections: int = 0
    server: ThreadingHTTPServer | None = field(default=None, repr=False)
    players: list[subprocess.Popen] = field(default_factory=list, repr=False)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def address(self) -> str:
        return f"http://{self.user}:{self.password}@{self.host}/canary-stream-path.ts"

    def start(self) -> "VideoCamera":
        camera = self
        wanted = "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.headers.get("Authorization") != wanted:
                    camera.refused += 1
                    self.send_response(401)
                    self.send_header("WWW-Authenticate", 'Basic realm="camera"')
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                camera.connections += 1
                self.send_response(200)
                self.send_header("Content-Type", "video/mp2t")
                self.end_headers()
                camera.play(self.wfile)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def play(self, out) -> None:
        command = ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", str(self.file), "-c", "copy", "-f", "mpegts", "-"]
        player = subprocess.Popen(command, stdout=subprocess.PIPE)
        self.players.append(player)
        try:
            shutil.copyfileobj(player.stdout, out, 16 * 1024)
        except OSError:
            pass  # whoever watched has gone
        finally:
            player.kill()
            player.wait()

    def stop(self) -> None:
        """Hangs up on everybody, and listens no more."""
        self.server.shutdown()
        self.server.server_close()
        for player in self.players:
            player.kill()
