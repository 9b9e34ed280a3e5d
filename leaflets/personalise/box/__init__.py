"""The box of a practice on a page: its lines, its logo and code, and how they are drawn."""
