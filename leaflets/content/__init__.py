"""Load: the files under content/ and styles/ become one frozen Catalogue and a list of what is wrong with them."""

from leaflets.content.catalogue import Catalogue, load
from leaflets.content.markup import Cite, to_html
from leaflets.content.reload import again

__all__ = ["Catalogue", "Cite", "again", "load", "to_html"]
