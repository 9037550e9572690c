from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("drafts", "0003_paper")]

    operations = [
        migrations.CreateModel(
            name="PurchasingDraft",
            fields=[
                ("docket", models.TextField(primary_key=True, serialize=False)),
                ("asked", models.TextField(default="{}")),
                ("clauses", models.TextField(default="{}")),
                ("put", models.TextField(default="{}")),
                ("saved", models.DateTimeField(null=True)),
            ],
            options={"db_table": "purchasing_draft"},
        ),
    ]
