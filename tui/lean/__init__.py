"""Sending the terminal only what changes: Textual's updates boiled down to cells that differ."""
