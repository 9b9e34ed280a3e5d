"""Tests of the e-books: their structure is read back here; epubcheck is run by hand (docs/how-to/site.md)."""
