"""A demo from its home: made if it is not there, and served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from darna.base.database.home import Home
from darna.faces.cli import exits
from darna.faces.cli.commands.serve import serve
from darna.faces.cli.ground import Trouble, bring_up_to_date, held, is_up_to_date, say, set_up_django
from darna.faces.cli.serving import DEMO_MARK, Group

PORT = "<port>"


def demonstrate(group: Group, port: int) -> None:
    """Serve the demo of this home until asked to stop. A web that was loaded before a demo was due is ended."""
    with held(make_keyring=True) as home:
        mark = home.root / DEMO_MARK
        # What was printed at the first start is printed again: making it anew would load Django for seconds.
        if not (is_up_to_date(home) and mark.exists() and mark.read_text("utf-8")):
            group.unload()
            _prepare(home, mark)
        serve(group, welcome=mark.read_text("utf-8").replace(PORT, str(port)))


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
