"""A ticket and a report, as the tests of the generic desks hand them over."""

from agent.desk.model import File, Ticket

KEY = "0123456789abcdef" * 2
TICKET = Ticket(
    key=KEY,
    subject="PC-42: names do not resolve",
    text="Blusser could not repair this.\nÉlise saw «names-unresolved».",
    outage="f00d",
    caller="els@firm.example",
)
REPORT = File("report.zip", "application/zip", bytes(range(256)) * 900)
SECRET = "very-secret-1"
