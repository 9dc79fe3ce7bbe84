"""The roadmap: use cases, the items that serve them, what is promised to each, what was decided and published of it."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group
from muster.records.models.people import Organisation, Person, Seat


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


class Edition(models.Model):
    """The roadmap of a quarter, frozen and published. Nothing of it is changed afterwards."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    quarter = models.CharField(max_length=6)
    published_at = models.DateTimeField()
    foreword = models.TextField(blank=True)
    data = models.JSONField()
    """Everything that it says (domain/roadmap/edition.py), as canonical JSON gives it again."""
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
