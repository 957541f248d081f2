"""What a text says of an interview: each value by a function of its own, or nothing at all."""
