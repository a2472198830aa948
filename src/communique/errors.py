"""All errors of Communiqué.

    CommuniqueError
    ├── InputError              one article or file cannot be read (the run goes on)
    │   ├── UndecodableError
    │   ├── EmptyError
    │   ├── TooLargeError
    │   ├── NotAnArticleError
    │   ├── WrongLanguageError
    │   ├── BrokenRowError      a line of a JSONL file that is no row, or lacks text
    │   └── DuplicateIdError
    ├── SpanError               offsets outside a text (a defect of ours)
    ├── FinderError             a finder that lacks what it requires, has no name, or fails where it may not
    ├── KnowledgeError          a data file that is missing or malformed
    ├── ModelMissingError       the language model or the encoder is not installed
    ├── SettingsError           a setting or argument that makes no sense
    ├── RecordError             the record cannot be used
    │   ├── NotARecordError     the file is no record
    │   ├── RecordLockedError   another process holds it
    │   ├── RecordTooNewError   made by a newer version of Communiqué
    │   ├── RecordFullError     the disk is full
    │   └── UnknownIdError      an id that is not in the record
    ├── VerificationError       a stored span that does not match its article
    └── GoldError               a gold file that cannot be understood

Every message says what is wrong, where, and what can be done.
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors of Communiqué."""


class InputError(CommuniqueError):
    """One article or file cannot be read; the run goes on. `code` is a short, stable word."""

    code = "unreadable"

    def __init__(self, location: str, message: str) -> None:
        super().__init__(f"{location}: {message}")
        self.location = location
        self.message = message


class UndecodableError(InputError):
    """Bytes that are no text in any encoding we accept."""

    code = "undecodable"


class EmptyError(InputError):
    """A file or row without text."""

    code = "empty"


class TooLargeError(InputError):
    """A text longer than an article can be."""

    code = "too large"


class NotAnArticleError(InputError):
    """A text that is no report (a list of links, a binary file, markup without prose)."""

    code = "not an article"


class WrongLanguageError(InputError):
    """A text in a language that no model is installed for."""

    code = "other language"


class BrokenRowError(InputError):
    """A line of a JSONL file that is no row."""

    code = "broken row"


class DuplicateIdError(InputError):
    """A second article under an id that was already used for another text."""

    code = "duplicate id"


class SpanError(CommuniqueError):
    """Offsets that do not lie in the text."""

    def __init__(self, article: str, start: int, end: int, length: int) -> None:
        super().__init__(f"article {article}: no passage {start}–{end} in a text of {length} characters")


class FinderError(CommuniqueError):
    """A finder that cannot run."""


class KnowledgeError(CommuniqueError):
    """A data file that is missing or malformed."""


class ModelMissingError(CommuniqueError):
    """The language model is not installed."""


class SettingsError(CommuniqueError):
    """A setting or argument that makes no sense."""


class RecordError(CommuniqueError):
    """The record cannot be used."""


class NotARecordError(RecordError):
    """The file is no record."""


class RecordLockedError(RecordError):
    """Another process holds the record."""


class RecordTooNewError(RecordError):
    """The record was made by a newer version of Communiqué."""


class RecordFullError(RecordError):
    """The disk is full."""


class UnknownIdError(RecordError):
    """An id that is not in the record."""


class VerificationError(CommuniqueError):
    """A stored span that does not match its article."""


class GoldError(CommuniqueError):
    """A gold file that cannot be understood."""
