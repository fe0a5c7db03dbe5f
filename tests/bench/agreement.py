"""What each peer accepts and refuses, to be known before their times are compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from .documents import FAULTS, SIZES, Document, broken, document
from .peers import Peer, Thunk

SAMPLE = "the sample itself"
DISAGREES = "DISAGREES"
"""Marks a peer that does not do what it is measured for."""

Verdicts = dict[str, dict[str, str]]
"""By fault and peer: what its constructor says, and what its reader."""

_WORDS = {True: "refuses", False: "takes", None: "-"}


def agreement(peers: Sequence[Peer]) -> Verdicts:
    """Give the sample and every fault to every peer.

    Marked is who claims to refuse every fault and takes one, and who takes the sample
    and does not give it back.
    """
    good = document(SIZES[0])
    verdicts = {SAMPLE: {peer.name: returns(peer, good) for peer in peers}}
    for fault in FAULTS:
        bad = broken(good, [fault])
        verdicts[fault.name] = {
            peer.name: _verdict(peer, bad, fault.by_keyword) for peer in peers
        }
    return verdicts


def disagreements(verdicts: Verdicts) -> list[str]:
    """What is marked, in words."""
    return [
        f"{peer} at {fault}: {verdict}"
        for fault, by_peer in verdicts.items()
        for peer, verdict in by_peer.items()
        if DISAGREES in verdict
    ]


def returns(peer: Peer, good: Document) -> str:
    """Whether a peer takes what is right, and gives it back."""
    peer.build(good)()
    if peer.read is None or peer.write is None:
        return "takes, -"
    written = peer.write(peer.read(good)())()
    same = json.loads(json.dumps(written)) == good  # msgspec gives tuples for lists
    return "takes, takes" if same else f"takes, takes {DISAGREES}"


def _verdict(peer: Peer, bad: Document, by_keyword: bool) -> str:
    built = read = None
    if by_keyword or not peer.objects:
        built = _refuses(peer, peer.build, bad)
    if peer.read is not None:
        read = _refuses(peer, peer.read, bad)
    words = f"{_WORDS[built]}, {_WORDS[read]}"
    wrong = [
        step
        for step, refused in (("build", built), ("read", read))
        if step in peer.claims and refused is False
    ]
    return f"{words} {DISAGREES}" if wrong else words


def _refuses(peer: Peer, step: Callable[[Document], Thunk], bad: Document) -> bool:
    try:
        step(bad)()
    except peer.refusal:
        return True
    return False
