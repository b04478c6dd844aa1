"""The server comes up once for everybody, survives kills with its data, and goes when the last one goes."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from darna.base.database import launcher
from darna.base.database.binaries import Binaries, executable_by, locate_binaries
from darna.base.database.connections import Server, settings_from_env
from darna.base.database.errors import DatabaseTrouble, NotReachable, ServerInUse, WrongMajor
from darna.base.database.health import check
from darna.base.database.home import Account, Home, cluster_of, open_home, server_account
from darna.base.database.postmaster import alive

from .people import Elsewhere, elsewhere, every_postgres, postmaster_pid, started_at


def _hold(pipe: Any, home: Home) -> None:
    with launcher.hold(home) as server:
        pipe.send(started_at(server))
        pipe.recv()


def _start(pipe: Any, home: Home) -> None:
    pipe.send(started_at(launcher.start(home)))


def _write(server: Server, name: str) -> None:
    with server.connect("owner") as conn:
        conn.execute("CREATE TABLE IF NOT EXISTS said (name text)")
        conn.execute("INSERT INTO said VALUES (%s)", [name])


def _said(server: Server) -> list[str]:
    with server.connect("owner") as conn:
        return [row[0] for row in conn.execute("SELECT name FROM said")]


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_first_start_gives_a_private_server_that_keeps_arabic(postgres: Binaries, home: Home) -> None:
    assert settings_from_env(home, {})["app"]["PASSWORD"] == ""
    server = launcher.start(home)
    assert server.data
    assert _mode(server.data) == _mode(server.data.parent) == _mode(home.keys) == 0o700
    assert _mode(home.keys / "database.json") == 0o600
    with server.connect("app") as conn:
        assert check(conn).faults == ()
        assert conn.info.server_version // 10000 == postgres.major
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)
        assert conn.execute("SHOW data_checksums").fetchone() == ("on",)
    assert (server.data / "pg_hba.conf").read_text() == "local all all scram-sha-256\n"
    assert started_at(launcher.start(home)) == started_at(server)
    assert settings_from_env(home, {})["owner"] == server.django("owner")


def test_the_account_that_runs_the_server_is_never_root(known_home: Home) -> None:
    server = launcher.start(known_home)
    assert os.stat(f"/proc/{postmaster_pid(server)}").st_uid != 0
    assert launcher.status(known_home).running
    assert launcher.stop(known_home)
    assert not launcher.status(known_home).running
    assert not launcher.stop(known_home)


def test_a_wrong_password_is_refused_on_the_socket(known_home: Home) -> None:
    server = launcher.start(known_home)
    with pytest.raises(Exception, match="password authentication failed"):
        server.connect("app", password="guessed")


def test_four_cold_starts_at_once_give_one_server(home: Home) -> None:
    others = [Elsewhere(_start, home) for _ in range(4)]
    assert len({other.answer() for other in others}) == 1


def test_two_processes_share_and_the_last_one_stops_it(known_home: Home) -> None:
    with elsewhere(_hold, known_home) as first, elsewhere(_hold, known_home) as second:
        assert first.answer() == second.answer()
        first.finish()
        assert launcher.status(known_home).running
        with pytest.raises(ServerInUse):
            launcher.stop(known_home)
        second.finish()
        assert not launcher.status(known_home).running


def test_a_server_started_to_be_kept_outlives_its_holders(known_home: Home) -> None:
    launcher.start(known_home, keep=True)
    with launcher.hold(known_home):
        pass
    assert launcher.status(known_home).kept
    assert launcher.stop(known_home)


def _interrupted(pipe: Any, home: Home) -> None:
    launcher.prepare = _ctrl_c  # type: ignore[assignment]
    try:
        with launcher.hold(home):
            pipe.send("held")
    except KeyboardInterrupt:
        pipe.send("called off")


def _ctrl_c(*_: Any) -> None:
    raise KeyboardInterrupt


def test_ctrl_c_during_the_start_leaves_no_server_behind(known_home: Home) -> None:
    with elsewhere(_interrupted, known_home) as other:
        assert other.answer() == "called off"
    assert not launcher.status(known_home).running


def test_the_settings_follow_the_version_and_the_administrator_has_the_last_word(known_home: Home) -> None:
    data = cluster_of(known_home).data
    (data / "darna.conf").write_text("max_connections = 5\n")
    with (data / "postgresql.conf").open("a") as conf:
        conf.write("work_mem = '7MB'\n")
    with launcher.start(known_home).connect("app") as conn:
        found = conn.execute("SELECT current_setting('max_connections'), current_setting('work_mem')").fetchone()
    assert found == ("80", "7MB")


def test_both_ends_of_the_supported_versions_are_tested() -> None:
    majors = {found.major for found in every_postgres()}
    assert majors
    assert len(majors) > 1 or not os.environ.get("CI"), "install PostgreSQL 15 as well: apt install postgresql"


def test_a_killed_holder_stops_nothing_and_counts_no_longer(known_home: Home) -> None:
    with elsewhere(_hold, known_home) as other:
        began = other.answer()
        other.kill()
    with launcher.hold(known_home) as server:
        assert started_at(server) == began
    assert not launcher.status(known_home).running


def test_a_killed_server_comes_back_with_everything_acknowledged(known_home: Home) -> None:
    server = launcher.start(known_home)
    for name in ("محمد", "Amina"):
        _write(server, name)
        os.kill(postmaster_pid(server), signal.SIGKILL)
        server = launcher.start(known_home)
    assert _said(server)[-2:] == ["محمد", "Amina"]


def test_a_question_left_over_from_a_killed_server_does_not_hold_up_the_next(known_home: Home) -> None:
    server = launcher.start(known_home)
    at_work = server.connect("owner", autocommit=True)
    at_work.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 200000000)")
    os.kill(postmaster_pid(server), signal.SIGKILL)
    began = time.monotonic()
    assert started_at(launcher.start(known_home))
    assert time.monotonic() - began < 10
    at_work.close()


def test_a_process_number_that_now_belongs_to_another_blocks_nothing(known_home: Home) -> None:
    server = launcher.start(known_home)
    _write(server, "Samira")
    pid_file = cluster_of(known_home).data / "postmaster.pid"
    os.kill(postmaster_pid(server), signal.SIGKILL)
    account = server_account()
    with subprocess.Popen(["sleep", "60"], **(account.popen() if account else {})) as stranger:
        pid_file.write_text("\n".join([str(stranger.pid), *pid_file.read_text().split("\n")[1:]]))
        assert not alive(cluster_of(known_home))
        assert _said(launcher.start(known_home))[-1] == "Samira"
        assert stranger.poll() is None
        stranger.kill()


def test_a_first_start_cut_off_half_way_is_begun_again(home: Home) -> None:
    half = cluster_of(open_home(home)).folder / "data.new"
    half.mkdir(parents=True)
    account = server_account()
    if account:
        os.chown(half.parent, account.uid, account.gid)
    (half / "PG_VERSION").write_text("18")
    _write(launcher.start(home), "Amina")
    assert not half.exists()


def test_a_start_cut_off_before_the_roles_is_finished_by_the_next(known_home: Home) -> None:
    server = launcher.start(known_home)
    with server.connect("super", autocommit=True) as conn:
        conn.execute("DROP DATABASE darna")
    with launcher.start(known_home).connect("app") as conn:
        assert conn.execute("SELECT current_user").fetchone() == ("darna_app",)


def test_data_of_another_major_version_are_refused_with_the_way_out(
    known_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = launcher.start(known_home)
    launcher.stop(known_home)
    assert server.data
    (server.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(WrongMajor, match=r"(?s)made by PostgreSQL 15.*darna db backup.*\n.*mv .*\n.*darna db restore"):
        launcher.start(known_home)
    assert not (server.data / "postmaster.pid").exists()
    (server.data / "PG_VERSION").write_text(f"{locate_binaries().major}\n")


def test_data_stay_when_only_the_keys_folder_is_lost(known_home: Home) -> None:
    launcher.start(known_home)
    launcher.stop(known_home)
    (known_home.keys / "database.json").rename(known_home.keys / "aside")
    with pytest.raises(NotReachable, match="Put back your copy of the keys folder"):
        launcher.start(known_home)
    (known_home.keys / "aside").rename(known_home.keys / "database.json")
    launcher.start(known_home)


def test_a_very_long_path_still_gets_a_socket(known_home: Home) -> None:
    long = Home(known_home.root.with_name("a-long-name-" * 10))
    known_home.root.rename(long.root)
    cluster = cluster_of(long)
    try:
        with launcher.hold(long) as server, server.connect("app"):
            assert cluster.sockets != cluster.folder
            assert _mode(cluster.sockets) == 0o700
    finally:
        long.root.rename(known_home.root)
        shutil.rmtree(cluster.sockets)


def test_a_link_in_place_of_a_private_folder_is_refused(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "home").mkdir()
    (folder / "home" / "keys").symlink_to(folder / "elsewhere")
    with pytest.raises(DatabaseTrouble, match="is not a folder of account"):
        open_home(Home(folder / "home"))


def test_a_clone_in_a_closed_folder_is_served_without_opening_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root's clone lies under a 0700 home: the server's account can neither enter the data nor run the programs."""
    accounts = Path("/etc/passwd").read_bytes()
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("DARNA_PG_BIN", str(_wheel_in(closed) / "pginstall" / "bin"))
    home = Home(closed / "clone" / "var")
    try:
        server = launcher.start(home)
        assert server.data
        inside = server.data.is_relative_to(closed)
        assert inside == (server_account() is None)
        with server.connect("app") as conn:
            assert check(conn).faults == ()
    finally:
        launcher.stop(home)
    assert _mode(closed) == 0o700
    assert Path("/etc/passwd").read_bytes() == accounts


def _wheel_in(closed: Path) -> Path:
    # Installed under a strict umask, at a place the server's account cannot enter.
    package = next(found for found in every_postgres() if found.folder.parent.name == "pginstall").folder.parent.parent
    for part in (package, package.with_name(package.name + ".libs")):
        if part.exists():
            shutil.copytree(part, closed / part.name, symlinks=True)
    for path in closed.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o700)
    return closed / package.name


def test_a_normal_user_needs_nothing_of_root(folder: Path, postgres: Binaries, monkeypatch: pytest.MonkeyPatch) -> None:
    person = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    # A user of their own has a clone of their own; root's clone may lie where nobody else enters.
    own = Account(person.pw_name, person.pw_uid, person.pw_gid) if os.geteuid() == 0 else None
    monkeypatch.setenv("DARNA_PG_BIN", str(executable_by(postgres, own).folder))
    home = Home(folder / "user" / "home")
    home.root.parent.mkdir()
    if os.geteuid() == 0:
        os.chown(home.root.parent, person.pw_uid, person.pw_gid)
    with elsewhere(_as_user, person, home) as other:
        mode, owner, healthy = other.answer()
        other.finish()
    assert (mode, owner, healthy) == (0o700, person.pw_uid, True)


def _as_user(pipe: Any, person: pwd.struct_passwd, home: Home) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(person.pw_gid)
        os.setuid(person.pw_uid)
    with launcher.hold(home) as server, server.connect("app") as conn:
        assert server.data
        owner = os.stat(f"/proc/{postmaster_pid(server)}").st_uid
        pipe.send((_mode(server.data), owner, not check(conn).faults))
        pipe.recv()
