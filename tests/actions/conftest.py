"""What tests of deeds can ask for beside what every test can."""

from tests.mailbox import mail_server, mailbox  # noqa: F401 - fixtures from there
