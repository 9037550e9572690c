"""What results and contracts say is taken from the record: the address of a party, payment days and content of an award."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0010_quotations"),
    ]

    operations = [
        migrations.AddField("party", "address", models.TextField(default="{}")),
        migrations.AddField("award", "payment_days", models.IntegerField(null=True)),
        migrations.AddField("award", "content", models.TextField(default="{}")),
    ]
