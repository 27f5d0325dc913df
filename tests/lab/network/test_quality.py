"""A line that is lossy, slow or uneven is named; one that is merely far is not."""

from __future__ import annotations

import pytest

from tests.lab.network import quality

pytestmark = pytest.mark.lab

LINE = "network.line_is_steady"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (quality.lossy_line, "network-lossy"),
        (quality.lossy_line_without_ping, "network-lossy"),
        (quality.lossy_wire, "local-network-lossy"),
        (quality.slow_line, "network-slow"),
        (quality.slow_wire, "local-network-slow"),
        (quality.jittery_line, "network-jittery"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_bad_line_is_the_one_cause(world, program, fault, code):
    fault(world)
    report = program.check()

    assert report.causes == {(LINE, code)}, report
    assert report.seconds <= 5, report


@pytest.mark.parametrize(
    "fault",
    [
        quality.may_ping,
        quality.far_line,
        quality.slightly_lossy_line,
        quality.slightly_jittery_line,
        quality.gateway_answers_few_pings,
        quality.ping_lost_outside,
    ],
    ids=lambda one: one.__name__,
)
def test_a_line_that_is_good_enough_is_healthy(world, program, fault):
    fault(world)
    report = program.check()

    assert not report.said["causes"], report
    assert not report.said["doubted"], report


@pytest.mark.parametrize(
    "fault",
    [quality.black_hole, quality.black_hole_inwards, quality.black_hole_of_six],
    ids=lambda one: one.__name__,
)
def test_where_large_packets_vanish_that_is_the_one_cause(world, program, fault):
    fault(world)
    report = program.check()

    assert report.causes == {("network.large_packets_pass", "mtu-black-hole")}, report
    assert report.seconds <= 5, report


@pytest.mark.parametrize(
    "fault", [quality.narrow_line, quality.clamped_line], ids=lambda one: one.__name__
)
def test_a_narrow_line_that_says_so_is_healthy(world, program, fault):
    fault(world)
    report = program.check()

    assert not report.said["causes"] + report.said["doubted"], report
