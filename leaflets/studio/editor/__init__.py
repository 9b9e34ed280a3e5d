"""The editor: a leaflet's text with its page and its problems beside it, for who writes the series.

texts     which texts there are to edit, by their ids, and what their files hold
reading   in a worker: what is written by now as a leaflet, and what the rules say of it
placing   where the words of a text stand on its pages
drawing   in a worker: a page of what is written by now, with what is wrong and what is too long marked on it
lists     the sources and claims a text may name
pairing   a translation beside its source, paragraph by paragraph
saving    a text saved whole, unless somebody else saved it meanwhile
telling   problems as a page and a script get them
screen    what stands on its pages
visiting  who writes, and which text
routes    its addresses, which are there with --edit only
"""
