"""The marking guideline's sentences on events as tables: what is an event, and who did what, where and when.

Sentences are written for these tests: real places and public bodies, invented people and groups.
"""
