"""Every finished file looked at by all rules, and what was found as table, JSON and page."""
