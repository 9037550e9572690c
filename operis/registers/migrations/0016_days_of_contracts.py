"""By when a signed contract is to be published and its copy filed, and whether it is filed: what is due, and what is late."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0015_needs_of_plans")]

    operations = [
        migrations.AddField("contract", "publish_by", models.DateField(null=True)),
        migrations.AddField("contract", "filed", models.BooleanField(default=False)),
        migrations.AddField("contract", "file_by", models.DateField(null=True)),
    ]
