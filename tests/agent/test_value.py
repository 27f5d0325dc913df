import pytest

from agent.value import Value, fields_of, replace


class Point(Value):
    x: int
    y: int = 0


class Named(Point):
    name: str = ""


class Other(Value):
    x: int
    y: int = 0


def test_fields_are_taken_in_order_or_by_name():
    assert fields_of(Point(1, y=2)) == {"x": 1, "y": 2}
    assert fields_of(Named(1, 2, "a")) == {"x": 1, "y": 2, "name": "a"}


@pytest.mark.parametrize(
    ("args", "kwargs", "said"),
    [
        ((), {}, "needs x"),
        ((1, 2, 3), {}, "once"),
        ((1,), {"x": 1}, "once"),
        ((1,), {"z": 1}, "has no z"),
    ],
)
def test_a_wrong_call_is_refused_by_name(args, kwargs, said):
    with pytest.raises(TypeError, match=said):
        Point(*args, **kwargs)


def test_values_of_different_classes_are_never_equal():
    assert Point(1) == Point(1, 0)
    assert Point(1) != Other(1)
    assert len({Point(1), Point(1), Other(1)}) == 2


def test_a_value_does_not_change():
    point = Point(1)

    with pytest.raises(AttributeError, match="frozen"):
        point.x = 2
    with pytest.raises(AttributeError, match="frozen"):
        del point.x
    assert replace(point, x=2) == Point(2)
    assert point == Point(1)


def test_a_value_is_read_by_position_in_a_match():
    match Named(1, 2, "n"):
        case Named(x, y, name):
            assert (x, y, name) == (1, 2, "n")
