"""What a person types into a form or a command, checked and read into records.

:mod:`.moments` are the times and days of any form, :mod:`.values` its other single fields;
:mod:`.card` is a card's form, :mod:`.done` what was done before it was added, :mod:`.settings` the
numbers behind the due dates.
"""

__all__ = ["card", "done", "moments", "settings", "values"]
