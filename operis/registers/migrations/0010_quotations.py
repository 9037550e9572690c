"""What firms said that a need would cost, and who wrote its specification."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0009_ended"),
    ]

    operations = [
        migrations.AddField(model_name="needpart", name="quotations", field=models.TextField(default="")),
        migrations.AddField(model_name="needpart", name="authors", field=models.TextField(default="")),
    ]
