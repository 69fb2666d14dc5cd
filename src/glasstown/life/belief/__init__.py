"""What people think of the order they live under, in private, and how that is moved."""
