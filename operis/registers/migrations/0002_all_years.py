"""A budget line has the money of all its years."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="budgetline",
            name="all_years_fen",
            field=models.BigIntegerField(default=0),
        ),
    ]
