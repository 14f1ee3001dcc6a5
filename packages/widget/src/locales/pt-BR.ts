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
Repetir os que falharam
Cancelar tudo
Remover tudo
Remover os que falharam
Enviados: {done} de {total}
faltam {time}
Progresso
Progresso total
|{count} arquivo|||{count} de arquivos|{count} arquivos
{label}: {name}
Adicionados: {files}.
Enviados: {files}.
Falharam: {files}.
Retomados: {files}.
Já na lista: {files}.
Não adicionados: {files}.
Pasta vazia: {name}.
O formulário será enviado quando o envio de todos os arquivos terminar.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
Interrompidos: {files}. Retome ou remova.
Escolha um arquivo.
Ainda enviando: {files}.
Não enviados: {files}. Tente novamente ou remova.
O arquivo é grande demais: {size}, máximo {limit}.
Tipo de arquivo não permitido. Permitidos: {types}.
No máximo {files}. Remova outro antes.
O arquivo é grande demais.
Tipo de arquivo não permitido.
Arquivos demais.
Sem conexão de rede.
A conexão caiu.
O serviço de envio recusou o arquivo.
O serviço de envio não responde.
O prazo do envio terminou.
O armazenamento recusou o arquivo.
O armazenamento não responde.
O arquivo chegou danificado.
O arquivo foi alterado durante o envio.
Não é possível ler o arquivo. Escolha-o novamente.
A part of this page could not be loaded. Reload the page and choose the file again.
O armazenamento está cheio.
O armazenamento está mal configurado ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'pt-BR');
