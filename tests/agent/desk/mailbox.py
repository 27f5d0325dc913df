"""A mail server of this process: real aiosmtpd on the loopback, with one account."""

import asyncio
import email
import email.policy
import logging
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER = "blusser@firm.example"
DESK = "desk@firm.example"
SIZE = 400_000


class Mailbox:
    """What came, and what is answered instead of taking it.

    ``thinks``: seconds from the last dot to an answer, as where viruses are looked for.
    """

    def __init__(self, secret):
        self.secret, self.mails, self.receivers = secret, [], []
        self.data, self.mail, self.rcpt, self.tls, self.signed = [], [], [], [], []
        self.thinks = 0.0

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mail:
            return self.mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt:
            return self.rcpt.pop(0)
        if address != DESK:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        self.receivers.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.data:
            return self.data.pop(0)
        self.tls.append(session.ssl is not None)
        policy = email.policy.SMTP
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy))
        await asyncio.sleep(self.thinks)
        return "250 2.0.0 queued"

    def sign_in(self, server, session, envelope, mechanism, data):
        self.signed.append(data.login)
        right = (data.login, data.password) == (USER.encode(), self.secret.encode())
        return AuthResult(success=right, handled=False)


class AnyPort(Controller):
    """Listens where there is room, and knows afterwards where that is."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mailbox(secret, **how):
    """Serve it; ``how`` is what aiosmtpd takes besides."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    box = Mailbox(secret)
    usual = {"authenticator": box.sign_in, "data_size_limit": SIZE}
    usual |= {"hostname": "127.0.0.1", "port": 0}
    server = AnyPort(box, **(usual | how))
    try:
        server.start()
        yield box, server.port
    finally:
        server.stop()
