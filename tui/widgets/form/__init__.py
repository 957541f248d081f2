"""Forms: what they are made of, where its lines go, and the one widget that draws them."""
