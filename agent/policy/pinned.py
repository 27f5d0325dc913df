"""The keys that a policy must be signed with, where IT pinned any."""

from __future__ import annotations

import os

from agent.host.trouble import Soft
from agent.policy.signature import LARGEST, Unsigned, name_of, read_key
from agent.policy.source import Places


def pinned_keys(places: Places) -> dict[str, bytes]:
    """Return the keys that a policy must be signed with, by name; none: no need.

    Raises ``Unsigned`` where one of them cannot be believed: then none can.
    """
    folder, keys = places.policy_keys(), {}
    try:
        names = sorted(n for n in os.listdir(folder) if n.endswith(".pub"))
    except FileNotFoundError:
        return {}
    except OSError as trouble:
        msg = f"the keys in {folder} cannot be read: {trouble.strerror}"
        raise Unsigned(msg) from trouble
    for path in (os.path.join(folder, name) for name in names):
        try:
            text = places.read_rules(path, LARGEST, installed=True)
            key = read_key(text)
        except (Soft, OSError, Unsigned) as trouble:
            msg = f"the key {path} does not count: {trouble}"
            raise Unsigned(msg) from trouble
        keys[name_of(key)] = key
    return keys
