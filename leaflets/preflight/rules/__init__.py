"""The rules of docs/norms.md, by what they look at. Importing a module here makes its rules known."""
