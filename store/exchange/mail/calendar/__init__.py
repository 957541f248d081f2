"""An invitation from a calendar: its lines, its zones, its guests, and what it says."""
