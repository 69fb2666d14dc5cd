"""Candidates and duties due today are done or not, given each person's present inclination."""
