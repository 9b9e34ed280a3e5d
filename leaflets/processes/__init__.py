"""This process or several: who works, what one file may take, and what a process keeps from work to work."""
