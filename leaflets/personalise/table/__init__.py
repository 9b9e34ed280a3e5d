"""The list of practices: a text with separators or a spreadsheet, its headings, its rows."""
