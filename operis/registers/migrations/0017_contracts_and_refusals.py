"""The days of contracts and the repeats of refusals come together; nothing changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registers", "0015_repeats_of_refusals"), ("registers", "0016_days_of_contracts")]

    operations = []
