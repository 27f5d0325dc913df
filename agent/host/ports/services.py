"""The parts of a machine that the services checks ask, and the levers of its fixes."""
