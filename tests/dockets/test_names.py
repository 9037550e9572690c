"""Has each act one name, wherever it is told: on its docket, in the calendar, on the page of a rule?"""

import pytest

from operis import procedures as procedures  # every act is registered
from operis.core.acts import Act, act_classes
from operis.documents.lawbook import book

TOLD_TWICE = [cls for cls in act_classes() if cls.kind in book().events]


@pytest.mark.parametrize("cls", TOLD_TWICE, ids=lambda cls: cls.kind)
def test_an_act_is_called_the_same_on_its_docket_and_where_it_starts_a_period(cls: type[Act]) -> None:
    title = book().events[cls.kind].title
    assert (title.en, title.zh) == (cls.title_words.en, cls.title_words.zh)


def test_the_documents_of_a_purchase_are_called_as_the_glossary_has_it() -> None:
    assert book().events["bidding-documents-issued"].title.en == "Purchasing documents issued"
