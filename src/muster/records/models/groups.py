"""Groups, the charters that they lived by, and the log of everything that they decided or published."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

RESERVED = frozenset({"accounts", "api", "calendar", "groups", "health", "me", "static"})
"""What no group can be called in an address: the installation's own pages."""


class Group(models.Model):
    """A working group: everything else belongs to one."""

    slug = models.CharField(max_length=50, unique=True, validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")])
    name = models.CharField(max_length=200)
    full_name = models.CharField(max_length=300, blank=True)
    mission = models.TextField(blank=True)
    notice = models.TextField(blank=True)
    """What every page of the group says first: that parts of it are invented."""
    hidden = models.BooleanField(default=False)
    """Not listed on the front page; its pages are open nonetheless."""

    def __str__(self) -> str:
        return self.name


class CharterVersion(models.Model):
    """The charter as it was from a day on, as the file that was handed in."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="charters")
    version = models.CharField(max_length=50)
    since = models.DateField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    decided_by = models.CharField(max_length=120, blank=True, default="")
    """The decision that adopted it, such as `proposal/3`; nothing for the charter that the group was founded with."""

    class Meta:
        """One charter begins on a day; of two adopted on one day, the later row is in force."""

        ordering: ClassVar = ["group", "since", "pk"]

    def __str__(self) -> str:
        return f"charter {self.version}"


class Entry(models.Model):
    """One entry of a group's log. `body` is what was said and hashed; the other columns find it again.

    The database refuses to change or delete one (migration 0002).
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    by = models.CharField(max_length=40, blank=True)
    on_behalf = models.CharField(max_length=120, blank=True)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        """Numbered without a gap in each group."""

        ordering: ClassVar = ["group", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "number"], name="one_entry_a_number")]
        indexes: ClassVar = [
            models.Index(fields=["group", "subject", "number"], name="entries_of_a_subject"),
            models.Index(fields=["group", "kind", "number"], name="entries_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.subject}"


class Standing(models.Model):
    """Where every member stood on a day, as it was counted and published: the JSON of `muster standing`."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="standings")
    on = models.DateField()
    counted_at = models.DateTimeField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """The last one counted for a day is the one shown."""

        ordering: ClassVar = ["group", "-on", "-counted_at"]

    def __str__(self) -> str:
        return f"{self.group} on {self.on}"
