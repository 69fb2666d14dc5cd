"""What a regime makes of public words: whether they are praise or criticism, as it reads them."""
