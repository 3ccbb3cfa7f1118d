"""From bytes to an article, from its text to items.

Lives here: reading files, finding an article's parts and date, proposing mentions and events.
Must not: speak SQL, draw, or open any file but its own package data.
"""
