"""Those who have learned of a listing urge the one who is listed to pay what they owe."""
