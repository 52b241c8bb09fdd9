"""The words of the commands that keep a journal safe, and of the hidden ones that test it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.cli import safety, selftest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Adder = Callable[[str, Callable[..., Any], str], argparse.ArgumentParser]

COMMANDS = ("backup", "restore", "repair", "forget", "encrypt", "rekey", "decrypt")
HIDDEN = ("writeloop", "add", "migrate", "merge", "oldjournal", "screens")


def add(sub: Any, common: argparse.ArgumentParser, adder: Adder) -> None:
    """Add the commands.

    Args:
        sub: The subparsers.
        common: The options of every command.
        adder: Adds one command (name, what it does, its help and an example).
    """
    backup = adder("backup", safety.backup, "back the journal up, proved whole\nbackup")
    backup.add_argument("out", metavar="OUT", nargs="?", help="default: the journal's backups")
    backup.add_argument("--list", action="store_true", help="list the backups there are")
    restore = adder(
        "restore",
        safety.restore,
        "go back to a backup; what is replaced is kept\nrestore 20261127T081500Z-close-12.njbak",
    )
    restore.add_argument("backup", metavar="BACKUP", help="a file, or the name of a listed backup")
    repair = adder(
        "repair",
        safety.repair,
        "work out anew what is derived, or bring what can be read into a new journal\nrepair",
    )
    repair.add_argument("out", metavar="OUT", nargs="?", help="the new journal, where one is made")
    forget = adder("forget", safety.forget, "erase a person for good\nforget Ana")
    forget.add_argument("who", metavar="WHO", nargs="+", help="a name, an e-mail address or a uid")
    forget.add_argument("--yes", action="store_true", help="don't ask")
    forget.add_argument("--backups", action="store_true", help="purge the backups, too")
    adder("encrypt", safety.encrypt, "put the journal under a passphrase\nencrypt")
    rekey = adder("rekey", safety.rekey, "change the passphrase\nrekey")
    rekey.add_argument("--new-passphrase-file", metavar="F", help="its first line is the new one")
    adder("decrypt", safety.decrypt, "take the passphrase off\ndecrypt")
    for name in HIDDEN:
        hidden = sub.add_parser(f"selftest-{name}", parents=[common])
        hidden.set_defaults(do=getattr(selftest, name))
        if name == "add":
            hidden.add_argument("name")
        if name == "oldjournal":
            hidden.add_argument("--rows", type=int, default=100)
        if name == "writeloop":
            hidden.add_argument("--count", type=int, default=10)
            hidden.add_argument("--start", type=int, default=0)
