"""Finders: one finder, one file."""
