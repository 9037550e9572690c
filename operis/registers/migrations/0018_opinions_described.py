"""What the record of asking those served does not say, for a plan that rests on it; a rebuild fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0017_repeats_of_refusals"),
    ]

    operations = [
        migrations.AddField(model_name="needpart", name="undescribed", field=models.TextField(default="")),
    ]
