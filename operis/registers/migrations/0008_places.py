"""Names of a body's own and neighbouring places, by which wordings are looked at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0007_agency"),
    ]

    operations = [
        migrations.AddField(model_name="party", name="places", field=models.JSONField(default=list)),
    ]
