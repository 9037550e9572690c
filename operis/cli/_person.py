"""Who sits at the command line? The name under which that person signed in on this machine, also behind sudo."""

import getpass
import os


def administrator() -> str:
    """`wang (root)` behind sudo, else the name of the user; no colon, which parts it from the paper in an entry."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    first = os.environ.get("SUDO_USER", "")
    return (f"{first} ({user})" if first and first != user else user).replace(":", "")
