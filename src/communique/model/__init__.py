"""The model: texts, references, findings, judgements and entries. Imports nothing but errors."""
