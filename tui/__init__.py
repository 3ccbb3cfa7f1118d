"""What a person sees and presses: the app, the command line, right-to-left drawing.

Lives here: screens, widgets, keys, words, the joining of an engine to the store.
Must not: contain SQL or marking rules. Nothing imports this package.
"""
