from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Worksheet",
            fields=[
                ("need", models.TextField(primary_key=True, serialize=False)),
                ("bank", models.TextField(default="")),
                ("slots", models.TextField(default="{}")),
                ("line", models.TextField(default="")),
            ],
            options={"db_table": "worksheet"},
        ),
    ]
