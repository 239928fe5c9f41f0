#include "runbook/languages.h"

namespace runbook {

extern const Language italian{
    .common =
        "il, lo, la, i, gli, le, un, uno, una, del, della, dei, delle, di, e, o, è, sono, per, con, in, "
        "nel, nella, su, sul, sulla, da, dal, al, alla, che, non, se, si, più, prima, dopo, fino, tutto, "
        "tutti, ogni, questo, questa, aggiornamento, applicare, verificare, verifica, passo, fase, dati, "
        "database, nuovo, nuova, vecchio, eseguire, riavviare, fermare, copia, essere, deve, come, "
        "senza, tra, poi, qualcosa",
    .letters = "à è é ì ò ù",
    .rollback =
        "ripristin*, annull*, annullamento, tornare indietro, ritorno alla versione, ritorno allo stato, "
        "tornare alla versione, tornare allo stato, ritornare, torna indietro, marcia indietro, disfa*, "
        "disfare, retromarcia, rollback*, piano di emergenza, piano di riserva, piano di rientro, piano "
        "b, interrompere la migrazione, abort*, revoc*, retrocess*, contingenza, riportare allo stato, "
        "riportare alla versione, tornare alla precedente",
    .emergency =
        "emergenz*, disastr*, catastrof*, crisi, incidente grave, recupero da disastro, risoluzione dei "
        "problemi, risoluzione problemi",
    .trouble =
        "fallisc*, fallit*, falliment*, errore*, errori, problem*, storto, male, incident*, guast*, "
        "blocc*, non funziona*, non parte, non risponde*, non aiuta*, non basta*, non si avvia, si "
        "rompe, rotto, crash*, inattes*, anomali*",
    .readies =
        "prepar*, test*, prov*, verific*, valid*, ^controllare, ^salvare, ^creare, ^annotare, "
        "^documentare, ^definire, pronto, pronta, per poter*",
    .denies = "non si può, non, senza",
    .condition =
        "se, in caso, nel caso, qualora, se necessario, se serve, quando necessario, quando serve, all "
        "occorrenza, al bisogno, ove necessario, a meno che, salvo che, solo se, soltanto se, su "
        "richiesta, se del caso, eventualmente, a seconda",
    .once = "quando",
    .whether = "verificare, verifica, vedere, controllare, controlla, sapere, determinare, anche, come",
    .optional =
        "opzional*, facoltativ*, non obbligatori*, non è necessario, non è obbligatorio, si può saltare, "
        "può essere saltat*, può essere omess*, ultima risorsa, come ultima risorsa, se si desidera, se "
        "vuoi, a discrezione, a piacere",
    .only = "solo, soltanto, solamente, esclusivamente, unicamente",
    .forbidden =
        "non eseguire, non lanciare, mai, non fare, non usare, non utilizzare, non copiare, non in produzione, "
        "vietat*, proibit*, non più usat*, non più utilizzat*, non va eseguito",
    .outdated = "obsolet*, deprecat*, superat*",
    .example =
        "^esempio*, ^esempi$, esempio$, per esempio, ad esempio, p es, sbagliat*, errato, scorrett*, "
        "cattivo esempio, a titolo di esempio",
    .instance = "per esempio, ad esempio, p es",
    .halt = "stop, fermo, fermarsi, fermati, alt, pausa, attendere, aspettare, attesa",
    .pause = "^attendere, ^aspettare, ^attendi, ^aspetta",
    .stop =
        "non continuare, non proseguire, non procedere, non andare avanti, non andare oltre, non "
        "passare, fermarsi qui, fermati qui, fermatevi qui, attendere qui, aspettare qui, pausa qui, "
        "prima di continuare, prima di proseguire, prima di procedere, prima di andare avanti, attendere "
        "che, attendere fino, aspettare che, aspettare fino, continuare solo, proseguire solo, procedere "
        "solo, non iniziare prima, punto di non ritorno, finché non",
    .approval = "approvazion*, approv*, autorizza*, benestare, via libera, nulla osta, firma*, go no go",
    .waits =
        "attend*, aspett*, otten*, serve, richied*, richiest*, necessari*, dev*, fino, chied*, senza, "
        "prima, dopo, manuale, del, della, di",
    .way =
        "opzione, alternativa, variante, metodo, possibilità, soluzione, approccio, scenario, caso, "
        "modo, maniera, via, piano",
    .means = "con, senza, usando, utilizzando, tramite, mediante, via",
    .otherwise = "o, oppure, o anche, altrimenti, in alternativa, alternativamente, invece, ovvero",
    .choose =
        "scegliere, scegli, scegliete, una delle seguenti, uno dei seguenti, una di queste, due modi, "
        "due opzioni, più modi",
    .step = "passo",
    .expected =
        "attes*, previst*, risultato atteso, output atteso, deve essere, dovrebbe essere, deve mostrare, "
        "dovrebbe mostrare, deve restituire, si dovrebbe vedere, dovresti vedere, si deve vedere, deve "
        "comparire",
    .shows = "uscita, risultat*, risposta, mostra, restituisce, stampa",
    .prints = "output$, stampa$, risposta$",
    .apart = "contatti, escalation, riferimenti, glossario, appendice, allegato",
};

}  // namespace runbook
