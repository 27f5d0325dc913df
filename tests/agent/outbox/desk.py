"""A desk in memory, which fails where it is told to."""

from agent.desk.model import File, LaterError, Ref, Ticket


class Cut(BaseException):
    """The PC was switched off here."""


class MemoryDesk:
    """Keeps tickets and files. ``fails``: by the number of the call, before or after.

    ``fails`` maps a number to an error and whether it comes after the work was done.
    """

    def __init__(self, **fails) -> None:
        self.tickets: list[tuple[Ticket, dict[str, bytes]]] = []
        self.calls: list[str] = []
        self.fails = {}
        self.closed: set[int] = set()
        self.parents: dict[str, str] = {}
        self.lags = 0
        self.loses = False

    def _call(self, name, work):
        error, after = self.fails.get(len(self.calls), (None, False))
        self.calls.append(name)
        if error and not after:
            raise error
        result = work()
        if error:
            raise error
        return result

    def preflight(self) -> None:
        self._call("preflight", lambda: None)

    def find(self, key):
        def work():
            for at, (ticket, _) in enumerate(self.tickets):
                if ticket.key == key and not self._is_hidden():
                    return self._ref(at)
            return None

        return self._call("find", work)

    def _is_hidden(self):
        self.lags -= 1
        return self.lags >= 0

    def find_outage(self, outage):
        def work():
            for at, (ticket, _) in enumerate(self.tickets):
                if ticket.outage == outage and at not in self.closed:
                    return self._ref(at)
            return None

        return self._call("find_outage", work)

    def create(self, ticket: Ticket) -> Ref:
        def work():
            self.tickets.append((ticket, {}))
            return self._ref(len(self.tickets) - 1)

        return self._call("create", work)

    def attach(self, ref: Ref, file: File) -> None:
        def work():
            data = file.data[:5] if self.loses else file.data
            self.tickets[int(ref.id)][1][file.name] = data

        self._call("attach", work)

    def verify(self, ref: Ref, file: File) -> bool:
        return self._call(
            "verify", lambda: self.tickets[int(ref.id)][1].get(file.name) == file.data
        )

    def link(self, ref: Ref, parent: Ref) -> None:
        self._call("link", lambda: self.parents.update({ref.id: parent.id}))

    @staticmethod
    def _ref(at):
        return Ref(str(at), f"T-{at}")


LATER = LaterError("busy")
