"""The laws that entries name, for ever; of those that an earlier version decided by, at least that it kept none."""

import re
from typing import Any

from django.db import migrations, models

PACK = re.compile(r'"pack":"([0-9a-f]{64})"')


def named_before(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT body FROM entry")
        named = {digest for (body,) in cursor.fetchall() for digest in PACK.findall(body)}
    texts = apps.get_model("ledger", "LawText").objects
    texts.bulk_create([texts.model(digest=digest, packed=b"") for digest in sorted(named)])


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
        migrations.RunPython(named_before, migrations.RunPython.noop),
    ]
