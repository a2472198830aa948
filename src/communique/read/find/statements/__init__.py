"""Statements: who said, wrote or thought what."""

from communique.read.find.statements.finder import Statements

__all__ = ["Statements"]
