"""The command line: the same data without a screen; imports no Textual until the app starts."""
