"""Every token has a last day and can be ended; sessions stand under digests, so that those under their keys go."""

from datetime import timedelta
from typing import Any

from django.db import migrations, models

DAYS = timedelta(days=90)


def give_a_last_day(apps: Any, editor: Any) -> None:
    for token in apps.get_model("accounts", "Token").objects.filter(last=None):
        token.last = token.made.date() + DAYS
        token.save(update_fields=["last"])


def forget_sessions(apps: Any, editor: Any) -> None:
    apps.get_model("accounts", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_signed_in_from"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="commands",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="token",
            name="ended",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(give_a_last_day, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="token",
            name="last",
            field=models.DateField(),
        ),
        migrations.RunPython(forget_sessions, migrations.RunPython.noop),
    ]
