"""The run: what waits for what, what is unchanged and need not be made, and watching what is saved."""
