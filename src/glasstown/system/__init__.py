"""What a regime does on a day: watch, judge, list, charge for ties, let time pass, set standing, refuse, hear.

Each mechanism is a small folder: `fields` names its arrays, `kernel` holds what the day calls. None knows a town's
tables or a regime's file. Public parts: `watch`, `judge`,
`enter`, `associate`, `expire`, `stand`, `gate`, `redress`.
"""
