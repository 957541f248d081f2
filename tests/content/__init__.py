"""The content campaign: whatever a file or a terminal holds, the program is used and stays whole.

Files are made from a valid one by mutation, and are then used: by every command, and by the app on
a terminal of its own while the file changes beneath it. Keys are made the same way.

Run it from the repository's folder: ``python -m tests.content``.
"""
