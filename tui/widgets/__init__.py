"""What the screens are made of: panes and lines that are given plain values and draw them line by line.

Lives here: one widget a module, each on Textual's line API.
Must not: know a screen, a store or an engine.
"""
