"""Proposals: what can be found and listed. What was said about each is in the log, and its state follows from that."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group
from muster.records.models.people import Person


class Proposal(models.Model):
    """A motion put to the board."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    rule = models.CharField(max_length=80)
    """The charter's rule that it is decided by."""
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    phase = models.CharField(max_length=20)
    """As of the last entry about it; a deadline may have passed since, so pages ask the log."""
    resolution = models.PositiveIntegerField(null=True, blank=True)
    """The number under which it was adopted."""
    invented = models.BooleanField(default=False)

    class Meta:
        """Numbered in the group; resolutions too."""

        ordering: ClassVar = ["group", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "number"], name="one_proposal_a_number"),
            models.UniqueConstraint(fields=["group", "resolution"], name="one_resolution_a_number"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"proposal/{self.number}"


class SecretVote(models.Model):
    """A vote of a secret vote, without the voter; the log says at the close how many there were of each."""

    id = models.UUIDField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="secret_votes")
    choice = models.CharField(max_length=10)

    def __str__(self) -> str:
        return str(self.id)
