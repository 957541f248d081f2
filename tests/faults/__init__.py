"""The fault campaign: whatever goes wrong at whichever moment, nothing saved is lost.

It is done as SQLite does it. The Nth file-system call fails, or the program dies there, or the
power goes; then the Nth plus one, until a whole scenario of saves runs through. After each fault a
claim is checked: see :mod:`tests.faults.check`.

Run it from the repository's folder: ``python -m tests.faults``.
"""
