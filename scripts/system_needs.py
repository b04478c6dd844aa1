"""What the tests need from the system: installed with apt where that is possible, named exactly where it is not."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys

# What, how to tell it is there, Debian's package.
NEEDS = [
    (
        "Chromium, for the browser journeys",
        lambda: bool(os.environ.get("CHROMIUM")) or _program("chromium-headless-shell") or _program("chromium"),
        "chromium",
    ),
    ("libatomic, for the program that drives Chromium", lambda: bool(ctypes.util.find_library("atomic")), "libatomic1"),
    ("Pango, for PDFs", lambda: bool(ctypes.util.find_library("pango-1.0")), "libpango-1.0-0"),
    ("Pango's FreeType part, for PDFs", lambda: bool(ctypes.util.find_library("pangoft2-1.0")), "libpangoft2-1.0-0"),
    ("HarfBuzz' subsetter, for PDFs", lambda: bool(ctypes.util.find_library("harfbuzz-subset")), "libharfbuzz-subset0"),
    ("a font with Arabic letters, for screenshots", lambda: _font("ar"), "fonts-noto-core"),
    (
        "Debian's PostgreSQL, the second server that is tested",
        lambda: os.path.isdir("/usr/lib/postgresql"),
        "postgresql",
    ),
    ("xgettext, to see whether catalogues are complete", lambda: _program("xgettext"), "gettext"),
]


def _program(name: str) -> bool:
    return shutil.which(name) is not None


def _font(language: str) -> bool:
    if not _program("fc-list"):
        return False
    found = subprocess.run(["fc-list", f":lang={language}"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


def main() -> int:
    """Install what is missing; 3 when something is still missing afterwards."""
    missing = [(what, package) for what, there, package in NEEDS if not there()]
    if not missing:
        return 0
    packages = [package for _what, package in missing]
    print("Needed from the system and not there:", ", ".join(what for what, _package in missing), flush=True)
    if os.geteuid() == 0 and _program("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # A freshly installed server of Debian must not start by itself: the tests start their own.
        policy = "/usr/sbin/policy-rc.d"
        made = not os.path.exists(policy)
        if made:
            with open(policy, "w", encoding="ascii") as file:
                file.write("#!/bin/sh\nexit 101\n")
            os.chmod(policy, 0o755)
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "fontconfig", *packages],
            env=environment,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        if made:
            os.unlink(policy)
    still = [(what, package) for what, there, package in NEEDS if not there()]
    if not still:
        return 0
    print("Still missing:", *(f"  {what}" for what, _package in still), sep="\n", file=sys.stderr)
    print(f"Install with: apt-get install {' '.join(package for _what, package in still)}", file=sys.stderr)
    return 3


if __name__ == "__main__":
    sys.exit(main())
