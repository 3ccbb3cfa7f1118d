"""What the engine learned: evidence of words, attributes of a text, the models that weigh them, and how sure they are.

It reads only its packed data in `extract/data`. How data and models are made stands in `extract.train`.
"""
