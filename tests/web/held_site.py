"""A small installation that serves a notice with three key holders; printed is the number of the bid that was begun there.

OPERIS_DATA=FOLDER python -m tests.web.held_site
"""

import os
from datetime import timedelta
from pathlib import Path

import django

if __name__ == "__main__":
    os.umask(0o077)
    os.environ["DJANGO_SETTINGS_MODULE"] = "operis.config.settings"
    django.setup()
    from django.conf import settings

    from operis import clock
    from tests.ledger.county import County
    from tests.statute import BO
    from tests.web.held import held, taken
    from tests.web.signed import account

    county = County().founded()
    number = taken(county, held(county))
    account("bo@sunrise.example", BO)
    settings.OPERIS_DATA = Path(settings.OPERIS_DATA)
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    print(number)
