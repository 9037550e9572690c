"""How many months of extension the plan of an award counts: what the words of its contract may say of a renewal."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0013_reviews_of_papers")]

    operations = [migrations.AddField("award", "extension_months", models.IntegerField(null=True))]
