"""Looks after a claims file: one file, one command, one function each."""
