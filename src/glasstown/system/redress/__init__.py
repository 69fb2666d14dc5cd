"""Reviews of an entry on a list, a higher place, and corrections."""
