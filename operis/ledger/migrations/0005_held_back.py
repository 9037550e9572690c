"""What is secret until a closing waits for it. The columns are added in place: no row of the record is written again, no trigger falls."""

from django.db import migrations, models

COLUMNS = (
    ("entry", "logged_with", "text", models.TextField(null=True)),  # null: entered before receipts had two forms
    ("waiting", "held_by", "text NOT NULL DEFAULT ''", models.TextField(default="")),
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_refusals")]
    operations = [
        *(
            migrations.SeparateDatabaseAndState(
                database_operations=[migrations.RunSQL(f"ALTER TABLE {table} ADD COLUMN {column} {declared}")],
                state_operations=[migrations.AddField(table, column, field)],
            )
            for table, column, declared, field in COLUMNS
        ),
        migrations.AddIndex("waiting", models.Index(fields=["held_by"], name="waiting_held_by")),
    ]
