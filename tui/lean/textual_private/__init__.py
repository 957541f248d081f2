"""Every touch of Textual's private parts, each with why it is needed and what would replace it.

That Textual is pinned to one minor version is due to this folder; what is to be looked at before a
newer one is allowed stands here and nowhere else.
"""
