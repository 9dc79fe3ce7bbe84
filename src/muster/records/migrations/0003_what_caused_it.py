"""What filled a seat or adopted a charter, and how the group knows whom somebody works for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three columns, empty for what was there before."""

    dependencies = (("records", "0002_the_log_is_append_only"),)
    operations = (
        migrations.AddField("affiliation", "source", models.CharField(blank=True, max_length=200, default="")),
        migrations.AddField("charterversion", "decided_by", models.CharField(blank=True, max_length=120, default="")),
        migrations.AddField("holding", "decided_by", models.CharField(blank=True, max_length=120, default="")),
    )
