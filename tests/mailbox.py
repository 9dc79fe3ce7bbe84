"""A mail server that keeps what it is sent, and refuses whom it is told to: the real protocol, on this machine."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """What came. refusing: by address, the reply to it, such as `550 nobody of that name`. broken: hang up on mail."""

    def __init__(self) -> None:
        self.came: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refusing: dict[str, str] = {}
        self.hanging_up = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self,
        server: SMTP,  # noqa: ARG002 - handed over in any case
        session: Session,  # noqa: ARG002 - as above
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Take an address, or refuse it."""
        if address in self.refusing:
            return self.refusing[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002 - as above
        envelope: Envelope,
    ) -> str:
        """Keep a mail; or hang up in the middle, so many times."""
        if self.hanging_up:
            self.hanging_up -= 1
            if server.transport:
                server.transport.close()
            return "421 going away"
        self.came.append(message_from_bytes(envelope.original_content or b"", policy=policy.default))
        self.recipients += envelope.rcpt_tos
        return "250 kept"


@pytest.fixture
def mailbox() -> Mailbox:
    """What the mail server was sent."""
    return Mailbox()


@pytest.fixture
def mail_server(mailbox: Mailbox) -> Iterator[Controller]:
    """A mail server on a free port of this machine."""
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    yield server
    server.stop()


def free_port() -> int:
    """Give a port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
