#include "runbook/languages.h"

namespace runbook {

extern const Language dutch{
    .common =
        "de, het, een, van, en, of, is, zijn, voor, met, op, in, aan, bij, uit, naar, te, dat, die, dit, "
        "niet, als, wordt, worden, moet, kan, alle, nog, ook, maar, door, over, na, tot, eerst, dan, "
        "daarna, nieuwe, oude, uitvoeren, controleren, stap, gegevens, databank, verhuizing, starten, "
        "stoppen, herstarten, klaar, wij, we, je, u, om, er, geen",
    .letters = "ë ï é",
    .rollback =
        "terugdraai*, teruggedraai*, terug te draaien, terugroll*, terugzet*, teruggezet, terugval*, "
        "terugkeer*, terugschakel*, terugplaats*, terughaal*, ongedaan*, herroep*, intrek*, terugweg, "
        "weg terug, afbreken, afbreek*, annuleer*, annuleren, noodplan, reserveplan, plan b, naar de "
        "vorige versie, naar de oude versie, rollback*, terug naar, undo*, herstel van de vorige, "
        "uitwijk*",
    .recovery = "herstelprocedure*, herstelstappen",
    .emergency =
        "noodgeval*, nood, noodprocedure*, calamiteit*, ramp, rampen*, crisis, ramp herstel, "
        "probleemoplossing*, problemen oplossen, storingzoeken",
    .trouble =
        "mislukt*, mislukk*, misgaat, misgaan, mis, fout*, faalt, falen, probleem, problemen, storing*, "
        "niet werkt, niet start, niet helpt, niet lukt, niet reageert, vastloopt, vast, hangt, crash*, "
        "kapot, stuk, uitval*, uitvalt, onverwacht*, fouten, verkeerd",
    .readies =
        "voorbereid*, test*, controleer*, ^controleren, verifi*, valideer*, oefen*, proef*, ^maak, "
        "^bewaar, ^noteer, ^documenteer, ^bepaal, klaarzet*",
    .denies = "zodat, om te kunnen, niet, geen, zonder",
    .condition =
        "als, indien, wanneer nodig, waar nodig, zo nodig, indien nodig, als het nodig is, zonodig, in "
        "geval, ingeval, in het geval, tenzij, alleen als, alleen wanneer, alleen bij, op verzoek, "
        "desgewenst, bij problemen, bij storing*, bij fouten, indien van toepassing, afhankelijk van, "
        "mocht, mits",
    .once = "wanneer, zodra",
    .whether = "of, zoals, ook, zelfs, controleer, controleren",
    .optional =
        "optioneel, optionele, facultatief, niet verplicht, niet nodig, niet noodzakelijk, mag "
        "overgeslagen worden, kan overgeslagen worden, mag worden overgeslagen, kan worden overgeslagen, "
        "laatste redmiddel, naar keuze, naar wens, vrijblijvend, eventueel",
    .only = "alleen, uitsluitend, enkel, slechts",
    .forbidden =
        "niet uitvoeren, nooit, niet draaien, niet doen, niet gebruiken, niet starten, niet kopiëren, niet in "
        "productie, niet op productie, verboden, niet meer gebruikt, niet meer in gebruik",
    .outdated = "verouderd*, achterhaald*, vervallen",
    .example =
        "^voorbeeld*, voorbeeld$, voorbeelden$, bijvoorbeeld, bijv, b v, ter illustratie, fout "
        "voorbeeld, slecht, ^fout$, onjuist",
    .instance = "bijvoorbeeld, bijv, b v",
    .halt = "stop, halt, wacht, wachten, pauze, pas op stop",
    .pause = "^wacht, ^wachten",
    .stop =
        "niet doorgaan, niet verdergaan, niet verder, ga niet verder, ga niet door, niet verder gaan, "
        "niet door gaan, stop hier, wacht hier, pauzeer hier, hier stoppen, hier wachten, alvorens "
        "verder te gaan, voordat je verder gaat, voordat u verder gaat, voor je verder gaat, voordat u "
        "doorgaat, voordat je doorgaat, wacht tot, wachten tot, wacht totdat, pas verder, pas doorgaan, "
        "niet beginnen voordat, ga pas verder",
    .approval =
        "goedkeuring*, goedgekeurd*, goedkeur*, akkoord, groen licht, vier ogen*, handtekening*, fiat, "
        "go no go",
    .waits =
        "wacht*, verkrijg*, nodig, vereist*, vraag*, moet, tot, totdat, zonder, na, voor, handmatige, "
        "van, krijg*",
    .way =
        "optie, alternatief, variant, methode, mogelijkheid, oplossing, aanpak, scenario, geval, manier, "
        "weg, route, plan, keuze",
    .means = "met, zonder, via, door middel van, met behulp van",
    .otherwise = "of, ofwel, of anders, anders, als alternatief, in plaats daarvan",
    .choose =
        "kies, kiezen, een van de volgende, één van de volgende, een van deze, twee manieren, twee "
        "opties, meerdere manieren",
    .step = "stap",
    .expected =
        "verwacht*, moet zijn, zou moeten zijn, moet tonen, hoort te zijn, je zou moeten zien, u zou "
        "moeten zien, je ziet, moet opleveren, moet teruggeven",
    .shows = "uitvoer*, resultaat, resultaten, antwoord, toont, geeft",
    .prints = "uitvoer$, antwoord$",
    .apart = "contacten, contactpersonen, escalatie, referenties, begrippenlijst, bijlage",
};

}  // namespace runbook
