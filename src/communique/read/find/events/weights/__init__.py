"""Learned weights; docs/model-card.md."""
