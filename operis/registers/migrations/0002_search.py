"""The words of each docket are looked for through an index."""

from django.db import migrations

from operis.registers.indexing import create, drop


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
