"""What terminal this is, by nothing but the environment."""

from __future__ import annotations

from collections.abc import Mapping


def in_screen(environ: Mapping[str, str]) -> bool:
    """Whether GNU screen stands between the program and the person's terminal."""
    borrowed = environ.get("TERM", "").startswith("screen") and not environ.get("TMUX")
    return bool(environ.get("STY")) or borrowed


def in_tmux(environ: Mapping[str, str]) -> bool:
    """Whether tmux stands between the program and the person's terminal."""
    return bool(environ.get("TMUX")) or environ.get("TERM", "").startswith("tmux")
