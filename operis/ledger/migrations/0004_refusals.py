"""Refusals are kept where nothing is made anew. They stood among the registers: a table that is there is taken over as it is."""

from typing import Any

from django.db import migrations, models


def make_missing(apps: Any, schema_editor: Any) -> None:
    there = schema_editor.connection.introspection.table_names()
    for model in (apps.get_model("ledger", name) for name in ("Refused", "RefusedUnder")):
        if model._meta.db_table not in there:
            schema_editor.create_model(model)


class AddMissing(migrations.AddField):
    """A column that a version between may have added already."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            there = {column.name for column in connection.introspection.get_table_description(cursor, "refusals")}
        if self.name not in there:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class IndexMissing(migrations.AddIndex):
    """An index that a version between may have added already."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            there = connection.introspection.get_constraints(cursor, "refusals")
        if self.index.name not in there:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_law_text")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Refused",
                    fields=[
                        ("number", models.TextField(primary_key=True, serialize=False)),
                        ("docket", models.TextField(db_index=True, default="")),
                        ("kind", models.TextField()),
                        ("command", models.TextField()),
                        ("body", models.TextField(default="")),
                        ("persons", models.TextField(default="")),
                        ("role", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("happened", models.TextField()),
                        ("law_pack", models.TextField()),
                        ("status", models.IntegerField()),
                        ("acts", models.IntegerField(default=0)),
                        ("grounds", models.TextField()),
                    ],
                    options={"db_table": "refusals"},
                ),
                migrations.CreateModel(
                    name="RefusedUnder",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("refusal", models.TextField(db_index=True)),
                        ("row", models.TextField(db_index=True)),
                    ],
                    options={"db_table": "refusals_under"},
                ),
            ],
        ),
        migrations.RunPython(make_missing, migrations.RunPython.noop),
        AddMissing("refused", "request", models.TextField(db_index=True, default="")),
        AddMissing("refused", "more", models.IntegerField(default=0)),
        IndexMissing("refused", models.Index(fields=["body", "persons", "at"], name="refused_lately")),
    ]
