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
    until = models.DateTimeField(null=True, blank=True)
    """When that phase ends by the clock alone; before then, `phase` is sure. Null: somebody has to act."""
    ended_at = models.DateTimeField(null=True, blank=True)
    """Since when nothing more can come of it; written with its outcome."""
    consequence = models.CharField(max_length=40, blank=True, default="")
    """What is to be done once it is adopted (actions/decisions/consequences.py); empty: what its text says."""
    consequence_of = models.CharField(max_length=120, blank=True, default="")
    """To what: `organisation/orange`; empty where that is clear."""
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


class Draft(models.Model):
    """What somebody means to put to the board, and has not yet: nobody else's business, so no log tells of it."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    title = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    consequence = models.CharField(max_length=40, blank=True, default="")
    consequence_of = models.CharField(max_length=120, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        """The one last worked on first."""

        ordering: ClassVar = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class SecretVote(models.Model):
    """A vote of a secret vote, without the voter; the log says at the close how many there were of each."""

    id = models.UUIDField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="secret_votes")
    membership = models.CharField(max_length=80, blank=True, default="")
    """The class of members that it is counted in, where the charter counts by classes."""
    choice = models.CharField(max_length=10)

    def __str__(self) -> str:
        return str(self.id)
