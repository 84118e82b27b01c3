"""How a command ends: 0 done, 1 an expected fault, 2 wrong usage, 3 a bug."""

PROGRAM = "casualty-bot"
OK, FAULT, USAGE, BUG = 0, 1, 2, 3
