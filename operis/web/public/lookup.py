"""Is this record number with this seal code on the record? The look-up behind the page Verify and the address /v/."""

import re

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.mandates import ROLE_LABELS
from operis.documents.shown import language
from operis.ledger import read
from operis.ledger.receipt import SealCodeError, parse_seal_code, seal_code
from operis.web.components.links import Link
from operis.web.public.dockets import names_of
from operis.web.public.verify import DIFFERS, MATCHES, UNKNOWN, Checked

NUMBER = re.compile(r"([A-Z0-9]+-\d{4}-[A-Z]-\d{4,})[ -]+(\d+)")


def look_up(number: str, code: str, fingerprint: str) -> Checked:
    """The entry of that number, and whether its code is the one given; numbers on records are from 1."""
    found = NUMBER.fullmatch(number.strip().upper())
    entries = read.entries(found[1]) if found else []
    place = int(found[2]) - 1 if found else -1
    if found is None or not 0 <= place < len(entries):
        return Checked(answer=UNKNOWN)
    entry = entries[place]
    try:
        same = parse_seal_code(code) == seal_code(entry.leaf)
    except SealCodeError:
        same = False
    process = Link(found[1], reverse("process", args=[found[1]]))
    if not same:
        return Checked(answer=DIFFERS, process=process)
    names = names_of({entry.mandate.body or ""})
    by = _(", ").join(filter(None, [ROLE_LABELS[entry.mandate.role].within(language()), names.get(entry.mandate.body or "", "")]))
    later = tuple(Link(f"{one.act.title_words.within(language())} {found[1]} {one.no + 1}", f"{process.url}#act-{one.no + 1}")
                  for one in entries[place + 1:] if one.said["act"]["kind"].endswith(("-corrected", "-annulled")))  # fmt: skip
    return Checked(
        answer=MATCHES,
        title=entry.act.title_words.within(language()),
        by=by,
        at=entry.entered,
        process=process,
        later=later,
        proof=Link(_("Download the proof"), reverse("record", args=[found[1]])),
    )
