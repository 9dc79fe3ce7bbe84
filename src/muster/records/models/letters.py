"""Mail that is to go out: written with the deed that causes it, sent when that is sure."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group


class Letter(models.Model):
    """One mail to one address."""

    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="letters")
    to = models.EmailField()
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=120, blank=True)
    """What it is about, as the log calls it."""
    once = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - null is "as often as wanted"
    """What makes a second one like it the same letter: a reminder is sent once."""
    title = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=500, blank=True)

    class Meta:
        """In the order of their making."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["made_at"], name="letters_to_send", condition=models.Q(sent_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.title
