"""One window per person: a second start raises the first."""

from __future__ import annotations

import os
from time import monotonic, sleep

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 2.0
"""Seconds in which a first window answers, or is still beginning to listen."""


class Single(QObject):
    """The seat of the one window; ``raised`` when somebody starts another.

    The lock decides who is first, and the kernel's word on its owner whether it is
    stale; the socket only carries the wish to be raised, and a new one takes the place
    of an old one.
    """

    raised = Signal()

    def __init__(self, folder: str) -> None:
        """Name the folder, which belongs to this person alone."""
        super().__init__()
        self._path = os.path.join(folder, "window")
        self._lock = QLockFile(f"{self._path}.lock")
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._visited)

    def claim(self) -> bool:
        """Take the seat; tell whether it was free, or cannot be had by anybody.

        Where the folder cannot be written the window opens all the same.
        """
        if self._lock.tryLock(0):
            self._server.listen(self._path)
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def call(self) -> bool:
        """Ask the first window to come forward; tell whether it was there."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            socket = QLocalSocket()
            socket.connectToServer(self._path)
            if socket.waitForConnected(200):
                socket.disconnectFromServer()
                return True
            sleep(0.05)
        return False

    def close(self) -> None:
        """Leave the seat to others."""
        self._server.close()
        self._lock.unlock()

    def _visited(self) -> None:
        while visitor := self._server.nextPendingConnection():
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.disconnectFromServer()
        self.raised.emit()
