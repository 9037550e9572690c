"""What was told of by a letter, once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0002_followed")]

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField(unique=True)),
            ],
            options={"db_table": "letters_told"},
        ),
    ]
