"""The keys that a policy must be signed with, where IT pinned any."""

from __future__ import annotations

import os

from agent.host.trouble import Soft
from agent.policy.places import Places
from agent.policy.signature import LARGEST, Unsigned, name_of, read_key


def pinned_keys(places: Places) -> dict[str, bytes]:
    """Return the keys that a policy must be signed with, by name; none: no need.

    Raises ``Unsigned`` where one of them, or their folder, cannot be believed: then
    none can. A folder without a key is no less of a demand: somebody took it away, or
    gave it another name.
    """
    folder, keys = places.policy_keys(), {}
    try:
        names = sorted(n for n in os.listdir(folder) if n.endswith(".pub"))
    except FileNotFoundError:
        return {}
    except OSError as trouble:
        msg = f"the keys in {folder} cannot be read: {trouble.strerror}"
        raise Unsigned(msg) from trouble
    if why := places.soft_spot(folder):
        msg = f"the keys in {folder} do not count: {why}"
        raise Unsigned(msg)
    if not names:
        msg = f"{folder} holds no key; put NAME.pub there, or take the folder away"
        raise Unsigned(msg)
    for path in (os.path.join(folder, name) for name in names):
        try:
            text = places.read_rules(path, LARGEST, installed=True)
            key = read_key(text)
        except (Soft, OSError, Unsigned) as trouble:
            msg = f"the key {path} does not count: {trouble}"
            raise Unsigned(msg) from trouble
        keys[name_of(key)] = key
    return keys
