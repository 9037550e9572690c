import secrets
from typing import Any

from django.db import migrations


def each_form_its_own(apps: Any, schema_editor: Any) -> None:
    """What is begun of a docket that is still to be opened stands under the key of its form."""
    for one in apps.get_model("drafts", "Draft").objects.filter(docket="").order_by("pk"):
        one.key = one.key or secrets.token_urlsafe(32)
        one.about = one.key
        one.save(update_fields=["key", "about"])


class Migration(migrations.Migration):
    dependencies = [("drafts", "0006_draft_about")]
    operations = [migrations.RunPython(each_form_its_own, migrations.RunPython.noop)]
