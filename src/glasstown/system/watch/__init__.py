"""An act, or its absence, becomes a record or not: collectors, wrong person, wrong label, invented records."""
