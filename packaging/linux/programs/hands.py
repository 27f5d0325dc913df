"""``blusser-hands``: the privileged half."""

from agent.service.main import main

main()
