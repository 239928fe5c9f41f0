#include "runbook/languages.h"

namespace runbook {

extern const Language polish{
    .common =
        "i, w, na, z, do, się, nie, jest, są, że, to, od, po, przed, dla, przez, lub, albo, oraz, jak, "
        "jeśli, jeżeli, gdy, przy, za, ze, o, co, wszystkie, każdy, nowy, nowa, nowe, stary, krok, baza, "
        "bazy, danych, serwer, serwera, uruchom, uruchomić, sprawdź, sprawdzić, zastosuj, wykonaj, "
        "kopia, zmiana, migracja, aktualizacja, zatrzymaj, następnie, potem, już, ten, ta, te, tego, "
        "aby, być, musi, można",
    .letters = "ą ć ę ł ń ó ś ź ż",
    .rollback =
        "wycof*, cofn*, cofan*, cofa*, przywróć, przywróć poprzedni*, przywróceni*, przywracani*, "
        "przywrócić, powrót do, powrotu, powróć do, wróć do, odwróć, odwróceni*, odwołaj, odwołani*, "
        "anuluj*, anulowani*, przerwij, przerwani*, przerwać, plan awaryjny, plan b, plan zapasowy, "
        "procedura wycofania, rollback*, unieważni*",
    .emergency =
        "awari*, awaryjn*, katastrof*, nagły wypadek, sytuacja kryzysowa, kryzys*, odtwarzanie po "
        "awarii, rozwiązywanie problemów, usuwanie awarii",
    .trouble =
        "niepowodzeni*, nie powiedzie, nie powiodł*, nie powiedzi*, nie uda, nie udał*, błęd*, błąd, "
        "problem*, awari*, kłopot*, nie działa, nie pomoże, nie pomaga, nie wystartuje, nie uruchomi, "
        "nie odpowiada, źle, zawiesi*, zepsu*, usterk*, pójdzie nie tak, pójdzie źle, poszło nie tak, "
        "nieoczekiwan*, zawiedzie, zawiod*",
    .readies =
        "przygot*, test*, spraw*, weryfik*, przećwicz*, próbn*, ^zapisz, ^utwórz, ^zrób, ^udokumentuj, "
        "^określ, gotow*",
    .denies = "aby móc, nie można, nie da się, nie, bez",
    .condition =
        "jeśli, jeżeli, jesli, jezeli, gdy, gdyby, kiedy trzeba, w razie, w przypadku, na wypadek, w "
        "razie potrzeby, w miarę potrzeb, jeśli potrzeba, jeśli to konieczne, o ile, tylko gdy, tylko "
        "jeśli, chyba że, na żądanie, na życzenie, ewentualnie, zależnie od, w zależności",
    .once = "gdy, kiedy",
    .whether = "czy, sprawdź, nawet, jak",
    .optional =
        "opcjonaln*, nieobowiązkow*, fakultatywn*, nie jest wymagan*, niewymagan*, można pominąć, można "
        "opuścić, ostateczność, w ostateczności, dowoln*, według uznania, do wyboru",
    .only = "tylko, wyłącznie, jedynie",
    .forbidden =
        "nie uruchamiaj*, nie uruchamiać, nie wykonuj*, nie wykonywać, nigdy, nie rób, nie używaj*, nie używać, nie "
        "kopiuj*, nie na produkcji, zabronion*, zakazan*, już nie używan*, nieużywan*, nie stosować, nie stosuj",
    .outdated = "przestarzał*, nieaktualn*",
    .example =
        "^przykład*, przykład$, przykłady$, na przykład, np, zły, źle, błędnie, niepoprawn*, dla "
        "ilustracji",
    .instance = "na przykład, np",
    .halt = "stop, stój, uwaga stop, czekaj, pauza, zatrzymaj się, wstrzymaj",
    .pause = "^poczekaj, ^czekaj, ^odczekaj, ^zaczekaj",
    .stop =
        "nie kontynuuj*, nie kontynuować, nie przechodź*, nie przechodzić, nie idź dalej, nie idziemy "
        "dalej, zatrzymaj się, zatrzymać się, tutaj poczekaj, poczekaj tutaj, stań tutaj, przed "
        "kontynuowaniem, zanim przejdziesz, zanim pójdziesz, zanim będziesz kontynuować, poczekaj aż, "
        "poczekaj na, czekaj aż, zaczekaj, dopiero wtedy, kontynuuj tylko, kontynuuj dopiero, nie "
        "zaczynaj, punkt bez powrotu, dopóki nie",
    .approval =
        "zgod*, akcept*, zatwierdz*, zatwierdze*, pozwoleni*, autoryzacj*, zielone światło, podpis*, go "
        "no go, aprobat*",
    .waits =
        "czek*, poczek*, zaczek*, uzysk*, wymag*, potrzebn*, musi, dopóki, aż, popro*, bez, przed, po, "
        "ręczn*, od, kierownika",
    .way =
        "opcja, wariant, alternatywa, metoda, możliwość, rozwiązanie, podejście, scenariusz, przypadek, "
        "sposób, droga, plan",
    .means = "z, bez, za pomocą, przy użyciu, przez, używając",
    .otherwise = "lub, albo, ewentualnie, alternatywnie, w przeciwnym razie, zamiast tego, bądź",
    .choose =
        "wybierz, wybrać, jedna z poniższych, jedną z poniższych, jeden z poniższych, dwa sposoby, kilka "
        "sposobów, do wyboru",
    .step = "krok",
    .expected =
        "oczekiwan*, spodziewan*, powinno być, powinien być, powinna być, musi być, powinno zwrócić, "
        "powinno pokazać, powinieneś zobaczyć, należy zobaczyć, powinno się pojawić",
    .shows = "wynik*, wyjście, odpowiedź, zwraca, pokazuje, wypisuje",
    .prints = "wynik$, wyjście$, odpowiedź$",
    .apart = "kontakty, eskalacja, odnośniki, słownik, załącznik*",
};

}  // namespace runbook
