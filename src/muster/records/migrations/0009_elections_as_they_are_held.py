"""What an election needs to be held: when nominations close, who votes, what is filled, and what came of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_calendars_of_ones_own"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="elector",
            name="one_elector_a_person",
        ),
        migrations.AddField(
            model_name="election",
            name="nominations_close",
            field=models.DateTimeField(null=True),
        ),
        # Elections written down before: the latest moment at which their nominations can have closed.
        migrations.RunSQL("UPDATE records_election SET nominations_close = voting_opens", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="election",
            name="nominations_close",
            field=models.DateTimeField(),
        ),
        migrations.AddField(
            model_name="election",
            name="up",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="election",
            name="electorate",
            field=models.CharField(
                choices=[
                    ("seats", "whoever speaks for a seat, once for each"),
                    ("members", "whoever speaks for a member, once for each"),
                    ("people", "the people on a list"),
                ],
                default="seats",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="election",
            name="candidates",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="election",
            name="employers",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="election",
            name="held",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="election",
            name="seed",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="election",
            name="fingerprint",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="election",
            name="called_off",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="election",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.UniqueConstraint(
                fields=("election", "person", "seat"), name="one_vote_for_a_person_and_seat"
            ),
        ),
    ]
