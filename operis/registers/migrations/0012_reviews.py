from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0011_what_results_say")]

    operations = [
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("docket", models.TextField(db_index=True)),
                ("body", models.TextField()),
                ("review", models.TextField()),
                ("plan_sha256", models.TextField(db_index=True)),
                ("outcome", models.TextField()),
                ("reviewer", models.TextField()),
            ],
            options={
                "db_table": "register_plan_review",
                "constraints": [models.UniqueConstraint(fields=("docket", "review"), name="plan_review_once")],
            },
        ),
        migrations.AddField(model_name="party", name="key_review", field=models.BooleanField(default=True)),
        migrations.AddField(model_name="party", name="also_reviewed", field=models.TextField(default="")),
    ]
