"""Is this text an article that we can read? Cheap checks, before any model is loaded."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.errors import EmptyError, NotAnArticleError, TooLargeError, WrongLanguageError
from communique.knowledge import mapping

LONGEST = 2_000_000  # characters; the longest report in the news is under a tenth of it
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_SYMBOLS = re.compile(r"[{}<>=\[\]\\;_|#@^~`]")
_SENTENCE_END = re.compile(r"[.!?…。؟।][\"”’'»)\]]*(?:\s|$)")
# English function words: a quarter to a half of any English prose, rare together in other languages.
_ENGLISH = frozenset(
    "the of to and in a that is was for on with as by at from it he said has not be".split(" ")  # noqa: SIM905
)
_ENGLISH_SHARE = 0.17
_SURE_FROM = 25  # words; a shorter text in Latin letters gets the benefit of the doubt
_SURE_LOGPROB = 0.9


def check_size(text: str, location: str) -> None:
    """Check that a text is neither empty nor longer than an article can be.

    Raises:
        EmptyError: no character but white space.
        TooLargeError: more than `LONGEST` characters.
    """
    if len(text) > LONGEST:
        raise TooLargeError(location, f"{len(text):,} characters; an article has at most {LONGEST:,}")
    if not text.strip():
        raise EmptyError(location, "there is no text")


def check_prose(text: str, location: str) -> None:
    """Check that a text is prose: not a list of links, code, a table or noise.

    Raises:
        NotAnArticleError: saying what it looks like instead.
    """
    sample = _TAG.sub(" ", text[:_SAMPLE])  # reports come with stray tags; they are not judged by them
    printed = "".join(sample.split())
    words = _WORD.findall(sample)
    if len(words) < 5:
        raise NotAnArticleError(location, f"only {len(words)} words; this is no report")
    links = sum(len(m) for m in _LINK.findall(sample))
    if links > 0.4 * len(printed):
        raise NotAnArticleError(location, "mostly links; this is no report")
    if sum(map(str.isalpha, printed)) < 0.55 * len(printed):
        raise NotAnArticleError(location, "mostly figures and signs; this is no report")
    if len(_SYMBOLS.findall(printed)) > 0.04 * len(printed):
        raise NotAnArticleError(location, "reads like code or markup; this is no report")
    if _prose_share(sample) < 0.15:
        raise NotAnArticleError(location, "short lines without sentences; this is no report")


def _prose_share(sample: str) -> float:
    """The share of characters in lines that hold a sentence."""
    lines = [line.strip() for line in sample.splitlines() if line.strip()]
    if len(lines) < 5:
        return 1.0
    prose = sum(len(line) for line in lines if len(line) >= 60 or _SENTENCE_END.search(line))
    return prose / sum(map(len, lines))


def check_language(text: str, location: str) -> str:
    """The language of a text as an ISO 639-1 code; only "en" is returned.

    English is told by its function words; only a text that has few of them goes to py3langid (Lui &
    Baldwin 2012, langid.py), with short texts given the benefit of the doubt.

    Raises:
        WrongLanguageError: naming the language.
    """
    words = [w.lower() for w in _WORD.findall(text[:_SAMPLE])]
    if sum(1 for w in words if w in _ENGLISH) >= _ENGLISH_SHARE * len(words):
        return "en"
    latin = sum(1 for w in words if w[0] < "\u0250")
    if len(words) < _SURE_FROM and latin >= 0.5 * len(words):
        return "en"
    code, sure = _identify(text[:_SAMPLE])
    if code == "en" or (sure < _SURE_LOGPROB and latin >= 0.5 * len(words)):
        return "en"
    name = mapping("languages", "code", "name").get(code, code)
    raise WrongLanguageError(location, f"the text is in {name}; only English can be read")


def _identify(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_DIR / MODEL_FILE, norm_probs=True)
