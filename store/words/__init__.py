"""The words of the app about a card, and the scripts a person sends or says.

:mod:`.cards` is the headline, the question, the due word; :mod:`.facts` the card told field by
field; :mod:`.history` tells steps. The scripts are in :mod:`.scripts`, their way out in
:mod:`.deliver`.
"""

__all__ = ["cards", "deliver", "facts", "history", "scripts"]
