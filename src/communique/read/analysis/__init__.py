"""Analysis: the only place that loads models. Finders see words, sentences and layers."""
