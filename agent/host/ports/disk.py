"""The parts of a machine that the disk checks ask, and the levers of its fixes."""
