"""The benchmark: Afterword beside an empty Textual app, on a real pseudo-terminal.

Run it from the repository's folder: ``python -m tests.bench``.
"""
