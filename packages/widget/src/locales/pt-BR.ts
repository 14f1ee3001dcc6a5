/** Made by scripts/locales.ts from locales/pt-BR.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Escolher arquivo
Escolher arquivos
Substituir arquivo
Adicionar arquivos
Escolher pasta
Adicionar pasta
ou solte aqui
Solte para adicionar
Arquivos
Imagens
Áudio
Vídeo
até {size}
no máximo {files}
Aguardando
Preparando
Enviando
Pausado em {percent}
Concluindo
Enviado
Conferido: todos os bytes chegaram intactos.
Cancelado
Interrompido
Interrompido. Escolha o arquivo novamente para continuar.
Aguardando a rede
O servidor não responde. Tentando novamente.
Enviar
Pausar
Retomar
Escolher novamente
Tentar novamente
Cancelar
Remover
Enviar tudo
Pausar tudo
Retomar tudo
Tentar novamente os que falharam
Cancelar tudo
Remover tudo
Remover os que falharam
Desfazer
Enviados: {done} de {total}
faltam {time}
Progresso
Progresso total
|{count} arquivo|||{count} de arquivos|{count} arquivos
{label}: {name}
|Adicionado: {files}.||||Adicionados: {files}.
|Enviado: {files}.||||Enviados: {files}.
|Falhou: {files}.||||Falharam: {files}.
|Retomado: {files}.||||Retomados: {files}.
|Removido: {files}.||||Removidos: {files}.
|Cancelado: {files}.||||Cancelados: {files}.
Já na lista: {files}.
|Escolhido duas vezes: {files}.||||Escolhidos duas vezes: {files}.
|Não adicionado: {files}.||||Não adicionados: {files}.
Pasta vazia: {name}.
O formulário será enviado quando o envio de todos os arquivos terminar.
Escolhidos: {files}. Não foi possível carregar a lista. Verifique a rede e tente novamente. Se falhar de novo, a página foi atualizada: recarregue-a e escolha os arquivos novamente.
Tentar novamente
|Interrompido: {files}. Retome-o ou remova-o.||||Interrompidos: {files}. Retome-os ou remova-os.
Escolha um arquivo.
Ainda enviando: {files}.
|Pausado: {files}. Retome-o ou remova-o.||||Pausados: {files}. Retome-os ou remova-os.
|Não iniciado: {files}. Envie-o ou remova-o.||||Não iniciados: {files}. Envie-os ou remova-os.
|Não enviado: {files}. Tente novamente ou remova-o.||||Não enviados: {files}. Tente novamente ou remova-os.
|Não enviado: {files}. Remova-o.||||Não enviados: {files}. Remova-os.
O arquivo tem {size}; o limite é {limit}.
Este tipo de arquivo não é permitido. Permitidos: {types}.
No máximo {files}. Remova outro antes.
O arquivo é grande demais.
Este tipo de arquivo não é permitido.
Arquivos demais.
Sem conexão de rede.
A conexão caiu.
O serviço de envio recusou o arquivo.
O serviço de envio não responde.
O prazo do envio terminou.
O serviço de armazenamento recusou o arquivo.
O serviço de armazenamento não responde.
O arquivo chegou danificado.
O arquivo foi alterado durante o envio. Escolha-o novamente.
Não é possível ler o arquivo. Escolha-o novamente.
Não foi possível carregar uma parte desta página. Recarregue a página e escolha o arquivo novamente.
Não foi possível carregar uma parte desta página. Tente novamente, ou recarregue a página e escolha o arquivo novamente.
Não há mais espaço de armazenamento.
O serviço de armazenamento está mal configurado ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'pt-BR');
