"""The version, where both the package and the command that tells it look it up.

To read it from the installed package takes longer than all else that ``--version`` does.
"""

__version__ = "0.2.0"
