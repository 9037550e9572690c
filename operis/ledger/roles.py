"""What may the role do under which Operis serves on PostgreSQL? Add to the record and read it; never change it.

The triggers keep the record from mistakes, but whoever owns a table can switch its triggers off. So let one role own the tables
and migrate, and let Operis serve under another:

    psql -c "CREATE ROLE operis_serves LOGIN PASSWORD '...'"
    OPERIS_DATABASE=postgresql://owner:...@host/operis           operis init          (and after each upgrade)
    python -m operis.ledger.roles operis_serves | psql           as the owner, after each upgrade
    OPERIS_DATABASE=postgresql://operis_serves:...@host/operis   operis serve

Registers that other code made are made anew by `operis init` or `operis rebuild` as the owner; what roles may do with them stays.
"""

import re
import sys

_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def grants(role: str) -> tuple[str, ...]:
    """The statements that give a role what serving needs, and take from it what the record forbids; safe to repeat."""
    if not _NAME.fullmatch(role):
        raise ValueError(f"a role's name is small letters, digits and underscores: {role!r}")
    return (
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",  # a backup reads them
        f"REVOKE UPDATE, DELETE ON entry, private, leaf, checkpoint, attachment FROM {role}",
        f"GRANT UPDATE (salt, value) ON private TO {role}",  # erasure; the trigger sees that it is nothing else
        f"REVOKE UPDATE, DELETE ON used_key FROM {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    )


if __name__ == "__main__":
    print(*(f"{statement};" for statement in grants(sys.argv[1])), sep="\n")
