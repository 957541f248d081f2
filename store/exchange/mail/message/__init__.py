"""A mail as it arrives: its parts, its headers, its words without what they quote."""
