"""Phrases of the window and the tray, language beside language; keys begin ui-."""

from __future__ import annotations

from agent.typed import Any, Final
from agent.words.terminal import count

WINDOW: Final[dict[str, dict[Any, Any]]] = {
    "ui-fix": {"en": "Fix my PC", "nl": "Herstel mijn pc"},
    "ui-last": {"en": "Show the last result", "nl": "Toon het laatste resultaat"},
    "ui-open": {"en": "Open Blusser", "nl": "Blusser openen"},
    "ui-quit": {"en": "Quit", "nl": "Afsluiten"},
    "ui-stop": {"en": "Stop", "nl": "Stoppen"},
    "ui-back": {"en": "Done", "nl": "Klaar"},
    "ui-again": {"en": "Look again", "nl": "Opnieuw nakijken"},
    "ui-retry": {"en": "Try again", "nl": "Opnieuw proberen"},
    "ui-close": {"en": "Back", "nl": "Terug"},
    "ui-show": {"en": "Show", "nl": "Tonen"},
    "ui-hide": {"en": "Hide", "nl": "Verbergen"},
    "ui-progress": {"en": "Progress", "nl": "Voortgang"},
    "ui-tone-well": {"en": "Well", "nl": "In orde"},
    "ui-tone-ask": {"en": "Attention", "nl": "Let op"},
    "ui-tone-trouble": {"en": "Problem", "nl": "Probleem"},
    "ui-tone-unsure": {"en": "Not known", "nl": "Niet bekend"},
    "ui-tone-busy": {"en": "Going on", "nl": "Bezig"},
    "ui-tone-quiet": {"en": "Information", "nl": "Informatie"},
    "ui-time": {"en": "{hour}:{minute}", "nl": "{hour}.{minute} uur"},
    "ui-today": {"en": "today at {time}", "nl": "vandaag om {time}"},
    "ui-day": {"en": "on {day} {month} at {time}", "nl": "op {day} {month} om {time}"},
    "ui-months": {
        "en": "Jan Feb March April May June July Aug Sept Oct Nov Dec",
        "nl": "jan. feb. maart april mei juni juli aug. sept. okt. nov. dec.",
    },
    "ui-home": {
        "en": "Is something not working?",
        "nl": "Werkt er iets niet?",
    },
    "ui-home-lead": {
        "en": "Blusser looks at your network, disk, sign-in and services, and repairs"
        " what it safely can.",
        "nl": "Blusser kijkt uw netwerk, schijf, aanmelding en diensten na, en"
        " herstelt wat veilig kan.",
    },
    "ui-hurts": {"en": "Or say what is wrong", "nl": "Of zeg wat er scheelt"},
    "ui-hurts-hint": {
        "en": "In your own words, then Enter",
        "nl": "In uw eigen woorden, dan Enter",
    },
    "ui-home-note": {"en": "Nothing is sent.", "nl": "Er wordt niets verstuurd."},
    "ui-home-last": {
        "en": "{result}. Last looked at {when}.",
        "nl": "{result}. Laatst nagekeken {when}.",
    },
    "ui-damaged": {
        "en": "The earlier results could not be read and were set aside.",
        "nl": "De vorige resultaten konden niet worden gelezen en zijn opzijgezet.",
    },
    "ui-looking": {"en": "Looking at your PC…", "nl": "Uw pc wordt nagekeken…"},
    "ui-looking-lead": {
        "en": "This takes a few seconds. You can keep working.",
        "nl": "Dit duurt enkele seconden. U kunt intussen verder werken.",
    },
    "ui-waiting": {"en": "Please wait a moment…", "nl": "Even wachten…"},
    "ui-waiting-lead": {
        "en": "Blusser is already at work on this PC. It starts as soon as that ends.",
        "nl": "Blusser is al bezig op deze pc. Het begint zodra dat klaar is.",
    },
    "ui-now": {
        "en": "Finding out whether {question}",
        "nl": "Nagaan of {question}",
    },
    "ui-of": {"en": "{done} of {total}", "nl": "{done} van {total}"},
    "ui-not-here": {
        "en": "does not apply to this PC",
        "nl": "niet van toepassing op deze pc",
    },
    "ui-repairing": {"en": "Repairing…", "nl": "Bezig met herstellen…"},
    "ui-finishing": {"en": "Almost done…", "nl": "Bijna klaar…"},
    "ui-repairing-lead": {
        "en": "Please leave your PC on. Afterwards it is checked whether it helped.",
        "nl": "Laat uw pc aan. Daarna wordt nagekeken of het geholpen heeft.",
    },
    "ui-ask-tag": {"en": "Your choice", "nl": "Uw keuze"},
    "ui-ask": {
        "en": count("May Blusser do this?", "May Blusser do these {count} things?"),
        "nl": count("Mag Blusser dit doen?", "Mag Blusser deze {count} dingen doen?"),
    },
    "ui-ask-lead": {
        "en": "It only happens if you say yes.",
        "nl": "Het gebeurt alleen als u ja zegt.",
    },
    "ui-ask-because": {"en": "Because: {title}", "nl": "Reden: {title}"},
    "ui-yes": {"en": "Yes, do this", "nl": "Ja, doe dit"},
    "ui-no": {"en": "No, leave it", "nl": "Nee, laat zo"},
    "ui-healthy": {
        "en": "Nothing wrong was found",
        "nl": "Er is niets gevonden dat mis is",
    },
    "ui-healthy-lead": {
        "en": count(
            "{count} question was asked. If something still does not work, say so"
            " below: that leaves a report for IT.",
            "{count} questions were asked. If something still does not work, say so"
            " below: that leaves a report for IT.",
        ),
        "nl": count(
            "{count} punt is nagekeken. Werkt er toch iets niet, zeg het dan hieronder:"
            " dan komt er een verslag voor IT.",
            "{count} punten zijn nagekeken. Werkt er toch iets niet, zeg het dan"
            " hieronder: dan komt er een verslag voor IT.",
        ),
    },
    "ui-healthy-told": {
        "en": count("{count} question was asked.", "{count} questions were asked."),
        "nl": count("{count} punt is nagekeken.", "{count} punten zijn nagekeken."),
    },
    "ui-repaired": {
        "en": count("The problem is fixed", "{count} problems are fixed"),
        "nl": count("Het probleem is opgelost", "{count} problemen zijn opgelost"),
    },
    "ui-repaired-lead": {
        "en": "It was checked again afterwards, and now it is well.",
        "nl": "Het is daarna opnieuw nagekeken, en nu is het in orde.",
    },
    "ui-unsure": {
        "en": "Nothing wrong was found",
        "nl": "Er is niets gevonden dat mis is",
    },
    "ui-unsure-lead": {
        "en": "But not everything could be found out.",
        "nl": "Maar niet alles kon worden nagegaan.",
    },
    "ui-problems": {
        "en": count("One thing needs attention", "{count} things need attention"),
        "nl": count("Eén ding vraagt aandacht", "{count} dingen vragen aandacht"),
    },
    "ui-advice": {"en": "What you can do", "nl": "Wat u kunt doen"},
    "ui-cause": {"en": "This was the cause", "nl": "Dit was de oorzaak"},
    "ui-causes": {"en": "These were the causes", "nl": "Dit waren de oorzaken"},
    "ui-solved": {"en": "Fixed meanwhile", "nl": "Intussen opgelost"},
    "ui-echoes": {
        "en": count("What follows from this", "What follows from this ({count})"),
        "nl": count("Wat hieruit volgt", "Wat hieruit volgt ({count})"),
    },
    "ui-done": {"en": "What Blusser did", "nl": "Wat Blusser gedaan heeft"},
    "ui-took": {
        "en": "Took {took} s; checked afterwards",
        "nl": "Duurde {took} s; daarna nagekeken",
    },
    "ui-no-effect": {"en": "This did not help", "nl": "Dit hielp niet"},
    "ui-undone": {
        "en": "This did not help and was put back as it was",
        "nl": "Dit hielp niet en is teruggezet zoals het was",
    },
    "ui-failed": {"en": "This did not succeed", "nl": "Dit is niet gelukt"},
    "ui-not-possible": {
        "en": "Not possible on this PC",
        "nl": "Niet mogelijk op deze pc",
    },
    "ui-refused": {"en": "Not done: {why}", "nl": "Niet gedaan: {why}"},
    "ui-skipped": {"en": "Left out: {why}", "nl": "Overgeslagen: {why}"},
    "ui-looked": {
        "en": count("What was looked at", "What was looked at ({count})"),
        "nl": count("Wat is nagekeken", "Wat is nagekeken ({count})"),
    },
    "ui-asked": {
        "en": count("{count} question", "{count} questions"),
        "nl": count("{count} punt", "{count} punten"),
    },
    "ui-not-known": {
        "en": "Could not find out whether {question}",
        "nl": "Kon niet nagaan of {question}",
    },
    "ui-it": {"en": "Reaching IT", "nl": "IT bereiken"},
    "ui-it-how": {
        "en": "Call or mail your IT department.",
        "nl": "Bel of mail uw IT-dienst.",
    },
    "ui-report": {
        "en": "A report for IT is ready on this PC. Nothing was sent.",
        "nl": "Op deze pc staat een verslag voor IT klaar. Er is niets verstuurd.",
    },
    "ui-open-report": {"en": "Open the folder", "nl": "Map openen"},
    "ui-reporting": {
        "en": "The report for IT is being written…",
        "nl": "Het verslag voor IT wordt geschreven…",
    },
    "ui-unwritten": {
        "en": "The report for IT could not be written.",
        "nl": "Het verslag voor IT kon niet worden geschreven.",
    },
    "ui-unkept": {
        "en": "This result could not be kept on the disk.",
        "nl": "Dit resultaat kon niet op de schijf worden bewaard.",
    },
    "ui-still-broken": {
        "en": "It is still broken",
        "nl": "Het is nog stuk",
    },
    "ui-trouble-tag": {"en": "No result", "nl": "Geen resultaat"},
    "ui-busy": {
        "en": "Blusser is already at work on this PC",
        "nl": "Blusser is al bezig op deze pc",
    },
    "ui-busy-lead": {
        "en": "Wait until that has ended, then try again.",
        "nl": "Wacht tot dat klaar is en probeer dan opnieuw.",
    },
    "ui-refused-run": {"en": "Blusser cannot start", "nl": "Blusser kan niet beginnen"},
    "ui-refused-run-lead": {
        "en": "Nothing was looked at and nothing was changed. IT can put this right.",
        "nl": "Er is niets nagekeken en niets gewijzigd. IT kan dit verhelpen.",
    },
    "ui-failed-run": {
        "en": "Blusser itself stopped working",
        "nl": "Blusser zelf is gestopt",
    },
    "ui-failed-run-lead": {
        "en": "This is a fault of Blusser, not of yours. IT will want to know.",
        "nl": "Dit ligt aan Blusser, niet aan u. Meld het aan IT.",
    },
    "ui-for-it": {"en": "For IT", "nl": "Voor IT"},
    "ui-tray": {"en": "Blusser: {text}", "nl": "Blusser: {text}"},
    "ui-no-display": {
        "en": "There is no screen to open the window on ({why}); «blusser fix» works in"
        " a terminal.",
        "nl": "Er is geen scherm om het venster op te openen ({why}); «blusser fix»"
        " werkt in een terminal.",
    },
    "ui-no-library": {
        "en": "The window cannot start on this PC ({why}); «blusser fix» works in a"
        " terminal.",
        "nl": "Het venster kan op deze pc niet starten ({why}); «blusser fix» werkt in"
        " een terminal.",
    },
    "ui-silent-window": {
        "en": "Blusser's window is open already, but it does not answer; end it and"
        " start again.",
        "nl": "Het venster van Blusser is al open, maar het antwoordt niet; sluit het"
        " af en begin opnieuw.",
    },
}
