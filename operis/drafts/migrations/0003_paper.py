from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("drafts", "0002_worksheet")]

    operations = [
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField()),
                ("need", models.TextField()),
                ("part", models.TextField()),
                ("command", models.TextField()),
                ("docket", models.TextField(default="")),
                ("sha256", models.TextField()),
                ("written", models.TextField()),
                ("writers", models.TextField(default="")),
                ("sent", models.DateTimeField()),
            ],
            options={
                "db_table": "paper_for_review",
                "constraints": [models.UniqueConstraint(fields=("body", "command", "sha256"), name="paper_once")],
            },
        ),
    ]
