"""What the rules look at, measured on the finished file: text, ink, tags, fonts, codes."""
