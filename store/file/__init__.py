"""The one file on the disk: read whole, checked, replaced whole.

:mod:`.book` is the open file and the one place where a save happens, with :mod:`.access` (who may
write) and :mod:`.syncing` (in step with the disk). :mod:`.care` checks, restores and merges,
:mod:`.backups` keeps copies, :mod:`.strays` finds those of sync tools, :mod:`.lock` says who has it
open, :mod:`.places` where it lies. The rest serves these: storage and replacing write it, reading,
loading and migrations read it, salvage keeps what is left of a damaged one.
"""

__all__ = ["backups", "book", "care", "lock", "places", "strays"]
