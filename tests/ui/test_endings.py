import os
import signal

from ui.endings import Endings


def test_the_end_of_the_session_wakes_a_sleeping_window(qtbot):
    former = signal.getsignal(signal.SIGTERM)
    endings = Endings()
    try:
        with qtbot.waitSignal(endings.came, timeout=5000):
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        endings.close()

    assert signal.getsignal(signal.SIGTERM) is former
