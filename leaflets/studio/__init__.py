"""The studio: pages in a browser on which somebody picks leaflets, gives a practice's details, and takes the files.

stock        where the press works and from which texts, as its workers get it
piece        one file that is asked for, and the master it is a copy of; made in a worker where it is not kept
choice       what was chosen, as the address of every page says it
details      what a practice typed, as a Practice or as what is wrong field by field; and as the file that keeps it
preview      in a worker: pictures of the places a practice is written in, and of the page they lie on
fitting      which files have no room for what was typed, before any is made
parcel       in a worker: the copies, as one PDF or as a ZIP with tickets, index and the practice's file
trial        in a worker: the first sheet of a file, to print once
crew         the workers: who waits, who is dropped, and when the door is full
orders       what takes long: how far it is, and what came of it, for a quarter of an hour
measuring    in a worker: what one copy of a file is, in sheets and toner
tally        what so many copies take, of what was measured
several      several practices at once, by a list
sent         what a form brought, read under bounds
guard        who may ask: the key, the host, the origin, and how much is listened to
forms        what each format is to somebody who prints
settings     the settings of a print window, said on the screen
looks        style, fonts and drawings, from the site's own
counter      what stands on each page, filled into the templates of templates/studio
arrival      who comes to a page, by its address or with what was typed
answering    what is answered where something is not as it should be
framed       what is refused with a sentence, as a page for who sees a page
editor       with --edit: the texts themselves, with their pages and problems beside them
visit        who comes, and what is there for them: the workshop, the workers, the texts
door         the addresses, and what is answered at each
server       the studio of an association: members, quotas, log and figures
"""
