"""Evaluation: what reading finds, against what people annotated."""

from __future__ import annotations

from communique.evaluate.evaluation import KINDS, Evaluation, evaluate

__all__ = ["KINDS", "Evaluation", "evaluate"]
