from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0016_days_of_contracts")]

    operations = [
        migrations.AddField("refused", "request", models.TextField(db_index=True, default="")),
        migrations.AddField("refused", "more", models.IntegerField(default=0)),
        migrations.AddIndex("refused", models.Index(fields=["body", "persons", "at"], name="refused_lately")),
    ]
