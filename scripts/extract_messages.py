"""Write every translatable sentence of the code and the templates into one template catalogue."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "darna"
KEYWORDS = [
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
    "_",
]


def main(target: Path) -> None:
    """Run xgettext over Python files and over templates turned into something it can read."""
    settings.configure()
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        copies = [_copied(path, Path(folder)) for path in sorted(_sources())]
        words = [f"--keyword={word}" for word in KEYWORDS]
        subprocess.run(
            ["xgettext", "-L", "Python", "--from-code=UTF-8", "--add-location=never", "--no-wrap", "--sort-output",
             "--package-name=Darna", *words, "-o", str(target), *copies],
            check=True, cwd=folder,
        )  # fmt: skip


def _sources() -> list[Path]:
    found = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]
    return [path for path in found if not {"tests", "migrations", "locale", "static_collected"} & set(path.parts)]


def _copied(path: Path, folder: Path) -> str:
    name = path.relative_to(SOURCE).as_posix().replace("/", "__") + ".py"
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        text = templatize(text)
    (folder / name).write_text(text, "utf-8")
    return name


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
