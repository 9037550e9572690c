"""Who had a hand in which docket, for the list of what is mine."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0002_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.TextField()),
                ("docket", models.TextField()),
            ],
            options={
                "db_table": "register_hand",
                "constraints": [models.UniqueConstraint(fields=("person", "docket"), name="hand_once")],
            },
        ),
    ]
