"""The terminal that the app runs in: who it is, and how Arabic is sent to it.

Lives here: the questions and their answers, what follows from them, how the app writes to the screen.
Must not: import textual anywhere but in `driver.py`, or know of articles, items or screens.
"""
