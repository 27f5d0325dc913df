from agent.check import check
from agent.diagnosis import diagnose
from agent.model import Absent, Found, Healthy, Problem, Severity, Unsure
from tests.agent.toy import Water, pump_has_water, tap_has_water, well_has_water

BROKEN = Found(Problem("any", Severity.BLOCKING)())


@check(measures=True)
def gauge_is_full(water: Water):
    """A measurement."""


@check(explained_by=(gauge_is_full, well_has_water))
def garden_is_green(water: Water):
    """Depends on two things."""


def chain(well, pump, tap):
    return {well_has_water: well, pump_has_water: pump, tap_has_water: tap}


def test_the_topmost_finding_is_the_only_cause_of_a_whole_chain():
    diagnosis = diagnose(chain(BROKEN, BROKEN, BROKEN))

    assert diagnosis.causes == (well_has_water,)
    assert diagnosis.echoes == {
        pump_has_water: (well_has_water,),
        tap_has_water: (well_has_water,),
    }


def test_an_unsure_gap_does_not_hide_the_cause():
    diagnosis = diagnose(chain(BROKEN, Unsure("?"), BROKEN))

    assert diagnosis.causes == (well_has_water,)
    assert diagnosis.echoes == {tap_has_water: (well_has_water,)}


def test_an_absent_gap_does_not_hide_the_cause():
    assert diagnose(chain(BROKEN, Absent("none"), BROKEN)).causes == (well_has_water,)


def test_a_working_consequence_casts_doubt_on_its_supposed_cause():
    diagnosis = diagnose(chain(BROKEN, Healthy(), BROKEN))

    assert diagnosis.doubted == (well_has_water,)
    assert diagnosis.causes == (tap_has_water,)


def test_doubt_reaches_across_an_unsure_gap():
    diagnosis = diagnose(chain(BROKEN, Unsure("?"), Healthy()))

    assert diagnosis.doubted == (well_has_water,)
    assert diagnosis.causes == ()


def test_a_doubted_finding_explains_nothing():
    assert diagnose(chain(BROKEN, Healthy(), BROKEN)).echoes == {}


def test_a_measurement_is_not_doubted_because_something_still_works():
    diagnosis = diagnose({gauge_is_full: BROKEN, garden_is_green: Healthy()})

    assert diagnosis.causes == (gauge_is_full,)
    assert diagnosis.doubted == ()


@check(explained_by=(well_has_water,), proves=False)
def bucket_is_full(water: Water):
    """May have been filled long ago."""


def test_health_that_proves_nothing_casts_no_doubt():
    diagnosis = diagnose({well_has_water: BROKEN, bucket_is_full: Healthy()})

    assert diagnosis.causes == (well_has_water,)
    assert diagnosis.doubted == ()


def test_what_proves_nothing_is_still_explained():
    diagnosis = diagnose({well_has_water: BROKEN, bucket_is_full: BROKEN})

    assert diagnosis.echoes == {bucket_is_full: (well_has_water,)}


def test_two_independent_faults_are_both_causes_and_the_echo_names_both():
    outcomes = {gauge_is_full: BROKEN, well_has_water: BROKEN, garden_is_green: BROKEN}

    diagnosis = diagnose(outcomes)

    assert diagnosis.causes == (gauge_is_full, well_has_water)
    assert diagnosis.echoes == {garden_is_green: (gauge_is_full, well_has_water)}


def test_unsure_and_absent_are_never_causes():
    diagnosis = diagnose(chain(Unsure("?"), Absent("none"), Healthy()))

    assert (diagnosis.causes, diagnosis.doubted) == ((), ())
