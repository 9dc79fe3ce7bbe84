"""Outside bodies, who speaks with them, and what was said."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group
from muster.records.models.people import Interval, Person


class OutsideBody(models.Model):
    """A body that the group speaks with."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="outside_bodies")
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    contact = models.CharField(max_length=500, blank=True)

    class Meta:
        """A name means one body."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "slug"], name="one_body_a_slug")]

    def __str__(self) -> str:
        return self.name

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"liaison/{self.slug}"


class Liaison(Interval):
    """Who speaks for the group with an outside body."""

    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="liaisons")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="liaisons")

    def __str__(self) -> str:
        return f"{self.person} with {self.body}"


class Statement(models.Model):
    """A liaison statement, in or out (the fields are those of RFC 4053)."""

    class Direction(models.TextChoices):
        """Whose it is."""

        IN = "in"
        OUT = "out"

    class Purpose(models.TextChoices):
        """What is asked for (RFC 4053, section 2.2.1.5, without "in response", which is a link here)."""

        ACTION = "action"
        COMMENT = "comment"
        INFORMATION = "information"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="statements")
    direction = models.CharField(max_length=5, choices=Direction)
    purpose = models.CharField(max_length=20, choices=Purpose)
    title = models.CharField(max_length=300)
    text = models.TextField()
    deadline = models.DateField(null=True, blank=True)
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by")
    dated = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Numbered in the group."""

        ordering: ClassVar = ["group", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_statement_a_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"statement/{self.number}"
