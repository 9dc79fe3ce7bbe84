"""Meetings: series, the meetings themselves, agenda, minutes, attendance and actions."""

from typing import ClassVar

from django.db import models

from muster.records.models.accounts import Account
from muster.records.models.groups import Group
from muster.records.models.people import Organisation, Person


class Series(models.Model):
    """Meetings that come again by a rule."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="series")
    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=80, blank=True)
    """The charter's meeting that it is, which says how early an agenda is due."""
    starts = models.CharField(max_length=16)
    """The local time of its first meeting, in `zone`: 2017-05-09T14:00."""
    zone = models.CharField(max_length=64, default="UTC")
    minutes = models.PositiveIntegerField(default=60)
    rule = models.CharField(max_length=500, blank=True)
    """RFC 5545's RRULE; empty: it meets only when called."""
    exceptions = models.JSONField(default=list, blank=True)
    """What was decided otherwise for single meetings (records/queries/series.py reads it)."""
    place = models.CharField(max_length=500, blank=True)
    join = models.URLField(max_length=500, blank=True)
    about = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    """RFC 5545's SEQUENCE: how often it was changed."""
    changed_at = models.DateTimeField()
    invented = models.BooleanField(default=False)

    class Meta:
        """A name means one series."""

        ordering: ClassVar = ["title"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "slug"], name="one_series_a_slug")]

    def __str__(self) -> str:
        return self.title

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"series/{self.slug}"


class Meeting(models.Model):
    """One meeting of a series, once somebody has put something into it. When and where it is, the series says."""

    class Stage(models.TextChoices):
        """How far its minutes have come."""

        DRAFT = "draft"
        APPROVED = "approved"
        PUBLIC = "public"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="meetings")
    slug = models.CharField(max_length=120)
    """The local time for which it was first meant, and its series: 2017-05-09-1400-monthly-board. It stays for ever."""
    starts = models.DateTimeField()
    """When it begins, as of the last change to the series: for sorting."""
    cancelled = models.CharField(max_length=300, blank=True)
    """Why it does not take place, as of the last change to the series; empty: it does."""
    agenda_published_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    """The minutes as they stand."""
    text_version = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.DRAFT)
    approved_in = models.CharField(max_length=120, blank=True)
    """The meeting that took the minutes as right."""
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    corrections = models.JSONField(default=list, blank=True)
    """What was found wrong after the approval: number, at, by, text."""

    class Meta:
        """A name means one meeting."""

        ordering: ClassVar = ["-starts"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "slug"], name="one_meeting_a_slug")]

    def __str__(self) -> str:
        return self.slug

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"meeting/{self.slug}"


class MinutesVersion(models.Model):
    """The minutes as somebody saved them, so that others' typing can be merged with what they started from."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        """Numbered in the meeting."""

        ordering: ClassVar = ["meeting", "version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "version"], name="one_text_a_version")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.version}"


class AgendaItem(models.Model):
    """What a meeting is to talk about."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    about = models.CharField(max_length=120, blank=True)
    """What it is about, as the log calls it: `proposal/3`."""

    class Meta:
        """In order."""

        ordering: ClassVar = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Who was there, for which seat, how we know, and who wrote it down."""

    class How(models.TextChoices):
        """How we know."""

        TICKED = "ticked"
        IMPORTED = "imported"
        ENTERED = "entered"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance")
    seat = models.CharField(max_length=80, blank=True)
    how = models.CharField(max_length=20, choices=How)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once each."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "person"], name="once_at_a_meeting")]

    def __str__(self) -> str:
        return str(self.person)


class Action(models.Model):
    """Something that somebody is to do; it is carried over until it is done or dropped."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    owner_name = models.CharField(max_length=200, blank=True)
    """Who, as the minutes have it, if that is nobody we know."""
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Numbered in the group."""

        ordering: ClassVar = ["group", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_action_a_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"action/{self.number}"


class CalendarKey(models.Model):
    """The secret part of the address at which an account's own calendar lies. Only its SHA-256 is kept."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="calendar_key")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.account}"
