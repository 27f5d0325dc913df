"""Places for rules, as a platform has them, in a folder of the test's own."""

import os

import pytest

from agent.host.linux.ground import objection, read_firm


class Places:
    """Rules, keys and copies; what is installed must be its owner's alone."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(mode=0o755)

    def policy_files(self):
        return (f"{self.folder}/managed.toml", f"{self.folder}/policy.toml")

    def policy_keys(self):
        return f"{self.folder}/keys"

    def policy_kept(self):
        return f"{self.folder}/kept"

    def read_rules(self, path, most, *, installed):
        if not installed:
            with open(path, "rb") as file:
                return file.read(most)
        return read_firm(path, most, str(self.folder), os.geteuid())

    def soft_spot(self, path):
        return objection(path, str(self.folder), os.geteuid())

    def lay(self, name, text):
        """Write a file as an administrator does; a folder above it is made."""
        path = self.folder / name
        path.parent.mkdir(mode=0o755, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        path.chmod(0o644)
        return path


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path / "etc")
