"""Measurements and pictures: programs that print or write what the documents show."""
