"""The program that makes what the engine learned: `python -m extract.train`. Nothing else imports it.

It reads corpora from folders that are named to it and writes packed data into `extract/data`.
"""
