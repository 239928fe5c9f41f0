#include "runbook/languages.h"

namespace runbook {

extern const Language spanish{
    .common =
        "el, la, los, las, un, una, unos, del, de, y, o, es, son, para, con, en, por, al, que, no, si, "
        "se, su, sus, lo, más, antes, después, hasta, todo, todos, cada, este, esta, está, cambio, "
        "aplicar, comprobar, verificar, paso, base, datos, servidor, nuevo, nueva, viejo, algo, sale, "
        "ejecutar, reiniciar, detener, copia, ser, debe, hay, como, sin, entre, luego, a",
    .letters = "á é í ó ú ñ ü",
    .rollback =
        "revert*, reversión*, reversion*, deshac*, deshacer*, vuelta atrás, marcha atrás, volver atrás, "
        "volver a la versión, volver al estado, regresar a la versión, regresar al estado, dar marcha "
        "atrás, retroced*, retroceso*, anular*, anulación*, restaurar la versión, restablecer*, plan de "
        "contingencia, contingencia*, plan de reserva, plan de retorno, plan b, abort*, cancelar la "
        "migración, cancelar el cambio, cancelar la actualización, restituir*, retorno a, rollback*, "
        "restaurar la anterior, volver a la anterior, volver al anterior, restaurar el estado anterior",
    .emergency =
        "emergencia*, desastre*, catástrofe*, recuperación ante desastres, crisis, incidente grave, "
        "solución de problemas, resolución de problemas, resolución de incidencias",
    .trouble =
        "fall*, error*, problema*, mal, incidencia*, incidente*, averí*, bloque*, no funciona, no "
        "arranca, no responde, no ayuda, no basta, se cae, caída*, rompe*, roto*, inesperad*, fracas*",
    .readies =
        "prepar*, prob*, prueb*, verific*, valid*, ensay*, ^comprobar, ^guardar, ^crear, ^anotar, "
        "^documentar, ^definir, ^revisar, listo, lista",
    .denies = "para poder, no se puede, no, sin",
    .condition =
        "si, en caso, en el caso, cuando haga falta, cuando sea necesario, si es necesario, si hace "
        "falta, de ser necesario, según sea necesario, a menos que, salvo que, solo si, sólo si, "
        "únicamente si, bajo demanda, a petición, donde proceda, si procede, dependiendo de",
    .once = "cuando",
    .whether = "comprobar, comprueba, ver, verificar, verifica, saber, mirar, determinar, incluso, como",
    .optional =
        "opcional*, no obligatori*, no es necesario, no es obligatorio, puede omitirse, se puede omitir, "
        "se puede saltar, último recurso, si se desea, si lo desea, si quieres, a discreción, voluntari*",
    .only = "solo, sólo, solamente, únicamente, exclusivamente",
    .forbidden =
        "no ejecutar, no ejecute, no ejecutes, no lanzar, nunca, jamás, no hacer, no hagas, no haga, no usar, no "
        "utilizar, no use, no uses, no copiar, no en producción, prohibid*, en desuso, ya no se usa, ya no se "
        "utiliza",
    .outdated = "obsolet*, anticuad*",
    .example =
        "^ejemplo*, ejemplo$, ejemplos$, por ejemplo, p ej, mal ejemplo, incorrect*, ^mal$, equivocad*, "
        "a modo de ejemplo",
    .instance = "por ejemplo, p ej",
    .halt = "alto, pare, parar, para, pausa, stop, detener, deténgase, espere, esperar, detente",
    .pause = "^esperar, ^espere, ^espera",
    .stop =
        "no continuar, no continúe, no continúes, no seguir, no siga, no sigas, no proceder, no proceda, "
        "no avanzar, no avance, no pasar, deténgase aquí, detenerse aquí, parar aquí, pare aquí, esperar "
        "aquí, pausa aquí, antes de continuar, antes de seguir, antes de proceder, antes de avanzar, "
        "esperar a que, esperar hasta, espere a que, espere hasta, continuar solo, continuar sólo, "
        "seguir solo, no empezar antes, punto de no retorno, hasta que",
    .approval =
        "aprobación*, aprobaciones, aprobad*, aprobar, aprueb*, autoriza*, visto bueno, luz verde, "
        "firma*, go no go",
    .waits =
        "esper*, obten*, necesit*, requ*, debe*, hasta, pedir, solicit*, sin, antes, tras, manual, del, "
        "de",
    .way =
        "opción, alternativa, variante, método, posibilidad, solución, enfoque, escenario, caso, forma, "
        "manera, vía, plan",
    .means = "con, sin, usando, utilizando, mediante, vía, a través de",
    .otherwise =
        "o, o bien, si no, alternativamente, como alternativa, en su lugar, de lo contrario, en su "
        "defecto",
    .choose =
        "elegir, elija, elige, escoger, escoja, uno de los siguientes, una de las siguientes, una de "
        "estas, dos opciones, varias opciones, dos formas",
    .step = "paso",
    .expected =
        "esperad*, resultado esperado, salida esperada, debe ser, debería ser, debe mostrar, debería "
        "mostrar, debe devolver, debería devolver, debería ver, se espera, debe aparecer",
    .shows = "salida*, resultado*, respuesta, muestra, devuelve, imprime",
    .prints = "salida$, muestra$, imprime$, respuesta$",
    .apart = "contactos, escalado, referencias, glosario, anexo*",
};

}  // namespace runbook
