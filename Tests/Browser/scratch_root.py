"""A Debian that can be thrown away: this machine's own root with a layer of memory over it, in a mount namespace of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

LAYERS = """
set -e
mount -t tmpfs -o mode=0755 tmpfs {work}
mkdir {work}/upper {work}/work {root}
mount -t overlay -o lowerdir=/,upperdir={work}/upper,workdir={work}/work overlay {root}
mount -t proc proc {root}/proc
mount --rbind /dev {root}/dev
mount -t tmpfs tmpfs {root}/run
mount -t tmpfs tmpfs {root}/tmp
rm -f {root}/etc/gantry/gantry.yaml
echo ready
exec cat
"""


class ScratchRoot:
    """Everything in it is gone with the process that holds it."""

    def __init__(self, work: Path) -> None:
        self.root = work / "root"
        script = LAYERS.format(work=work, root=self.root)
        self.holder = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert self.holder.stdout is not None
        self.is_ready = self.holder.stdout.readline() == b"ready\n"

    @staticmethod
    def is_possible() -> bool:
        return os.geteuid() == 0

    def why_not(self) -> str:
        assert self.holder.stderr is not None
        return self.holder.stderr.read().decode(errors="replace").strip()

    def end(self) -> None:
        assert self.holder.stdin is not None
        self.holder.stdin.close()
        self.holder.wait(timeout=20)

    def command(self, *words: str, inside: bool = True) -> list[str]:
        chroot = ["chroot", str(self.root)] if inside else []
        return ["nsenter", "--mount", f"--target={self.holder.pid}", *chroot, *words]

    def run(self, *words: str, inside: bool = True, check: bool = True) -> subprocess.CompletedProcess:
        done = subprocess.run(self.command(*words, inside=inside), capture_output=True, text=True, timeout=120, env=self.environment)
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done

    def as_gantry(self, *words: str) -> list[str]:
        return self.command("setpriv", "--reuid=gantry", "--regid=gantry", "--clear-groups", *words)

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
