"""The marking guideline of names as tables: our own sentences, every rule in several wordings."""
