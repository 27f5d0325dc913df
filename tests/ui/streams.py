"""What a run over toys says, without Qt and in this thread."""

from agent.check import check
from tests.agent.test_session import kit
from tests.agent.toy import Tanks
from ui.run import Run
from ui.news import Asking, Heard
from ui.state import State, fold


def stream(folder, tanks=None, yes=None, hand_over=lambda *_: "/out/b.zip", **how):
    """Return the news of one run; ``yes`` answers what is asked."""
    news = []

    def tell(one):
        news.append(one)
        if isinstance(one.event, Asking):
            run.answer(yes=bool(yes))

    run = Run(1, kit(folder, tanks or Tanks(), **how), hand_over, tell)
    run.carry_out()
    return news


def folded(news, state=State()):
    for one in news:
        state = fold(state, one)
    return state


def hanging(until):
    """Return a check that answers only when told to."""

    @check(timeout=20)
    def hangs():
        until.wait(20)

    return hangs
