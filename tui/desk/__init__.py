"""What the screens that work on a book are composed of: saving, scripts, half-typed forms."""
