"""`darna demo`: an installation with a real region and fictional people, in one command."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from darna.base.database.home import Home
from darna.faces.cli import exits
from darna.faces.cli.commands.serve import DEMO_MARK, serve
from darna.faces.cli.ground import Trouble, bring_up_to_date, held, is_up_to_date, say, set_up_django
from darna.faces.cli.serving import require_free_port

PORT = "<port>"


def add_to(commands: Any) -> None:
    """The grammar of `darna demo`."""
    command = commands.add_parser("demo", help="a complete Darna with fictional people, until Ctrl-C")
    command.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the demo if it is not there, print its accounts, serve it."""
    require_free_port("127.0.0.1", given.port)
    os.environ["DARNA_DEMO"] = "1"
    with held(make_keyring=True) as home:
        mark = home.root / DEMO_MARK
        # What was printed at the first start is printed again: making it anew would load Django for seconds.
        if not (is_up_to_date(home) and mark.exists() and mark.read_text("utf-8")):
            _prepare(home, mark)
        welcome = mark.read_text("utf-8").replace(PORT, str(given.port))
        serve("127.0.0.1", given.port, processes=1, threads=4, welcome=welcome)
    return exits.OK


def _prepare(home: Home, mark: Path) -> None:
    set_up_django()
    bring_up_to_date(home)
    from darna.faces.demo.accounts import demo_accounts
    from darna.faces.demo.seeding import is_seeded, seed

    if not mark.exists() and _in_use():
        raise Trouble(f"{home.root} is a real installation; a demo needs a folder of its own.", exits.REFUSED)
    mark.touch()
    if not is_seeded():
        say("Loading the demo region: real places, fictional people …")
        seed(say=say)
    mark.write_text(_welcome(demo_accounts()), "utf-8")


def _in_use() -> bool:
    from darna.base.accounts.models import Account

    return Account.objects.using("migrator").exists()


def _welcome(accounts: Any) -> str:
    address = f"http://127.0.0.1:{PORT}"
    lines = [
        "",
        f"Darna's demo answers at {address}",
        f"  public pages  {address}/ar/  {address}/fr/  {address}/it/  {address}/en/",
    ]
    lines += [f"  staff sign in {address}/fr/account/sign-in/", ""]
    lines += ["Demo accounts (one password for all; the one-time codes stand on the sign-in page):"]
    lines += [f"  {account.email:<44} {account.what}" for account in accounts]
    lines += [f"  password: {accounts[0].password}", "", "Everybody in it is fictional. Stop with Ctrl-C.", ""]
    return "\n".join(lines)
