"""The command line: one command a module, each with `arguments(parser)` and `run(options) -> exit code`.

Must not: import textual before the app opens.
"""
