"""What came into the log after a place in it, in the order of the log? For those who follow along."""

from django.db import connection

from operis.ledger.read import Stored, as_bytes


def logged(start: int, end: int) -> list[tuple[int, Stored]]:
    """The entries from one place to before another, with their places: each stands there once and for ever."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaf.position, entry.docket, entry.no, entry.body, entry.leaf FROM leaf "
            "JOIN entry ON entry.docket = leaf.docket AND entry.no = leaf.no "
            "WHERE leaf.position >= %s AND leaf.position < %s ORDER BY leaf.position",
            [start, end],
        )
        return [(position, Stored(docket, no, body, as_bytes(leaf))) for position, docket, no, body, leaf in cursor.fetchall()]
