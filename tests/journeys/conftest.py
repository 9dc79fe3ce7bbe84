"""What journeys can ask for beside what every test can."""

from tests.journeys.browsing import visiting  # noqa: F401 - a fixture
from tests.journeys.server import built, serving  # noqa: F401 - fixtures from there
from tests.mailbox import mail_server, mailbox  # noqa: F401 - fixtures from there
