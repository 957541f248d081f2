"""What terminals send that is no key, and that none of it acts, wherever it comes."""
