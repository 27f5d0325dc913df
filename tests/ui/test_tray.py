from agent.words import Words
from PySide6.QtWidgets import QSystemTrayIcon

from ui.page import Sign, Tone
from ui.news import Action
from ui.tray import Tray


def tray(qtbot, language="nl"):
    made = Tray(Words(language))
    qtbot.addWidget(made.menu)
    return made


def test_the_menu_says_what_can_be_done(qtbot):
    texts = [one.text() for one in tray(qtbot).menu.actions() if one.text()]

    assert texts == [
        "Blusser openen",
        "Herstel mijn pc",
        "Toon het laatste resultaat",
        "Meldingen",
        "Afsluiten",
    ]


def test_what_cannot_be_asked_for_now_is_dimmed(qtbot):
    one = tray(qtbot)
    one.draw(Sign(Tone.BUSY, "Blusser: bezig", can_fix=False, can_show=False))

    assert not one.fix.isEnabled()
    assert not one.last.isEnabled()
    assert one.icon.toolTip() == "Blusser: bezig"


def test_presses_are_passed_on(qtbot):
    one = tray(qtbot)
    for item, action in ((one.fix, Action.FIX), (one.last, Action.LAST)):
        with qtbot.waitSignal(one.asked) as asked:
            item.trigger()
        assert asked.args == [action]
    with qtbot.waitSignal(one.quitted):
        one.quit.trigger()


def test_a_click_opens_and_the_menu_button_does_not(qtbot):
    one, reasons = tray(qtbot), QSystemTrayIcon.ActivationReason
    with qtbot.waitSignal(one.opened):
        one.icon.activated.emit(reasons.Trigger)
    with qtbot.assertNotEmitted(one.opened):
        one.icon.activated.emit(reasons.Context)


def test_without_a_tray_it_is_not_there(qtbot):
    assert not tray(qtbot).present()
