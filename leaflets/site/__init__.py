"""The download site: the words of every leaflet as pages to read, and its files to take along, as plain static files.

shelf        the texts of an edition, and the files that are there and good
pages        what stands on each page; `twin` has the words of a leaflet, `files` those of what is taken along
house        the logo of who hands an edition of its own out
styles       the one style sheet, for light and dark, and its fonts
epub         the same words as an e-book to take along, of each leaflet and of the booklet
search       the words each leaflet is found by
markup       what search engines and feed readers ask for
publish      the whole, written beside what is there and put in its place
"""
