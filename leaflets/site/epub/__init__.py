"""The e-books: each leaflet and each booklet as an EPUB 3, of the words and the templates of the site.

book         what an e-book is, and what its parts are
body         the words of a text as an e-book has them: notes that lead back, drawings in the reader's own ink
leaflets     the e-book of a leaflet
booklets     that of the booklet, in the order of the printed one
print_pages  where the pages of the printed form begin in the words
container    the parts as one file, the same bytes each time
"""
