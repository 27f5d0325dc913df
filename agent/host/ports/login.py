"""The parts of a machine that the login checks ask, and the levers of its fixes."""
