"""What time does: scores drift back, allowances start anew, terms end."""
