"""Which suppliers on file are meant by what is said of a seller, and what bars them?"""

from django.db.models import Q

from operis.core.wording import Wording
from operis.dockets.need.sold_facts import CHOSEN, CODE, NAME, Seller, Sellers
from operis.registers import models
from operis.registers.bidders import Key, bars_of
from operis.registers.rows import all_of


def sellers_of(key: Key, docket: str | None) -> Sellers:
    """By the file that was chosen, by a code, and by a name as names are compared; each where it is not empty."""
    chosen, code, name = key
    found: list[Seller] = []
    for how, given, rows in (
        (CHOSEN, chosen, all_of(models.Party, "key", key=chosen, party="supplier")),
        (CODE, code, all_of(models.Party, "key", code=code, party="supplier")),
        (NAME, name, models.Party.objects.filter(Q(plain_zh=name) | Q(plain_en=name), party="supplier").order_by("key")),
    ):
        for row in rows if given else ():
            words = Wording(zh=row.name_zh or None, en=row.name_en or None)
            found.append(Seller(row.key, words, row.nature, row.accepted, how))
    return Sellers(tuple(found), bars_of(tuple(dict.fromkeys(one.key for one in found)), docket))
