"""A round of priorities can be called off, with a reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_roadmap"),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="called_off",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
    ]
