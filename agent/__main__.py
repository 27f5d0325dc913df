"""``python -m agent`` is ``blusser``."""

from agent.main import main

main()
