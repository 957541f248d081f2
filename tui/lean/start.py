"""Showing the first frame soon: what can wait until then, and what need not be done twice."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

Breakpoints = Sequence[tuple[int, str]]
"""Least sizes, each with the class that a screen has from there on."""


def no_collecting() -> None:
    """Look for no garbage until :func:`collecting_again`: what a start makes, it keeps."""
    gc.disable()


def collecting_again() -> None:
    """Look for garbage, but never again among what the start has made."""
    gc.freeze()
    gc.enable()


def classes_for(
    size: tuple[int, int], horizontal: Breakpoints, vertical: Breakpoints
) -> Iterator[str]:
    """The classes that Textual gives a screen of a size by its breakpoints.

    It gives them once the screen was drawn without; given before, they save a screen its second
    layout and frame.
    """
    for length, breakpoints in zip(size, (horizontal, vertical), strict=True):
        stage_after_steps = [pair for pair in breakpoints if pair[0] <= length]
        if stage_after_steps:
            yield max(stage_after_steps)[1]
