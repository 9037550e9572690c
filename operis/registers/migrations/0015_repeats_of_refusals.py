from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0014_extensions")]

    operations = [
        migrations.AddField("refused", "request", models.TextField(db_index=True, default="")),
        migrations.AddField("refused", "more", models.IntegerField(default=0)),
        migrations.AddIndex("refused", models.Index(fields=["body", "persons", "at"], name="refused_lately")),
    ]
