"""Ingest: sources to articles."""
