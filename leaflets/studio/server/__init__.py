"""The studio on a server of an association: who may come in, how much each may ask, and what is known of it afterwards.

members      who they are: a file with names and passwords, which only a command writes
session      the cookie of who has said name and password
porch        who is asking: by the cookie, or by what a proxy says
quotas       how much one member may ask for
spool        long orders, in a folder that several servers share
login        the page on which somebody says name and password
watcher      what came of every request, without a word of what was asked
journal      that as lines for a log
figures      that as numbers for Prometheus
patience     connections that are opened and then say nothing
"""
