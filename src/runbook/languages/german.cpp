#include "runbook/languages.h"

namespace runbook {

extern const Language german{
    .common =
        "der, die, das, den, dem, des, und, oder, ist, sind, ein, eine, einen, einer, nicht, mit, von, "
        "vom, zu, zum, zur, auf, aus, bei, beim, im, in, für, wenn, falls, wir, sie, wird, werden, nach, "
        "vor, bis, neu, neue, neuen, alle, alles, etwas, auch, nur, noch, über, unter, durch, machen, "
        "ausführen, prüfen, anwenden, stand, ansehen, schritt, datenbank, sicherung, starten, neustart, "
        "aufräumen, abschluss, wartung, umstellung, nacht, vorbereitung, an, ab, kein, keine, sich, "
        "dann, danach, jetzt, sein, muss, soll, sollte, kann",
    .letters = "ä ö ü ß",
    .rollback =
        "zurückroll*, zurückgeroll*, zurückzuroll*, zurücksetz*, zurückzusetz*, zurückgesetzt, "
        "zurücknehm*, zurückzunehm*, zurückspiel*, zurückzuspiel*, zurückbau*, zurückdreh*, "
        "zurückschalt*, zurückwechsel*, zurückkehr*, rückbau*, rückgängig*, rücknahme*, rückabwick*, "
        "rückroll*, rückfall*, rückweg*, rückkehr*, rückzug*, rücksprung, rückschritt*, rückumstellung, "
        "notfallrückkehr, abbruch*, abbrechen, ausstieg*, widerruf*, widerrufen, auf den alten stand, "
        "alten zustand, vorherigen zustand, wieder zurück, weg zurück, plan b, notausstieg, fallback*, "
        "stornier*, backout*, umkehr*, vorherige version wiederherstellen, alte version "
        "wiederherstellen, alten stand wiederherstellen, zurück zur alten, zurück zur vorherigen, zurück "
        "auf die alte",
    .recovery = "wiederherstellungsverfahren, wiederherstellungsschritte",
    .emergency =
        "notfall*, ernstfall*, katastroph*, desaster*, störfall*, havarie*, krise*, im schlimmsten fall, "
        "fehlerbehebung*, fehlersuche*, problembehebung*",
    .trouble =
        "fehlschläg*, fehlschlag*, fehlgeschlagen*, schiefg*, schief, scheiter*, gescheitert*, fehler*, "
        "fehlerfall, problem*, störung*, nicht hilft, nicht funktioniert, nicht klappt, nicht geht, "
        "nicht startet, hängt, hängen bleibt, abstürz*, absturz*, kaputt, misslingt, misslungen, "
        "ausfall*, ausfällt, abbricht, bricht ab, notfall, nicht läuft, unerwartet*",
    .readies =
        "vorbereit*, test*, prob*, prüf*, verifizier*, üben, geübt, ^sichern, ^anlegen, ^erstellen, "
        "^notieren, ^dokumentieren, ^festlegen, bereitlegen, bereit",
    .denies = "damit, um, nicht, kein*, ohne",
    .condition =
        "falls, wenn, sofern, sobald nötig, bei bedarf, nach bedarf, im bedarfsfall, wo nötig, wenn "
        "nötig, falls nötig, soweit nötig, gegebenenfalls, ggf, im falle, im fall, für den fall, bei "
        "fehlern, bei problemen, auf wunsch, auf anfrage, nur bei, nur nach, es sei denn, außer wenn, "
        "bei störung*, bei fehlschlag, bei misserfolg, im fehlerfall, bei ausfall, je nach",
    .once = "wenn, sobald",
    .whether = "ob, als, auch, selbst, wie",
    .optional =
        "optional*, freiwillig*, wahlweise, nicht zwingend, nicht notwendig, nicht unbedingt, kann "
        "entfallen, kann übersprungen werden, kann ausgelassen werden, kann weggelassen werden, letztes "
        "mittel, notlösung, nach ermessen, wer mag, wer möchte, nach belieben, kein muss",
    .only = "nur, ausschließlich, lediglich",
    .forbidden =
        "nicht ausführen, nicht auszuführen, nie ausführen, niemals, auf keinen fall, keinesfalls, nicht laufen "
        "lassen, nicht in produktion, nicht produktiv, nicht auf produktion, nicht starten, nicht kopieren, "
        "verboten, nicht mehr benutz*, nicht mehr verwend*, nicht mehr gebraucht, nicht verwenden, nicht benutzen, "
        "nicht anwenden, nicht machen, nicht tun",
    .outdated = "veraltet*, überholt*, abgekündigt",
    .example =
        "^beispiel*, beispiel$, zum beispiel, z b, beispielsweise, falsch, schlecht, so nicht, ^muster$, "
        "negativbeispiel, zur veranschaulichung",
    .instance = "zum beispiel, z b, beispielsweise",
    .halt = "stopp, stop, halt, warten, pause, achtung stopp, anhalten",
    .pause = "^warte, ^warten, ^abwarten, warten$, abwarten$",
    .stop =
        "nicht fortfahren, nicht weitermachen, nicht weiter, erst fortfahren, erst weitermachen, erst "
        "weiter, nicht weitergehen, hier warten, hier anhalten, hier stoppen, hier aufhören, hier "
        "innehalten, vor dem weitermachen, vor dem fortfahren, bevor es weitergeht, bevor du "
        "weitermachst, bevor sie fortfahren, bevor man weitermacht, bevor fortgefahren wird, warten bis, "
        "abwarten bis, anhalten bis, keinen schritt weiter, nicht beginnen bevor",
    .approval =
        "freigabe*, freigegeben*, genehmig*, zustimmung*, zugestimmt, erlaubnis, abnahme, bewilligung, "
        "vier augen*, unterschrift*, okay von, ok von, grünes licht, go no go",
    .waits =
        "wart*, abwarten, einhol*, einzuhol*, brauch*, erforderlich, nötig, benötig*, muss, bis, erst, "
        "ohne, nach, vor, liegt vor, erteilt, manuelle, durch, von, des, der",
    .way =
        "möglichkeit, variante, alternative, option, methode, weg, fall, ansatz, lösung, szenario, "
        "verfahren, vorgehen, plan",
    .means = "mit, ohne, über, mittels, per, durch, mithilfe, von hand",
    .otherwise = "oder, oder aber, alternativ, andernfalls, ansonsten, sonst, stattdessen",
    .choose =
        "eine der folgenden, einer der folgenden, eines der folgenden, wähle, wählen sie, such* * aus, "
        "zwei möglichkeiten, mehrere möglichkeiten, eine davon, entweder oder",
    .step = "schritt",
    .expected =
        "erwartet*, soll sein, sollte sein, muss sein, erwartung, sollte liefern, sollte zeigen, muss "
        "ergeben, sollte ergeben, soll ergeben, sollte erscheinen, man sollte sehen, es erscheint, zu "
        "erwarten",
    .shows = "ausgabe*, ergebnis*, antwort, liefert, zeigt, gibt aus",
    .prints = "ausgabe$, ^ausgabe von, gibt aus$, sieht so aus$, antwort$",
    .apart = "kontakte, ansprechpartner, eskalation, verweise, glossar, anhang",
};

}  // namespace runbook
