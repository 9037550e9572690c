from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registers", "0012_reviews")]

    operations = [
        migrations.RenameModel("PlanReview", "PaperReview"),
        migrations.RenameField("paperreview", "plan_sha256", "sha256"),
    ]
