"""Grades and lists follow from the score; who is sanctioned, and how wrongly, follows from them."""
