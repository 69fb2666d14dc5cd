"""Rules turn records into points; the ledgers and their shadows move."""
