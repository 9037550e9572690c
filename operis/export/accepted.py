"""What has this installation said of its own log in public? It is told at each look: it is no finding, and never over."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_noop

from operis.dockets.platform.acts import LossAccepted, WitnessBegun
from operis.export.seen import Seen
from operis.ledger import read
from operis.ledger.numbers import kind_of


def accepted(dockets: Iterable[str]) -> Iterator[Seen]:
    for docket in (one for one in dockets if kind_of(one) == "platform"):
        for entry in read.entries(docket):
            act, facts = entry.act, dict[str, str | int](docket=docket, day=f"{entry.entered:%Y-%m-%d}")
            if isinstance(act, LossAccepted):
                facts |= {"size": act.kept_size, "signed": "-" if act.signed_size is None else act.signed_size}
                says = gettext_noop(
                    "{docket}: a loss was accepted at {size} entries on {day}, of {signed} signed for; decided by {who}, paper {paper}"
                )
            elif isinstance(act, WitnessBegun):
                facts["size"] = act.size
                says = gettext_noop("{docket}: a witness was begun at {size} entries on {day}; decided by {who}, paper {paper}")
            else:
                continue
            yield Seen(says, {**facts, "who": act.decided_by, "paper": act.paper})
