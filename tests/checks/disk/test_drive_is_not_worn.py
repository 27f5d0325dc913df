"""The drive is not worn out."""

from agent.host.fake.drive_wear import FakeDriveWear
from agent.host.ports.drive_wear import Wear
from agent.policy.model import DiskRules
from checks.disk.drive_is_not_worn import DRIVE_WORN, drive_is_not_worn

RULES = DiskRules(worn_percent=95)


def test_a_drive_with_years_to_go_is_healthy():
    assert drive_is_not_worn(FakeDriveWear(Wear("SSD", 94)), RULES) is None


def test_a_drive_at_the_end_of_what_was_promised_is_told():
    wear = FakeDriveWear(Wear("Good", 5), Wear("Old", 95), Wear("Older", 130))

    assert drive_is_not_worn(wear, RULES) == DRIVE_WORN(
        drives=["Old", "Older"], percent=130
    )
