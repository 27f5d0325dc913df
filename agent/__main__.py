"""``python -m agent`` is ``blusser``."""

import sys

from agent.main import main

sys.exit(main())
