"""Where sentences start in news prose. A bar marks each start but the first."""

from __future__ import annotations

import pytest

from communique.model.text import Article
from communique.read.analysis.build import analyse

# One sentence each: a full stop, or what looks like one, that ends nothing.
WHOLE = [
    "Mr. Halvorsen met Mrs. Aguirre in Oslo on Sunday.",
    "The envoy, Dr. Ines Palma, left for Quito.",
    "Gen. Tomas Rehn and Lt. Col. Ada Voss briefed Sen. Mark Bell.",
    "The talks begin on Dec. 4 in Geneva.",
    "They met on Jan. 12, 2031, and again on Feb. 3.",
    "George W. Harmon signed the accord.",
    "J. R. Whitlock will lead the delegation.",
    "The U.S. delegation arrived late.",
    "A U.S. official said the offer stands.",
    "The U.N. envoy flew to Karsova.",
    "Talks resume at 9 a.m. in Lima.",
    "The session ended at 11:30 p.m. local time.",
    "Aid worth $4.5 million was promised.",
    "Growth fell by 0.3 percent.",
    "Norland Steel Inc. won the contract.",
    "The pledge covers No. 7 brigade.",
    "He cited Art. 5 of the treaty.",
    "The St. Olaf declaration was read out.",
    "“Is this the end?” he asked.",
    "“What a day!” the minister said.",
    "The minister (who left on Friday) will return.",
    "The plan … was never signed.",
    "The envoy said: “No.”",
    "LIMA, March 3 (Reuters) - The talks were held on Monday.",
    "KARSOVA (AP) — Two ministers met here on Monday.",
    "The ministry's site, mfa.example.org, carried the text.",
    "He spoke of the so-called “Lima process” and left.",
    "The vs. in the title of the paper was a misprint.",
    "She met Prof. O. Lund, an adviser.",
    "They want talks, e.g. in Geneva.",
    "The sides, i.e. Norland and Karsova, agreed.",
    "Both sides – Norland and Karsova – agreed.",
    "Maj. Gen. Kim and Capt. Bo Sgt. A. Lee stood by.",
    "See Nos. 4 and 5 of the list.",
    "Leaders of the E.U. and NATO attended.",
    "The 1.5-mile crossing was shut.",
    "“Never,” said Ana Brandt, the minister of Norland.",
]

# Several sentences each.
PARTED = [
    "“We are ready. |We will wait,” she said.",
    "They ran out of sec. |The rest waited.",
    "The talks ended.|Both sides left.",
    "The talks ended. |“We are pleased,” she said.",
    "“We are pleased.” |The minister then left.",
    "“We are pleased,” she said. |“We will be back.”",
    "He said he was ready.” |The sides met again.",
    "Was it a mistake? |The ministry did not say.",
    "“We won!” |The crowd cheered.",
    "He left on Dec. 4. |The talks went on.",
    "The envoy flew to Washington. |Mr. Bell stayed.",
    "The offer is worth $5 million. |Norland refused it.",
    "It happened in 2031. |Nobody objected.",
    "The text was read (in full.) |The sides then signed.",
    "The minister left.\n|The envoy stayed",
    "TALKS IN LIMA END WITHOUT A DEAL\n|The ministers of Norland and Karsova parted on Monday.",
    "- Norland returns the ships\n|- Karsova opens the border\n|- Both withdraw troops",
    "• The border opens.\n|• The ships return.",
    "The envoy stayed.\r\n|The minister left.",
    "The envoy stayed.\u2028|The minister left.",
    "The envoy stayed.\u00a0|The minister left.",
    "She called it “a start.” |He called it “a farce.”",
    "“Why now?” |The envoy shrugged.",
    "The sides agreed… |Then they parted.",
    "The talks ended. |3,000 people had waited outside.",
    "The vote was 5-4. |It was close.",
    "He said it himself. |I heard him.",
    "He said it to Norland’s envoys. |The rest is silence.",
    "Asked about it, he said: “No.” |She agreed.",
    "«Non», said the envoy. |«Jamais.»",
    "The answer was no. |The envoy left.",
    "It was the fall of 2031, and of Norland. |Nobody wept.",
]


def sentences(text: str) -> list[str]:
    a = analyse(Article(id="t", text=text))
    return [a.span(s.first, s.last).text for s in a.sentences]


@pytest.mark.parametrize("text", WHOLE)
def test_no_sentence_ends_inside(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("marked", PARTED)
def test_sentences_part(marked: str) -> None:
    assert sentences(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]
