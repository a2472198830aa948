"""Ingest: from a source to articles, with body told from caption and furniture. Loads no language model."""
