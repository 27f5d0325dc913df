"""Ctrl-C and the end of the session quit as the menu does."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

ENDINGS = (signal.SIGINT, signal.SIGTERM)


class Endings(QObject):
    """``came`` when somebody ends the process from outside.

    Python handles a signal only when it runs, and Qt sleeps until something arrives:
    so each signal also writes a byte that wakes it.
    """

    came = Signal()

    def __init__(self) -> None:
        """Take the signals of this process over."""
        super().__init__()
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)  # noqa: FBT003 - socket's own signature
        self._waker = QSocketNotifier(
            self._ours.fileno(), QSocketNotifier.Type.Read, self
        )
        self._waker.activated.connect(lambda *_: self._ours.recv(1))
        self._former = {
            number: signal.signal(number, lambda *_: self.came.emit())
            for number in ENDINGS
        }
        signal.set_wakeup_fd(self._theirs.fileno())

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        for number, former in self._former.items():
            signal.signal(number, former)
        self._waker.setEnabled(False)
        self._ours.close()
        self._theirs.close()
