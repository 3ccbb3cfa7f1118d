"""The app's screens: reviewing an article, the queue, help.

Lives here: what joins widgets, jobs and the pure view together.
Must not: know another screen, or contain SQL.
"""
