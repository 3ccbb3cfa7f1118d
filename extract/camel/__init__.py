"""The engine that has its names from a transformer of camel-tools (extra `camel`); the rest is the builtin rules'.

Only `extract.camel.library` imports camel_tools, torch or transformers, and nothing but `load("camel")` imports that. The
one engine that reads files which are not the package's own: the model's, through `extract.camel.folders`.
"""
