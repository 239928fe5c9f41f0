#include "runbook/languages.h"

namespace runbook {

extern const Language portuguese{
    .common =
        "o, a, os, as, um, uma, do, da, dos, das, de, e, ou, é, são, para, com, em, no, na, nos, nas, "
        "por, ao, que, não, se, seu, sua, mais, antes, depois, até, todo, todos, cada, este, esta, "
        "mudança, aplicar, verificar, passo, etapa, banco, dados, servidor, novo, nova, velho, antigo, "
        "algo, executar, reiniciar, parar, cópia, ser, deve, como, sem, entre, pelo, pela, isso",
    .letters = "á â ã à ç é ê í ó ô õ ú",
    .rollback =
        "revert*, reversão*, desfaz*, desfeit*, voltar atrás, voltar à versão, voltar para a versão, "
        "voltar ao estado, retornar à versão, retornar ao estado, retorno à versão, retroced*, anular*, "
        "anulação*, restaurar a versão, restabelec*, plano de contingência, contingência*, plano de "
        "retorno, plano de recuo, plano de reversão, recuo, plano b, abort*, cancelar a migração, "
        "cancelar a mudança, cancelar a atualização, rollback*, restaurar o anterior, voltar ao "
        "anterior, voltar à anterior, restaurar o estado anterior",
    .emergency =
        "emergência*, desastre*, catástrofe*, recuperação de desastre*, crise, incidente grave, solução "
        "de problemas, resolução de problemas",
    .trouble =
        "falh*, erro*, problema*, errado, mal, incidente*, trav*, não funciona*, não inicia*, não "
        "responde*, não ajuda*, não resolve*, não sobe*, cai, caiu, queda*, quebr*, inesperad*, fracass*",
    .readies =
        "prepar*, test*, verific*, valid*, ensai*, ^conferir, ^salvar, ^guardar, ^criar, ^anotar, "
        "^documentar, ^definir, ^revisar, pronto, pronta",
    .denies = "para poder, não pode, não, sem",
    .condition =
        "se, caso, em caso, no caso, quando necessário, se necessário, se for necessário, se preciso, se "
        "for o caso, conforme necessário, a menos que, a não ser que, somente se, apenas se, só se, sob "
        "demanda, a pedido, quando aplicável, dependendo de",
    .once = "quando",
    .whether = "verificar, verifique, ver, saber, conferir, confira, checar, determinar, mesmo",
    .optional =
        "opciona*, facultativ*, não obrigatóri*, não é necessário, não é obrigatório, pode ser omitid*, "
        "pode ser ignorad*, pode ser pulad*, último recurso, última opção, se desejar, se quiser, a "
        "critério",
    .only = "apenas, somente, só, exclusivamente, unicamente",
    .forbidden =
        "não executar, não execute, não rodar, não rode, nunca, jamais, não fazer, não faça, não usar, não use, não "
        "utilizar, não copiar, não em produção, proibid*, em desuso, não é mais usad*, não é mais utilizad*",
    .outdated = "obsolet*, descontinuad*",
    .example =
        "^exemplo*, exemplo$, exemplos$, por exemplo, p ex, mau exemplo, incorret*, errado$, a título de "
        "exemplo",
    .instance = "por exemplo, p ex",
    .halt = "pare, parar, alto, pausa, stop, aguarde, aguardar, espere, esperar",
    .pause = "^aguardar, ^aguarde, ^esperar, ^espere",
    .stop =
        "não continuar, não continue, não prosseguir, não prossiga, não seguir, não siga, não avançar, "
        "não avance, não passar, pare aqui, parar aqui, aguarde aqui, espere aqui, pausa aqui, antes de "
        "continuar, antes de prosseguir, antes de seguir, antes de avançar, aguardar até, aguarde até, "
        "esperar até, espere até, continuar somente, prosseguir somente, continue somente, prossiga "
        "somente, só continue, só prossiga, não começar antes, ponto sem retorno, até que",
    .approval =
        "aprovação*, aprovações, aprovad*, aprovar, aprova, autoriza*, aval, sinal verde, luz verde, "
        "assinatura*, go no go",
    .waits =
        "aguard*, esper*, obter, obtenha, precis*, requer*, dev*, até, pedir, solicit*, sem, antes, "
        "após, manual, do, da",
    .way =
        "opção, alternativa, variante, método, possibilidade, solução, abordagem, cenário, caso, forma, "
        "maneira, via, plano",
    .means = "com, sem, usando, utilizando, através de, via, por meio de",
    .otherwise = "ou, ou então, ou ainda, senão, alternativamente, como alternativa, caso contrário, em vez disso",
    .choose =
        "escolh*, selecion* uma, uma das seguintes, um dos seguintes, uma destas, duas opções, várias "
        "opções, duas formas",
    .step = "passo, etapa",
    .expected =
        "esperad*, resultado esperado, saída esperada, deve ser, deveria ser, deve mostrar, deve exibir, "
        "deve retornar, deveria ver, você deve ver, espera se, deve aparecer",
    .shows = "saída*, resultado*, resposta, mostra, retorna, exibe, imprime",
    .prints = "saída$, mostra$, imprime$, resposta$",
    .apart = "contatos, contactos, escalonamento, referências, glossário, anexo*",
};

}  // namespace runbook
