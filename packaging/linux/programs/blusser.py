"""``blusser``: the command line."""

from agent.begin import main

main()
