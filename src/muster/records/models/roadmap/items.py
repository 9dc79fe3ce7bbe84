"""Use cases, the roadmap's items that serve them, and the world's dates that they are placed on."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group
from muster.records.models.people import Organisation, Person


class UseCase(models.Model):
    """A need: who needs what, and why. What was said about it is in the log."""

    class State(models.TextChoices):
        """From the first word to the answer."""

        OPEN = "open"
        ACCEPTED = "accepted"
        SERVED = "served"
        DECLINED = "declined"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="use_cases")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=300)
    """Who needs it, in what part: an operator of many sites, a tenant."""
    need = models.TextField()
    why = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    invented = models.BooleanField(default=False)

    class Meta:
        """Numbered in the group."""

        ordering: ClassVar = ["group", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_use_case_a_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"use-case/{self.number}"


class Support(models.Model):
    """An organisation needs what a use case says too."""

    use_case = models.ForeignKey(UseCase, on_delete=models.PROTECT, related_name="supports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="supports")
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        """An organisation supports a use case once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["use_case", "organisation"], name="one_support_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.use_case}"


class RoadmapItem(models.Model):
    """An item as it is now (domain/roadmap/items.py); how it came to be so is in the log."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="items")
    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    need = models.TextField(blank=True)
    focus_area = models.CharField(max_length=200)
    vectors = models.JSONField(default=list, blank=True)
    cost = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    """FTE over its cycle."""
    cycle = models.CharField(max_length=100, blank=True, default="")
    selectors = models.JSONField(default=list, blank=True)
    """A list of lines, as domain/roadmap/selectors.py reads and writes them."""
    state = models.CharField(max_length=20, default="proposed")
    use_cases = models.ManyToManyField(UseCase, blank=True, related_name="items")
    depends_on = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="needed_by")
    owners = models.ManyToManyField(Organisation, blank=True, related_name="items_owned")
    decided_by = models.CharField(max_length=120, blank=True, default="")
    """What put it on the roadmap, such as `proposal/3`."""
    outcome = models.TextField(blank=True, default="")
    """What came of it, in the group's words, once it is delivered or dropped."""
    invented = models.BooleanField(default=False)

    class Meta:
        """A name means one item."""

        ordering: ClassVar = ["group", "focus_area", "slug"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "slug"], name="one_item_a_slug")]

    def __str__(self) -> str:
        return self.title

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"item/{self.slug}"


class Confirmation(models.Model):
    """Somebody's word that a change belongs to an item, or does not, whatever the selectors say."""

    item = models.ForeignKey(RoadmapItem, on_delete=models.PROTECT, related_name="confirmations")
    change = models.CharField(max_length=120)
    """The change's key: its Change-Id, or `commit:` and the sha."""
    belongs = models.BooleanField(default=True)
    reason = models.CharField(max_length=500, blank=True, default="")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The last word about a change in an item is the one that stands."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "change"], name="one_word_a_change")]

    def __str__(self) -> str:
        return f"{self.change}: {self.item}"


class CalendarVersion(models.Model):
    """The world's dates as the group knew them from a moment on: a charter's `calendar` table, as JSON."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="calendars")
    at = models.DateTimeField()
    data = models.JSONField()
    source = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        """The last one holds."""

        ordering: ClassVar = ["group", "-at", "-pk"]

    def __str__(self) -> str:
        return f"calendar of {self.group}"
