"""The laws that entries name, for ever."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_insert_only")]
    operations = [
        migrations.CreateModel(
            name="LawText",
            fields=[
                ("digest", models.TextField(primary_key=True, serialize=False)),
                ("packed", models.BinaryField()),
            ],
            options={"db_table": "law_text"},
        ),
    ]
