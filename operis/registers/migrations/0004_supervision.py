"""What the finance department asks and has ordered; nothing had filled the register of orders until now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0003_hands"),
    ]

    operations = [
        migrations.DeleteModel(name="Order"),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target", models.TextField(db_index=True)),
                ("effect", models.TextField()),
                ("origin", models.TextField()),
                ("ordered", models.DateTimeField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "db_table": "register_order",
                "constraints": [models.UniqueConstraint(fields=("origin", "target", "effect"), name="order_once")],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("docket", models.TextField(primary_key=True, serialize=False)),
                ("procurement", models.TextField(db_index=True)),
                ("body", models.TextField(db_index=True)),
                ("answer_by", models.DateField()),
                ("answered", models.BooleanField(default=False)),
                ("decided", models.BooleanField(default=False)),
            ],
            options={"db_table": "register_inspection"},
        ),
        migrations.AddField(model_name="docket", name="filed_at", field=models.DateTimeField(null=True)),
    ]
