"""The parts of a machine, as questions and, apart from them, as levers."""
