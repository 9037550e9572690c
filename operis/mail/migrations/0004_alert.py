"""Who follows something by mail, each by an address that was confirmed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0003_told")]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.TextField(unique=True)),
                ("sealed", models.TextField()),
                ("what", models.TextField()),
                ("language", models.TextField()),
                ("seen", models.BigIntegerField()),
                ("told", models.DateTimeField(null=True)),
            ],
            options={"db_table": "letters_alert", "indexes": [models.Index(fields=["seen"], name="alert_seen")]},
        ),
    ]
