"""What a person types into a form or a command, checked and read into records.

:mod:`.card` is a card's form, :mod:`.settings` the numbers behind the due dates.
"""

__all__ = ["card", "settings"]
