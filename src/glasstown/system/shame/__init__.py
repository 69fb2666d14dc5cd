"""Listings become known through the call tone; ties who have learned of one may break off."""
