"""Several practices at once, by a list: read under bounds, told row by row, and made as one order.

bounds       how much goes at once
example      a list to begin with
reading      in a worker: the practices of a list, and what is wrong with which row
making       the order: a folder a practice in one ZIP, with the report of the rows
screen       what stands on the page of a list
routes       the addresses
"""
