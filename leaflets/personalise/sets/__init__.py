"""The leaflets of every practice of a list: planned, copied side by side, proofed, published and reported."""
