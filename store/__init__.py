"""Everything about following up that is true without a screen.

From the ground up: :mod:`.records` are plain, :mod:`.dates` read what people type, :mod:`.rules`
take ``now`` and are pure, :mod:`.history` changes cards, :mod:`.words` speak of them, :mod:`.file`
keeps them, and :mod:`.exchange` brings them in and out. Nothing here imports Textual or prints.
"""
