"""Of which need and part a plan is, for other plans of the same; a rebuild fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0014_extensions"),
    ]

    operations = [
        migrations.AddField(model_name="yearspend", name="need", field=models.TextField(default="")),
        migrations.AddField(model_name="yearspend", name="part", field=models.TextField(default="")),
    ]
