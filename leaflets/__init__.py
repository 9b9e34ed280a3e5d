"""Words about a health condition become proofed leaflets and booklets. The flow, as `build.pipeline` runs it:

content      words, sources and claims, read into one Catalogue of frozen values
plan         what is asked for, as files to make, each with its jobs and steps
typeset      a job becomes pages: HTML and CSS, tagged PDF
merge        the sections of a booklet become one file
imposition   pages on sheets of paper, with a ticket; or
press        pages as a print shop wants them
preflight    every rule, measured on the finished file
build        the run itself, published into output/
personalise  a practice's words, written into what was made
site         every leaflet as a page to read, with the files that were made of it
studio       pages in a browser on which a practice makes leaflets of its own

Below these lies what they share: text, model, storage, processes, faces, pictures, pdf. Above them is only cli, which
prints.
"""
