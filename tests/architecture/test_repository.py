"""What must not stand in the repository, and what must."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from darna.base.database.connections import ADDRESSES
from darna.config.settings import reader

ROOT = Path(__file__).resolve().parents[2]


def _files(*endings: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if name.endswith(endings) and (ROOT / name).is_file()]


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    assert [name for name in reader.KNOWN if f"`{name}`" not in text] == []


#: Read from the environment, and no setting of Darna's: the system's own, Django's, and what tests tell each other.
NOT_OURS = {"PATH", "TZDIR", "TMPDIR", "DJANGO_SETTINGS_MODULE"}


def test_every_name_the_code_reads_from_the_environment_is_a_known_setting() -> None:
    sources = [path for path in (ROOT / "src/darna").rglob("*.py") if "tests" not in path.parts]
    named = {name for path in sources for name in _read_from_environment(ast.parse(path.read_text("utf-8")))}
    assert {"PORT", "DARNA_HOME", "DARNA_PG_BIN"} <= named
    assert {*named, *ADDRESSES.values()} - NOT_OURS - set(reader.KNOWN) == set()


def _read_from_environment(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            holder, key = node.func.value, node.args[0]
        elif isinstance(node, ast.Subscript):
            holder, key = node.value, node.slice
        else:
            continue
        is_name = isinstance(key, ast.Constant) and isinstance(key.value, str)
        if is_name and re.search(r"\b(os\.environ|env)\b", ast.unparse(holder)):
            yield key.value


def test_no_registry_stands_in_the_locks() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        for entry in re.split(r"\n(?=[a-z])", text):
            assert "--hash=sha256:" in entry or entry.startswith("#"), entry[:60]


def test_there_is_no_other_lock() -> None:
    assert not (ROOT / "uv.lock").exists()


def test_compiled_catalogues_are_not_committed() -> None:
    listed = subprocess.run(["git", "ls-files", "*.mo"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert listed.stdout == ""


@pytest.mark.parametrize(
    "word", [r"/w[o]rk/", r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b", r"pytest\.(mark\.)?(skip|x" r"fail)\b"]
)
def test_nothing_unfinished_and_no_path_of_a_machine_stands_in_the_tree(word: str) -> None:
    found = [
        str(f.relative_to(ROOT))
        for f in _files(".py", ".md", ".html", ".toml", ".sh", ".css", ".js")
        if re.search(word, f.read_text("utf-8"))
    ]
    assert found == []


def test_templates_carry_no_inline_style_or_script() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)
    found = [str(f.relative_to(ROOT)) for f in _files(".html") if inline.search(f.read_text("utf-8"))]
    assert found == []


def test_templates_ask_no_other_host() -> None:
    other = re.compile(r"(?:src|href|action)=\"(?:https?:)?//", re.IGNORECASE)
    found = [str(f.relative_to(ROOT)) for f in _files(".html") if other.search(f.read_text("utf-8"))]
    assert found == []


def test_session_level_context_is_never_set() -> None:
    leaking = re.compile(r"set_config\('app\.ctx',[^)]*false\)|set\s+app\.ctx", re.IGNORECASE)
    found = [str(f.relative_to(ROOT)) for f in _files(".py") if leaking.search(f.read_text("utf-8"))]
    assert found == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(f.relative_to(ROOT))
        for f in _files(".py")
        if f.is_relative_to(ROOT / "src")
        and "migrations" not in f.parts
        and "tests" not in f.parts
        and f.read_text("utf-8").strip()
        and not f.read_text("utf-8").lstrip().startswith('"""')
    ]
    assert silent == []
