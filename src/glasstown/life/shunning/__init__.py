"""Ties to listed people are cut by those who learn of the listing."""
