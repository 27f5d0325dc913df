"""``python -m agent`` is ``blusser``."""

from agent.begin import main

main()
