"""Whether the lot of an award was ended all the same; a rebuild fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0004_supervision"),
    ]

    operations = [
        migrations.AddField(model_name="award", name="ended", field=models.BooleanField(default=False)),
    ]
