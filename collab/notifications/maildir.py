"""A folder into which a mail server puts what came back: a Maildir."""

import mailbox
from contextlib import suppress
from pathlib import Path

from collab.db import db

from .bounces import receive


def read_new(folder: Path) -> None:
    """What was read moves to the read ones, so that nothing is lost and nothing counts twice."""
    box = mailbox.Maildir(folder, create=False)
    for key, message in list(box.items()):
        if message.get_subdir() != "new":
            continue
        with suppress(KeyError, FileNotFoundError):  # somebody else read it at this moment
            receive(box.get_bytes(key))
            db.session.commit()
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message
