"""The agency that a plan names, for what follows from its procurement; a rebuild fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0006_ordinal"),
    ]

    operations = [
        migrations.AddField(model_name="award", name="agency", field=models.TextField(default="")),
        migrations.AddField(model_name="notice", name="agency", field=models.TextField(default="")),
    ]
