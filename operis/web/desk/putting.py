"""How is what was checked entered, and what is said of it? The act and its receipt; or why this site can take nothing at this moment."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from operis import clock
from operis.attachments.sealing import SealingKeyError
from operis.clerk import Entered, KeyReusedError, Refused, RefusedTooOftenError, WentBackError, put
from operis.core.acts import Command
from operis.core.fields import Happened
from operis.documents.problems import clock_behind, refused_too_often, sealing_key_missing
from operis.documents.receipts import receipt_of
from operis.documents.shown import language
from operis.law.book import Row
from operis.ledger.receipt import sign_receipt
from operis.watch import ClockStoppedError
from operis.web.desk.late import Late
from operis.web.desk.sitting import Sitting
from operis.web.reading.timeline import seal_of


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing was entered, and it is nothing that the law says; `again` where the form needs another key."""

    status: int
    says: str
    until: datetime | None = None
    again: bool = False


def entered(at: Sitting, asked: Command, happened: Happened, now: datetime) -> Entered | Refused | NotNow:
    """Malformed and NoSuchDocketError are for who asks."""
    try:
        return put(clock.this_office(), at.number, asked, at.mandate, happened=happened, entered=now, key=at.key)
    except KeyReusedError:
        says = _("This form was sent before, with other words, and that was entered. To enter this as well, check it and send it again.")
        return NotNow(409, says, again=True)
    except RefusedTooOftenError as error:
        return NotNow(429, refused_too_often(error.until), error.until)
    except WentBackError as error:
        return NotNow(503, clock_behind(error.last))
    except ClockStoppedError:
        says = _("The clock of this site was set, and waits until its operator has confirmed it. Nothing was entered. Try again later.")
        return NotNow(503, says)
    except SealingKeyError:
        return NotNow(503, sealing_key_missing())


def done(at: Sitting, asked: Command, told: Entered, basis: list[Row]) -> HttpResponse:
    """What was entered; a bid that came too late is entered too, and nothing of it is kept."""
    late = next((Late(getattr(one.act, one.act.too_late), *basis) for one in told.entries if one.act.too_late), None)
    entries = [(one.number, one.act.title_words.within(language()), seal_of(one)) for one in told.entries]
    context = {
        "step": at.words, "docket": told.docket, "entries": entries, "notes": told.entries[0].notes, "repeated": told.repeated,
        "late": late,
        "receipt": sign_receipt(receipt_of(told, asked, settings.OPERIS_ORIGIN), clock.ledger_key()),
    }  # fmt: skip
    return render(at.request, "web/desk/done.html", context, status=409 if late else 200)
