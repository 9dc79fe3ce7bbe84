"""What is wanted most, what is promised to it, and who could keep that: rounds, pledges, plans."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group
from muster.records.models.people import Organisation, Person, Seat
from muster.records.models.roadmap.items import RoadmapItem


class Round(models.Model):
    """A round of priorities: the seats say what they want done, and equal shares make a proposal of it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    quarter = models.CharField(max_length=6)
    cycle = models.CharField(max_length=100, blank=True, default="")
    ballots = models.CharField(max_length=20)
    """What a seat's ballot is: approvals, ranks or points (domain/priorities)."""
    completion = models.CharField(max_length=40)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    budget = models.DecimalField(max_digits=9, decimal_places=2)
    """The FTE that are shared out; each seat has an equal share."""
    items = models.JSONField(default=list)
    """What is chosen among, frozen when the round opens: slug, title and cost of each."""
    seats = models.JSONField(default=list)
    """Whose shares there are, frozen when the round opens: the slugs of the seats."""
    outcome = models.JSONField(null=True, blank=True)
    """Once it is closed: what equal shares selected, and the account of every share."""
    proposal = models.CharField(max_length=120, blank=True, default="")
    """The proposal that came of it."""
    called_off = models.CharField(max_length=500, blank=True, default="")
    """Why it is not held, or held no longer; what seats had said stays."""
    invented = models.BooleanField(default=False)

    class Meta:
        """Numbered in the group."""

        ordering: ClassVar = ["group", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_round_a_number")]

    def __str__(self) -> str:
        return f"priorities of {self.quarter}"

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"round/{self.number}"


class RoundBallot(models.Model):
    """What a seat wants in a round, as it said last; open to all, as the positions of seats are."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="said")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField()
    """By item: 1 for an approval, its rank, or its points."""
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A seat has one ballot in a round."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "seat"], name="one_ballot_a_seat")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.round}"


class Pledge(models.Model):
    """What a member promises to an item for a cycle, as it stands now; what it was before is in the log."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pledges")
    item = models.ForeignKey(RoadmapItem, on_delete=models.PROTECT, related_name="pledges")
    cycle = models.CharField(max_length=100)
    fte = models.DecimalField(max_digits=7, decimal_places=2)
    """Nought: taken back."""
    people = models.ManyToManyField(Person, blank=True, related_name="pledged_to")
    """Those whom the member likes to name."""
    at = models.DateTimeField()
    invented = models.BooleanField(default=False)

    class Meta:
        """One pledge of a member to an item in a cycle."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "item", "cycle"], name="one_pledge_a_cycle")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.fte} to {self.item}"


class Plan(models.Model):
    """A plan of who could do what in a cycle: the question that was put to the planner, and its answer."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    cycle = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    question = models.JSONField()
    answer = models.JSONField()
    invented = models.BooleanField(default=False)

    class Meta:
        """Numbered in the group."""

        ordering: ClassVar = ["group", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_plan_a_number")]

    def __str__(self) -> str:
        return f"plan {self.number}"

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"plan/{self.number}"
