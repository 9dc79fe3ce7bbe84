"""People, organisations, and what they are in a group: all of it over dated intervals, [since, until)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from muster.records.models.accounts import Account
from muster.records.models.groups import Group


class Interval(models.Model):
    """Something that is so from one UTC day on, until the day on which it no longer is (null: still so)."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """An interval that ends begins before."""

        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="%(class)s_ends_after_it_begins"
            )
        ]


class Organisation(models.Model):
    """An organisation as one group knows it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="organisations")
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list, blank=True)
    domains = models.JSONField(default=list, blank=True)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        """A name means one organisation."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "slug"], name="one_organisation_a_slug"),
            models.UniqueConstraint(fields=["group", "name"], name="one_organisation_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"organisation/{self.slug}"


class Person(models.Model):
    """Somebody as one group knows them, with an account or without. The log names them by their number alone."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="people")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    invented = models.BooleanField(default=False)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")

    class Meta:
        """An account is one person in a group."""

        ordering: ClassVar = ["name", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "number"], name="one_person_a_number"),
            models.UniqueConstraint(fields=["group", "account"], name="one_person_an_account"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def handle(self) -> str:
        """What the log calls them."""
        return f"person/{self.number}"


class Affiliation(Interval):
    """Whom a person works for."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    source = models.CharField(max_length=200, blank=True, default="")
    """How the group knows: in their own words, from a file, by the domain of an address."""

    def __str__(self) -> str:
        return f"{self.person} at {self.organisation}"


class Membership(Interval):
    """The state of an organisation toward the group."""

    class State(models.TextChoices):
        """From the first word to the last day."""

        PROSPECT = "prospect"
        APPLICANT = "applicant"
        MEMBER = "member"
        SUSPENDED = "suspended"
        FORMER = "former"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    membership = models.CharField(max_length=80)
    """The charter's class of members that it belongs to, or asks for."""
    state = models.CharField(max_length=20, choices=State)
    decided_by = models.CharField(max_length=120, blank=True)
    """What caused it: `proposal/3`, `charter`, or nothing where the organisation decided by itself."""

    def __str__(self) -> str:
        return f"{self.organisation}: {self.state}"


class Attestation(models.Model):
    """Somebody's word that an organisation meets a criterion that no figure proves."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="attestations")
    criterion = models.CharField(max_length=80)
    words = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation}: {self.criterion}"


class Seat(Interval):
    """A seat on the board: a member's, or one that is filled by election."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )

    class Meta(Interval.Meta):
        """A name means one seat."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            *Interval.Meta.constraints,
            models.UniqueConstraint(fields=["group", "slug"], name="one_seat_a_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"seat/{self.slug}"


class Holding(Interval):
    """Who holds a seat: its representative, and the alternate who acts while the representative does not."""

    class Part(models.TextChoices):
        """In what part."""

        REPRESENTATIVE = "representative"
        ALTERNATE = "alternate"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    part = models.CharField(max_length=20, choices=Part, default=Part.REPRESENTATIVE)
    decided_by = models.CharField(max_length=120, blank=True, default="")
    """What filled the seat, such as `election/2`; nothing where the seat's organisation named somebody."""

    def __str__(self) -> str:
        return f"{self.person} for {self.seat}"


class Office(Interval):
    """A role that a person has in the group: chair, secretary, liaison, administrator."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="offices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    role = models.CharField(max_length=40)
    decided_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class Invitation(models.Model):
    """A way in for somebody whom no account is linked with yet: a code by mail, of which only the SHA-256 is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation of {self.person}"
