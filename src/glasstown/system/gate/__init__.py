"""Today's attempts have their ordinary outcome; the regime's refusal counts only where that was yes."""
