"""`darna demo`: an installation with a real region and fictional people, in one command."""

from __future__ import annotations

import argparse
import os
from typing import Any

from darna.faces.cli import exits
from darna.faces.cli.commands.serve import DEMO_MARK, serve
from darna.faces.cli.ground import Trouble, grounded, say
from darna.faces.cli.serving import require_free_port


def add_to(commands: Any) -> None:
    """The grammar of `darna demo`."""
    command = commands.add_parser("demo", help="a complete Darna with fictional people, until Ctrl-C")
    command.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the demo if it is not there, print its accounts, serve it."""
    require_free_port("127.0.0.1", given.port)
    os.environ["DARNA_DEMO"] = "1"
    with grounded(make_keyring=True) as home:
        from darna.faces.demo.accounts import demo_accounts
        from darna.faces.demo.seeding import is_seeded, seed

        mark = home.root / DEMO_MARK
        if not mark.exists() and _in_use():
            raise Trouble(f"{home.root} is a real installation; a demo needs a folder of its own.", exits.REFUSED)
        mark.touch()
        if not is_seeded():
            say("Loading the demo region: real places, fictional people …")
            seed(say=say)
        serve("127.0.0.1", given.port, processes=1, threads=4, welcome=_welcome(given.port, demo_accounts()))
    return exits.OK


def _in_use() -> bool:
    from darna.base.accounts.models import Account

    return Account.objects.using("migrator").exists()


def _welcome(port: int, accounts: Any) -> str:
    address = f"http://127.0.0.1:{port}"
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
