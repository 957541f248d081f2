"""The parts of the screen. Data is handed down to each; what happens goes up as messages."""
