"""People avoid contact with those published as bad, where knowing them costs points."""
