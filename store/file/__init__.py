"""The one file on the disk: read whole, checked, replaced whole."""
