"""What the screens that work on a book are composed of.

:mod:`.keeping` saves and watches the file (over :mod:`.keeper`, which does so behind the screen),
:mod:`.scripts` knows the chosen script, :mod:`.finding` narrows the board, :mod:`.half_typed` keeps
the forms that had to be left (each a :mod:`.resumable`), and :mod:`.voice` tells the person.
"""

__all__ = ["finding", "half_typed", "keeper", "keeping", "resumable", "scripts", "voice"]
