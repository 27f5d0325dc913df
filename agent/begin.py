"""Where the process begins: before anything is imported that costs time."""

import gc


def main() -> None:
    """Run the command line of this process and end it.

    A run is over before garbage is worth collecting; the window turns it on again.
    """
    gc.disable()
    from agent.main import main as run

    run()
