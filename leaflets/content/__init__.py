"""Load: the files under content/ and styles/ become one frozen Catalogue and a list of what is wrong with them."""

from leaflets.content.again import again
from leaflets.content.catalogue import Catalogue, load
from leaflets.content.markup import Cite, to_html

__all__ = ["Catalogue", "Cite", "again", "load", "to_html"]
