"""A route is kept whole, whatever is told with it."""

from agent.host.linux.way_control import CACHE, _metric, _parts, _settable

TOLD = bytes.fromhex(
    "02000000fe1000010400000008000f00fe00000008000600320000000c00080008000200"
    "78050000080007000a4e0002080005000a4e00010800040005000000"
)
"""``default via 10.78.0.1 dev … proto dhcp src 10.78.0.2 metric 50 mtu 1400 onlink``"""


def test_a_route_with_another_metric_is_the_same_otherwise():
    moved = _settable(TOLD, 200)

    assert (_metric(TOLD), _metric(moved)) == (50, 200)
    assert sorted(_parts(_settable(moved, 50))) == sorted(_parts(TOLD))
    assert moved[:12] == TOLD[:12]


def test_what_the_kernel_alone_knows_is_not_set():
    dead = TOLD[:8] + (0x15).to_bytes(4, "little") + TOLD[12:]
    dead += bytes([8, 0, CACHE, 0]) + bytes(4)

    assert _settable(dead, 50)[8:12] == (4).to_bytes(4, "little")
    assert CACHE not in dict(_parts(_settable(dead, 50)))
