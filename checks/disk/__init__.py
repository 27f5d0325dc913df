"""Questions about disks and files."""
