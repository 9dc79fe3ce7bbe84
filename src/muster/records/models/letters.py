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
    reply_to = models.EmailField(blank=True)
    secret = models.BooleanField(default=False)
    """There is a key in it: what it says is forgotten once it is sent, or given up."""
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True)
    """Not to be tried before; null: not to be tried any more, for it is sent or given up."""
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=500, blank=True)
    """What went wrong the last time; empty once it is sent."""

    class Meta:
        """In the order of their making."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="letters_to_send", condition=models.Q(next_at__isnull=False))
        ]

    def __str__(self) -> str:
        return self.title
