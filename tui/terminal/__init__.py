"""The terminal itself: what comes from it made harmless, and what goes to it made to fit it."""
