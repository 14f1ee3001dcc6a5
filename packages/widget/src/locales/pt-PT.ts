/** Made by scripts/locales.ts from locales/pt-PT.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Escolher ficheiro
Escolher ficheiros
Substituir ficheiro
Adicionar ficheiros
Escolher pasta
Adicionar pasta
ou largue aqui
Largue para adicionar
Ficheiros
Imagens
Áudio
Vídeo
até {size}
no máximo {files}
Em espera
A preparar
A carregar
Em pausa a {percent}
A concluir
Carregado
Conferido: todos os bytes chegaram intactos.
Cancelado
Interrompido
Interrompido. Escolha novamente o ficheiro para continuar.
À espera da rede
O servidor não responde. A tentar novamente.
Carregar
Pausar
Retomar
Escolher novamente
Tentar novamente
Cancelar
Remover
Carregar tudo
Pausar tudo
Retomar tudo
Tentar novamente os que falharam
Cancelar tudo
Remover tudo
Remover os que falharam
Anular
Carregados: {done} de {total}
faltam {time}
Progresso
Progresso total
|{count} ficheiro|||{count} de ficheiros|{count} ficheiros
{label}: {name}
|Adicionado: {files}.||||Adicionados: {files}.
|Carregado: {files}.||||Carregados: {files}.
|Falhou: {files}.||||Falharam: {files}.
|Retomado: {files}.||||Retomados: {files}.
|Removido: {files}.||||Removidos: {files}.
|Cancelado: {files}.||||Cancelados: {files}.
Já na lista: {files}.
|Escolhido duas vezes: {files}.||||Escolhidos duas vezes: {files}.
|Não adicionado: {files}.||||Não adicionados: {files}.
Pasta vazia: {name}.
O formulário será enviado quando todos os ficheiros estiverem carregados.
Escolhidos: {files}. Não foi possível carregar a lista. Verifique a rede e tente novamente. Se voltar a falhar, a página foi atualizada: recarregue-a e escolha novamente os ficheiros.
Tentar novamente
|Interrompido: {files}. Retome-o ou remova-o.||||Interrompidos: {files}. Retome-os ou remova-os.
Escolha um ficheiro.
Ainda a carregar: {files}.
|Em pausa: {files}. Retome-o ou remova-o.||||Em pausa: {files}. Retome-os ou remova-os.
|Não iniciado: {files}. Carregue-o ou remova-o.||||Não iniciados: {files}. Carregue-os ou remova-os.
|Não carregado: {files}. Tente novamente ou remova-o.||||Não carregados: {files}. Tente novamente ou remova-os.
|Não carregado: {files}. Remova-o.||||Não carregados: {files}. Remova-os.
O ficheiro tem {size}; o limite é {limit}.
Este tipo de ficheiro não é permitido. Permitidos: {types}.
No máximo {files}. Remova outro primeiro.
O ficheiro é demasiado grande.
Este tipo de ficheiro não é permitido.
Demasiados ficheiros.
Sem ligação à rede.
A ligação caiu.
O serviço de carregamento recusou o ficheiro.
O serviço de carregamento não responde.
O prazo do carregamento terminou.
O serviço de armazenamento recusou o ficheiro.
O serviço de armazenamento não responde.
O ficheiro chegou danificado.
O ficheiro foi alterado durante o carregamento. Escolha-o novamente.
Não é possível ler o ficheiro. Escolha-o novamente.
Não foi possível carregar uma parte desta página. Recarregue a página e escolha novamente o ficheiro.
Não foi possível carregar uma parte desta página. Tente novamente, ou recarregue a página e escolha novamente o ficheiro.
Não há mais espaço de armazenamento.
O serviço de armazenamento está mal configurado ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'pt-PT');
