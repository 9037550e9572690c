"""What may be asked of an establishment?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.establishment.terms import EstablishmentTerms


@record
class EnterEstablishment(EstablishmentTerms, Command):
    slug, docket_kind, opens = "enter-establishment", "establishment", True
    title_words = Label("Enter an establishment", "登记编制核定情况")
