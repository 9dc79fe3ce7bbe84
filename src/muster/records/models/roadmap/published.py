"""What was published of the roadmap, and who agreed to be shown on the joint engineering team."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group
from muster.records.models.people import Person


class Edition(models.Model):
    """The roadmap of a quarter, frozen and published. Nothing of it is changed afterwards."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    quarter = models.CharField(max_length=6)
    published_at = models.DateTimeField()
    foreword = models.TextField(blank=True)
    data = models.JSONField()
    """Everything that it says (domain/roadmap/editions/edition.py), as canonical JSON gives it again."""
    sha256 = models.CharField(max_length=64)

    class Meta:
        """Numbered in the group."""

        ordering: ClassVar = ["group", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return f"edition {self.number}, {self.quarter}"

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"edition/{self.number}"


class MonthlyReport(models.Model):
    """The report of a month: drafted from the record, edited by the secretary, then published."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reports")
    month = models.DateField()
    """The first day of the month."""
    text = models.TextField()
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A month has one report."""

        ordering: ClassVar = ["group", "-month"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "month"], name="one_report_a_month")]

    def __str__(self) -> str:
        return f"report of {self.month:%B %Y}"

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"report/{self.month:%Y-%m}"


class TeamMember(models.Model):
    """Somebody of the group who agreed to be shown on the joint engineering team, and with what."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="on_the_team")
    upstream = models.CharField(max_length=80, blank=True, default="")
    """Who they are upstream: the opaque id that the evidence has for them. Empty: they did not say."""
    helps_with = models.JSONField(default=list, blank=True)
    """Focus areas in which they help newcomers."""
    learns = models.JSONField(default=list, blank=True)
    """Focus areas in which they look for somebody who helps them."""
    words = models.CharField(max_length=500, blank=True, default="")
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)
