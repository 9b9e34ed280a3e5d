"""What several steps do to a PDF: its fonts, its structure and description, how it is saved, and PDF/UA-2."""
