"""Lists sort by the number with its count padded, so that the ten-thousandth docket of a series comes after the one before."""

from typing import Any

from django.db import migrations, models

from operis.ledger.numbers import ordinal

BY = ("noticed", "planned", "resulted", "budget_fen")


def fill(apps: Any, schema_editor: Any) -> None:
    docket = apps.get_model("registers", "Docket")
    lines = list(docket.objects.filter(ordinal="").only("number"))
    for line in lines:
        line.ordinal = ordinal(line.number)
    docket.objects.bulk_update(lines, ["ordinal"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0005_endings"),
    ]

    operations = [
        migrations.AddField(model_name="docket", name="ordinal", field=models.TextField(default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="docket", name="docket_by_number"),
        *(migrations.RemoveIndex(model_name="docket", name=f"docket_by_{by}") for by in BY),
        migrations.AddIndex(model_name="docket", index=models.Index(name="docket_by_ordinal", fields=["kind", "ordinal"])),
        *(
            migrations.AddIndex(model_name="docket", index=models.Index(name=f"docket_by_{by}", fields=["kind", by, "ordinal"]))
            for by in BY
        ),
    ]
