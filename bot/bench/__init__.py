"""Holds the bot against tables of questions whose answers were written beforehand."""
