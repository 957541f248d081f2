"""The app and the command line: draws the store, decides nothing the store could.

Importing this package imports no Textual; only :mod:`tui.app` and what it draws with do.
"""
