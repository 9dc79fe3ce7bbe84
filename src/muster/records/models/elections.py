"""Elections: who stands, who may vote, who has voted, and, apart from that, the ballots."""

from typing import ClassVar

from django.db import models

from muster.records.models.groups import Group
from muster.records.models.people import Organisation, Person


class Electorate(models.TextChoices):
    """Who votes."""

    SEATS = "seats", "whoever speaks for a seat, once for each"
    MEMBERS = "members", "whoever speaks for a member, once for each"
    PEOPLE = "people", "the people on a list"


class Election(models.Model):
    """An election of people to seats or to an office."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="elections")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    office = models.CharField(max_length=40)
    """The role that is filled, or `seat`."""
    up = models.JSONField(default=list, blank=True)
    """The slugs of the seats that are filled; none where it is an office."""
    electorate = models.CharField(max_length=20, choices=Electorate, default=Electorate.SEATS)
    method = models.CharField(max_length=20)
    seats = models.PositiveIntegerField(default=1)
    cap = models.PositiveIntegerField(null=True, blank=True)
    """At most so many seats for one organisation, those that are not up for election among them."""
    employers = models.JSONField(default=dict, blank=True)
    """For the cap: whom each candidate counts with; written down with the list of voters, as what follows."""
    held = models.JSONField(default=dict, blank=True)
    """How many seats each organisation has that are not up for election."""
    seed = models.CharField(max_length=200, blank=True)
    """What breaks ties; published before the first ballot."""
    eligible_on = models.DateField()
    nominations_open = models.DateTimeField()
    nominations_close = models.DateTimeField()
    voting_opens = models.DateTimeField()
    voting_closes = models.DateTimeField()
    invented = models.BooleanField(default=False)
    frozen_at = models.DateTimeField(null=True, blank=True)
    """When the list of voters was written down."""
    candidates = models.JSONField(default=list, blank=True)
    """Who stood then, as the log calls them; ballots rank them in this order."""
    result = models.JSONField(null=True, blank=True)
    """As the public ballot file has it, from the close on."""
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    """SHA-256 of the public ballot file, which the log holds."""
    called_off = models.CharField(max_length=500, blank=True, default="")
    """Why it is not held; "" if it is."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When those who were elected were given what they were elected to."""

    class Meta:
        """Numbered in the group."""

        ordering: ClassVar = ["group", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_election_a_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def handle(self) -> str:
        """What the log calls it."""
        return f"election/{self.number}"


class Candidacy(models.Model):
    """Somebody named for the election, and whether they accept."""

    class State(models.TextChoices):
        """From being named on."""

        NOMINATED = "nominated"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidacies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="candidacies")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    nominated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nominated")
    state = models.CharField(max_length=20, choices=State, default=State.NOMINATED)
    statement = models.TextField(blank=True)

    class Meta:
        """Once each."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["election", "person"], name="one_candidacy_a_person")]

    def __str__(self) -> str:
        return str(self.person)


class Elector(models.Model):
    """A vote that somebody on the list of voters has, and whether they have used it. Nothing joins this to a ballot.

    Whoever speaks for two seats has two. Until voting opens it is the list that was proposed, if there is one.
    """

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="electors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=80, blank=True)
    has_voted = models.BooleanField(default=False)

    class Meta:
        """Once each, or once for each seat."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "person", "seat"], name="one_vote_for_a_person_and_seat")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Ballot(models.Model):
    """What somebody on the list said, without who and when. The key is drawn at random."""

    id = models.UUIDField(primary_key=True)
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="ballots")
    ranks = models.JSONField()
    receipt = models.CharField(max_length=64)
    """SHA-256 of the receipt that the voter alone holds."""

    class Meta:
        """A receipt is one ballot's."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["election", "receipt"], name="one_ballot_a_receipt")]

    def __str__(self) -> str:
        return str(self.id)
