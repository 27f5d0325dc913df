"""Why something was not done or not found out, in the other languages.

What engine and parts say in English is kept in the evidence; a person reads this.
"""

from __future__ import annotations

from agent.typed import Final
from agent.words.absences import ABSENCES

REASONS: Final[dict[str, dict[str, str]]] = {
    "the policy does not allow this repair": {
        "nl": "de regels van IT staan dit herstel niet toe"
    },
    "only IT may do this": {"nl": "alleen IT mag dit doen"},
    "nobody has said yes to this repair": {
        "nl": "niemand heeft hiervoor toestemming gegeven"
    },
    "it is no longer needed": {"nl": "het is niet meer nodig"},
    "it needs administrator rights, and IT lends none for it": {
        "nl": "hiervoor zijn beheerdersrechten nodig, en die leent IT hier niet uit"
    },
    "it needs administrator rights": {"nl": "hiervoor zijn beheerdersrechten nodig"},
    "it did not help": {"nl": "het hielp niet"},
    "the clock is too far off to be set without IT": {
        "nl": "de klok wijkt te veel af om ze zonder IT bij te stellen"
    },
    "automatic time was switched off on this PC": {
        "nl": "de automatische tijd is op deze pc uitgezet, misschien met opzet"
    },
    "automatic time is on already": {"nl": "de automatische tijd staat al aan"},
    "it waits: somebody is in a call": {
        "nl": "er is een gesprek bezig; dit wacht tot het voorbij is"
    },
    "it waits: somebody presents or watches something": {
        "nl": "er wordt iets getoond of bekeken; dit wacht tot het voorbij is"
    },
    "it waits: somebody works on this PC from elsewhere": {
        "nl": "iemand werkt van elders op deze pc; dit wacht tot dat voorbij is"
    },
    "it waits: the battery is nearly empty": {
        "nl": "de batterij is bijna leeg; dit wacht tot de pc aan het stroomnet hangt"
    },
    "it waits: the connection is paid by what goes over it": {
        "nl": "deze verbinding wordt per verbruik betaald; dit wacht op een andere"
    },
    "the drive is failing, and this would strain it": {
        "nl": "de schijf gaat stuk, en dit zou ze belasten"
    },
    "it waits: software is being installed": {
        "nl": "er wordt software geïnstalleerd; dit wacht tot dat klaar is"
    },
    "software may be being installed, by whom is hidden from here": {
        "nl": "misschien wordt er software geïnstalleerd; door wie, is hier verborgen"
    },
    "it waits: nobody can tell whether it would do harm now": {
        "nl": "niet na te gaan is of dit nu kwaad kan"
    },
    "it did not end the last time, and is left alone for a day": {
        "nl": "de vorige keer raakte dit niet klaar; het rust een dag"
    },
    "it was tried often enough today": {"nl": "het is vandaag vaak genoeg geprobeerd"},
    "it comes back again and again, although it was repaired each time": {
        "nl": "het komt telkens terug, hoewel het elke keer hersteld werd"
    },
    "it removes evidence, and no report could be left first": {
        "nl": "dit verwijdert sporen, en een verslag kon niet eerst bewaard worden"
    },
    "what it would change could not be written down first": {
        "nl": "wat dit zou veranderen, kon niet eerst worden opgeschreven"
    },
    "what it would change could not be looked at within": {
        "nl": "wat dit zou veranderen, was niet op tijd te bekijken"
    },
    "this brought Blusser down the last time, and is left alone for a day": {
        "nl": "dit deed Blusser de vorige keer crashen; het rust een dag"
    },
    "no end within": {"nl": "het duurde te lang"},
    "no answer within": {"nl": "er kwam niet op tijd antwoord"},
    "nobody who knows the time answers": {"nl": "niemand die de tijd kent, antwoordt"},
    "no adapter that is connected is lent its address by the network": {
        "nl": "deze pc krijgt zijn adres niet van het netwerk"
    },
    "this machine has no service that keeps the clock": {
        "nl": "deze pc heeft geen dienst die de klok bijhoudt"
    },
    "no service on this machine remembers names": {"nl": "deze pc onthoudt geen namen"},
    "no service of the system that remembers names runs": {
        "nl": "er draait geen dienst die namen onthoudt"
    },
    "the way leads through a VPN": {
        "nl": "de weg loopt via een VPN; daarbuiten kunnen anderen meekijken"
    },
    "the network named no name servers that would know more": {
        "nl": "het netwerk noemde geen naamservers die meer weten"
    },
    "there is no connection that could be made again": {
        "nl": "er is geen verbinding die opnieuw gemaakt kan worden"
    },
    "it is not clear which adapter is to blame": {
        "nl": "het is niet duidelijk welke netwerkadapter de oorzaak is"
    },
    "Wi-Fi is held off by a switch or key of this computer": {
        "nl": "wifi is uitgezet met een schakelaar of toets op deze pc"
    },
    "no server of the domain answers": {"nl": "geen server van het domein antwoordt"},
    "the ticket may not be renewed": {"nl": "de aanmelding mag niet verlengd worden"},
    "no server that signs people in answers": {"nl": "geen aanmeldserver antwoordt"},
    "this account has no other ticket that is good": {
        "nl": "dit account heeft geen andere geldige aanmelding"
    },
    "it is not clear which VPN is the company's": {
        "nl": "het is niet duidelijk welke VPN van het bedrijf is"
    },
    "whoever connects the VPN has to sign in to it": {
        "nl": "wie de VPN verbindt, moet zich daarbij aanmelden"
    },
    "the proxy was not set by whoever works here": {
        "nl": "de proxy is niet ingesteld door wie hier werkt"
    },
    "no other proxy is known that this PC gets through": {
        "nl": "er is geen andere proxy bekend waar deze pc doorheen komt"
    },
    "without the proxy nothing can be reached either": {
        "nl": "zonder de proxy is er ook niets bereikbaar"
    },
    "the name servers of this PC are set by an administrator": {
        "nl": "de naamservers van deze pc zijn door een beheerder ingesteld"
    },
    "this PC asks its name servers under cover": {
        "nl": "deze pc vraagt zijn naamservers met opzet versleuteld"
    },
    "nobody would give the adapter its addresses again": {
        "nl": "niemand zou de netwerkadapter zijn adressen teruggeven"
    },
    "nobody outside answers, whether or not this PC lets questions out": {
        "nl": "buiten antwoordt niemand, of deze pc nu vragen doorlaat of niet"
    },
    "only an administrator may ask the wire who else has the address of this PC": {
        "nl": "alleen een beheerder mag nagaan wie nog het adres van deze pc heeft"
    },
    "the print job belongs to somebody else": {
        "nl": "de afdruktaak is van iemand anders"
    },
    "another start would only crash again": {"nl": "nog een start zou weer vastlopen"},
    "somebody stopped the printer, and may have a reason": {
        "nl": "iemand heeft de printer stopgezet, misschien met een reden"
    },
    "what waits for the printer is so old that nobody may want it any more": {
        "nl": "wat op de printer wacht, is zo oud dat misschien niemand het nog wil"
    },
    "somebody closed the printer and wrote down why": {
        "nl": "iemand heeft de printer gesloten en opgeschreven waarom"
    },
    "only an administrator may switch a print queue": {
        "nl": "alleen een beheerder mag een printer aan- of uitzetten"
    },
    "another program is installing at this moment": {
        "nl": "een ander programma is nu aan het installeren"
    },
    "nothing of that kind takes up the room": {
        "nl": "zoiets neemt hier geen plaats in"
    },
    "only an administrator may clean there": {
        "nl": "alleen een beheerder mag daar opruimen"
    },
    "there is nothing to hear sound with": {"nl": "er is niets om geluid mee te horen"},
    "IT's rules do not lend the rights of the system": {
        "nl": "de regels van IT lenen deze account de rechten van het systeem niet"
    },
    "the service that lends rights": {
        "nl": "de dienst die rechten leent, kon dit nu niet doen"
    },
    "the service could not find it out": {
        "nl": "de dienst kon het niet te weten komen"
    },
    "the service could not carry it out": {"nl": "de dienst kon het niet uitvoeren"},
    "the service held back, because it would do harm now": {
        "nl": "de dienst wachtte, omdat het nu schade zou doen"
    },
    "another run of Blusser goes on": {"nl": "Blusser is nog met iets anders bezig"},
    "the system knows of nothing that should be mounted and is not": {
        "nl": "het systeem kent niets dat gekoppeld moet zijn en het niet is"
    },
    "files lie where it should be mounted, and would be hidden": {
        "nl": "op die plaats staan bestanden, en die zouden verborgen worden"
    },
    "nothing on this machine knows how the folder was connected": {
        "nl": "niets op deze pc weet hoe de map gekoppeld was"
    },
    "only an administrator may take a mount away": {
        "nl": "alleen een beheerder mag een koppeling verbreken"
    },
    "the task was begun and takes long; whether it ends well is seen next time": {
        "nl": "de taak loopt en duurt lang; hoe ze afloopt, blijkt de volgende keer"
    },
    "this machine has no system bus": {
        "nl": "deze pc biedt niet wat daarvoor nodig is"
    },
    "programs wait for the processor, but no single one keeps it busy": {
        "nl": "programma's wachten op de processor, maar niet op één bepaald programma"
    },
    "the print service ": {"nl": "de afdrukdienst antwoordt niet zoals het hoort"},
    "the sound service ": {"nl": "de geluidsdienst antwoordt niet zoals het hoort"},
    "the proxy wants to ": {"nl": "de proxy wil weten wie er vraagt"},
    "the proxy does not say whether one may pass": {
        "nl": "de proxy zegt niet of iemand erdoor mag"
    },
    "the proxy lets nobody through to them": {"nl": "de proxy laat niemand ernaartoe"},
    "too few hosts that have addresses of both kinds answer at all": {
        "nl": "te weinig servers met beide soorten adressen antwoorden"
    },
    "this PC is moving much data itself just now": {
        "nl": "deze pc verstuurt of ontvangt nu zelf veel"
    },
    "this PC has a cable socket and Wi-Fi; nobody knows which is used": {
        "nl": "niet bekend is of u hier een kabel of wifi gebruikt"
    },
    "nobody tells whether the clock or the certificate is wrong": {
        "nl": "niet na te gaan is of de klok of het certificaat verkeerd is"
    },
    "nobody there shows a certificate": {
        "nl": "geen van die servers toont een certificaat"
    },
    "a page of this network comes in the script's stead": {
        "nl": "dit netwerk toont er een eigen pagina"
    },
    "this machine has a key in a realm, but its settings do not name it": {
        "nl": "de instellingen van deze pc noemen zijn domein niet"
    },
    "the directory ": {"nl": "de adreslijst van het bedrijf vertelt daar niets over"},
    "no sign-in server tells the time": {
        "nl": "geen aanmeldserver zegt hoe laat het is"
    },
    "the sign-in server does not answer": {"nl": "de aanmeldserver antwoordt niet"},
    "the check itself failed": {"nl": "deze controle is zelf mislukt"},
    "the VPN does not come up": {"nl": "de VPN komt niet tot stand"},
    "the connection does not come about": {"nl": "de verbinding komt niet tot stand"},
    "the router answers in the stead of this PC": {
        "nl": "de router antwoordt in de plaats van deze pc"
    },
    "this account cannot see the programs of others": {
        "nl": "dit account kan de programma's van anderen niet zien"
    },
    "the way to ": {"nl": "de weg ernaartoe breekt af"},
    **ABSENCES,
}
"""By the English words; more that follows them is detail for IT."""
