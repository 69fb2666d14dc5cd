"""What people do: the catalogue of acts and duties, and how they do them, owe and pay, speak, or break with others.

Nothing here knows which regime is watching. A mechanism is a small folder: `fields` names its arrays, `kernel` holds
what the day calls. Public parts: `catalogue`, `act`, `debt`, `speech`, `shunning`.
"""
