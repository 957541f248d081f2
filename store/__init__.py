"""Everything about following up that is true without a screen.

Records at the bottom (:mod:`store.records`), pure rules over them that take ``now``
(:mod:`store.stages`, :mod:`store.schedule`, :mod:`store.scripts`), and on top the one file that
keeps them (:mod:`store.book`). Nothing here imports Textual and nothing prints.
"""
