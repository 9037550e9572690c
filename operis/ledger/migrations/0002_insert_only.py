"""What is in the record stays there."""

from django.db import migrations

from operis.ledger.insert_only import create


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
