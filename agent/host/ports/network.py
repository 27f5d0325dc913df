"""The parts of a machine that the network checks ask, and the levers of its fixes."""
