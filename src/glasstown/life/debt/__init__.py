"""What people owe by judgment of a court, whether they are able to pay, and when they do."""
