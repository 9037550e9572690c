"""What is secret until a closing waits for it. The columns are added in place: no row of the record is written again, no trigger falls."""

from django.db import migrations, models

COLUMNS = (("entry", "logged_with"), ("waiting", "held_by"))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_refusals")]
    operations = [
        *(
            migrations.SeparateDatabaseAndState(
                database_operations=[migrations.RunSQL(f"ALTER TABLE {table} ADD COLUMN {column} text NOT NULL DEFAULT ''")],
                state_operations=[migrations.AddField(table, column, models.TextField(default=""))],
            )
            for table, column in COLUMNS
        ),
        migrations.AddIndex("waiting", models.Index(fields=["held_by"], name="waiting_held_by")),
    ]
