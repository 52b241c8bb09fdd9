"""The whole file written anew, so that nothing of what was deleted is left in any gap of a page.

``secure_delete`` writes over deleted rows where they lay. But when SQLite moves rows from one page
to another, as any edit can make it, copies of them stay in the gap of the page they left. Only
``VACUUM`` reaches those.

It is due from an erasing edit on, which leaves a mark in the journal until this is done and the
log is empty: until then the old pages are in the file.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING, Final

from netjournal.errors import DiskError
from netjournal.models.engine import Connection, EngineError, connect, expected, translate
from netjournal.models.handle import db

if TYPE_CHECKING:
    from netjournal.models.place import Place

_MOST: Final = 256 << 20  # bytes that are put together in memory
_PAGE: Final = 512  # bytes; no page is smaller


def rewrite(place: Place) -> None:
    """Write the open journal anew: into its log, from where a checkpoint brings it into the file.

    Who reads beside is not disturbed. It takes as much room again as the journal has, and some
    seconds for each 100 MB.

    Args:
        place: Of the journal, which may be shorter afterwards.

    Raises:
        UserError: It could not be done, mostly for lack of room; the journal is as it was.
    """
    # one of its own: on another one a statement may be under way, which VACUUM does not suffer
    connection = connect(str(db.database), db.key)
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # the log starts anew
        size = _size(connection)
        _expect_room(place, size)
        if size > _MOST:
            connection.execute("PRAGMA temp_store = FILE")  # under a passphrase this is, too
        place.may_shrink(_PAGE)  # the commit itself may bring it into the file
        connection.execute("VACUUM")
        place.may_shrink(_size(connection))
    except MemoryError:
        raise DiskError("There is not enough memory to write the journal anew.") from None
    except EngineError as error:
        raise (translate(error) if expected(error) else error) from None
    finally:
        connection.close()


def _size(connection: Connection) -> int:
    sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    return int(connection.execute(sql).fetchone()[0])


def _expect_room(place: Place, size: int) -> None:
    """Refuse before a disk is filled up in vain."""
    with contextlib.suppress(OSError):
        if shutil.disk_usage(place.path.parent).free < size:
            raise DiskError("The disk has no room to write the journal anew.", needed=size)
