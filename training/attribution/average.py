"""Average the weights of models of one shape (Wortsman et al. 2022, *Model soups*, ICML).

    python training/attribution/average.py OUT.pt MODEL.pt MODEL.pt…

The models must come from one start, so that their weights lie in one basin.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the average."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    o = parser.parse_args()
    stored = [torch.load(path, weights_only=False) for path in o.models]
    out = stored[0]
    for name in out["state"]:
        out["state"][name] = torch.stack([s["state"][name].float() for s in stored]).mean(0)
    torch.save(out, o.out)


if __name__ == "__main__":
    main()
