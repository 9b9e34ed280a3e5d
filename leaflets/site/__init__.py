"""The site: every leaflet as a page to read, with its files to keep and print. Static, and the same bytes each time."""
