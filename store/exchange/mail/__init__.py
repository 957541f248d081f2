"""In from the mail: invitations, messages and pasted text, read into what a card's form asks."""
