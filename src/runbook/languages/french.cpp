#include "runbook/languages.h"

namespace runbook {

extern const Language french{
    .common =
        "le, la, les, un, une, des, du, de, et, ou, est, sont, pour, avec, dans, sur, par, au, aux, en, "
        "ce, cette, ces, si, il, elle, nous, vous, ne, pas, que, qui, plus, avant, après, jusqu, leur, "
        "leurs, toutes, tous, mise, jour, étape, vérifier, appliquer, copier, envoyer, base, données, "
        "serveur, ancien, nouveau, démarrer, arrêter, redémarrer, se, sans, entre, être, doit, faire, "
        "puis, ensuite",
    .letters = "é è ê ë à â ç ù û î ï ô œ",
    .rollback =
        "retour arrière, retours arrière, retour en arrière, revenir en arrière, revenir à la version, "
        "revenir à l ancien*, revenir à l état, retour à la version, retour à l état, retour à l "
        "ancien*, annul*, défaire, restaurer la version précédente, restauration de la version, repli, "
        "plan de secours, plan de repli, procédure de secours, abandon de, interrompre la migration, "
        "remettre l ancien*, remettre en état, remise en état, marche arrière, rétablir, rétablissement, "
        "rétrograd*, plan b, désinstall*, rollback*, restaurer l ancien*, restauration de l ancien*, "
        "restaurer la sauvegarde précédente, retour à la normale, remettre la version",
    .emergency =
        "urgence*, sinistre*, catastrophe*, plan de reprise, reprise d activité, crise, incident majeur, "
        "dépannage*, résolution des problèmes, résolution de problèmes",
    .trouble =
        "échec*, échou*, erreur*, problème*, panne*, mal, incident*, plant*, bloqué*, ne fonctionne pas, "
        "ne marche pas, ne démarre pas, ne répond pas, ne suffit pas, n aide pas, anomalie*, souci*, "
        "dysfonctionnement*, inattendu*, casse, cassé*, plantage",
    .readies =
        "prépar*, test*, vérif*, valid*, répét*, essay*, ^contrôler, ^sauvegarder, ^créer, ^noter, "
        "^documenter, ^définir, prêt",
    .denies = "afin de, pour pouvoir, ne peut, impossible, sans, pas",
    .condition =
        "si, s il, en cas, au cas où, dans le cas où, si nécessaire, si besoin, au besoin, le cas "
        "échéant, sauf si, à moins que, sur demande, uniquement si, seulement si, selon le besoin, en "
        "fonction de",
    .once = "quand, lorsque",
    .whether = "vérifier, voir, savoir, contrôler, déterminer, demander, même, comme",
    .optional =
        "facultati*, optionnel*, en option, non obligatoire, pas obligatoire, pas nécessaire, peut être "
        "ignoré*, peut être omis*, dernier recours, ultime recours, éventuellement, si vous le "
        "souhaitez, si vous voulez, au choix",
    .only = "seulement, uniquement, exclusivement, que sur, juste sur",
    .forbidden =
        "ne pas exécuter, ne pas lancer, ne jamais, n exécutez pas, ne lancez pas, n exécutez jamais, à ne pas "
        "exécuter, à ne pas faire, à ne jamais, ne pas faire, ne pas utiliser, ne pas copier, pas en production, "
        "interdit*, n est plus utilisé*, plus utilisé*, proscrit*",
    .outdated = "obsolète*, déprécié*, périmé*",
    .example =
        "^exemple*, exemple$, exemples$, par exemple, p ex, à titre d exemple, mauvais, mauvaise, faux, "
        "incorrect*, contre exemple, à titre indicatif",
    .instance = "par exemple, p ex",
    .halt = "stop, arrêt, halte, pause, attendre, attention stop, arrêtez",
    .pause = "^attendre, ^attendez, ^patienter, ^patientez",
    .stop =
        "ne pas continuer, ne pas poursuivre, ne continuez pas, ne poursuivez pas, ne pas aller plus "
        "loin, n allez pas plus loin, ne pas passer, ne passez pas, arrêtez vous, s arrêter ici, arrêter "
        "ici, attendre ici, avant de continuer, avant de poursuivre, avant de passer, avant d aller plus "
        "loin, attendre que, attendez que, continuer seulement, poursuivre seulement, ne pas commencer "
        "avant, tant que, point de non retour",
    .approval = "approbation*, approuv*, validation*, autoris*, feu vert, aval, signature*, go no go",
    .waits =
        "attend*, obten*, besoin, requis*, requise*, nécessaire, doit, jusqu, demand*, sans, avant, "
        "après, manuelle, du, de",
    .way =
        "option, alternative, variante, méthode, possibilité, solution, approche, scénario, cas, façon, "
        "manière, voie, plan",
    .means = "avec, sans, via, par, en utilisant, à l aide de, au moyen de",
    .otherwise = "ou, ou bien, ou alors, sinon, alternativement, autrement, à défaut, en alternative",
    .choose =
        "au choix, choisir, choisissez, l une des, l un des, une des options, deux possibilités, "
        "plusieurs possibilités, deux façons",
    .step = "étape",
    .expected =
        "attendu*, résultat attendu, doit être, devrait être, doit afficher, devrait afficher, doit "
        "retourner, doit renvoyer, on doit voir, vous devriez voir, vous devez voir",
    .shows = "sortie, résultat*, réponse, affiche, retourne, renvoie",
    .prints = "sortie$, affiche$, résultat affiché$, réponse$",
    .apart = "contacts, escalade, références, glossaire, annexe*",
};

}  // namespace runbook
