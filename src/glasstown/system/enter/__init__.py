"""Lists that are entered by an event: a debt not paid in time, an evaded enforcement; and how one gets off them."""
