"""When a procurement ended and on which ground, for a plan of the same need; a rebuild fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0008_places"),
    ]

    operations = [
        migrations.AddField(model_name="docket", name="ended", field=models.DateField(null=True)),
        migrations.AddField(model_name="docket", name="ended_for", field=models.TextField(default="")),
    ]
