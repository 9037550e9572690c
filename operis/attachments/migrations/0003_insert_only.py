"""What the record names by its digest stays there, too."""

from django.db import migrations

from operis.ledger.insert_only import create_beside


class Migration(migrations.Migration):
    dependencies = [("attachments", "0002_brought"), ("ledger", "0002_insert_only")]
    operations = [migrations.RunPython(create_beside, migrations.RunPython.noop)]
