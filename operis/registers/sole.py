"""What does the record tell of a single source: the one supplier, and a contract that others add to?"""

from operis.core.money import Fen
from operis.dockets.file.facts import plain_name
from operis.dockets.procurement.sole_facts import FormerContract, SoleParty, TiedExpert, TiedExperts
from operis.registers import models
from operis.registers.bidders import Key, wording_of
from operis.registers.rows import all_of, one_of


def sole_party(key: Key, docket: str | None) -> SoleParty | None:
    row = one_of(models.Party, key=key[0], party="supplier")
    return SoleParty(row.key, row.accepted, row.refused, wording_of(row.address)) if row is not None else None


def former_contract(key: Key, docket: str | None) -> FormerContract | None:
    """With what other plans that have not ended add to it."""
    row = one_of(models.Contract, docket=key[0])
    if row is None or row.refused:
        return None
    added = sum(one.amount_fen for one in all_of(models.YearSpend, continues=key[0]) if one.docket != docket)
    return FormerContract(row.body, row.supplier, Fen(row.price_fen), row.signed, Fen(added))


def experts_tied(key: Key, docket: str | None) -> TiedExperts | None:
    """By the names on file of both sides: in the employer that is named, or as the name of the head."""
    found = []
    for row in filter(None, (one_of(models.Party, key=one) for one in key[:2])):
        names, head = {row.plain_zh, row.plain_en} - {""}, plain_name(row.head)
        for place, (name, employer) in enumerate(zip(key[2::2], key[3::2], strict=True)):
            if any(one in plain_name(employer) for one in names) or (head and plain_name(name) == head):
                found.append(TiedExpert(place, row.key))
    return TiedExperts(tuple(found)) if found else None
