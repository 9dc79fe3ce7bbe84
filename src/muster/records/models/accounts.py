"""Who can sign in, and how a program does so in their name."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":  # noqa: ANN401 - any column
        """Make an account that signs in with this address; without a password, only in other ways."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in to this installation. Who they are in a group, the group's Person says."""

    class Mail(models.TextChoices):
        """Which letters they want; those about the account itself come in any case."""

        ALL = "all", "everything: also agendas, minutes and verdicts"
        NEEDED = "needed", "only what I am asked to do, and by when"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    mail = models.CharField(max_length=10, choices=Mail, default=Mail.ALL)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.name or f"account {self.pk}"


class Token(models.Model):
    """A key with which a program acts for an account. Only its SHA-256 is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
