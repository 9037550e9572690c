"""Which acts stand on an establishment?"""

from operis.core.acts import Act
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.establishment.terms import EstablishmentTerms


@record
class EstablishmentEntered(EstablishmentTerms, Act):
    kind, version = "establishment-entered", 1
    title_words = Label("Establishment entered", "编制核定")
