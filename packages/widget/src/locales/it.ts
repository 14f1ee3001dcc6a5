/** Made by scripts/locales.ts from locales/it.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Scegli file
Scegli file
Sostituisci file
Aggiungi file
Scegli cartella
Aggiungi cartella
o trascina qui
Rilascia per aggiungere
File
Immagini
Audio
Video
fino a {size}
massimo {files}
In attesa
Preparazione
Caricamento
In pausa al {percent}
Completamento
Caricato
Controllato: ogni byte è arrivato intatto.
Annullato
Interrotto
Interrotto. Scegli di nuovo il file per continuare.
In attesa della rete
Carica
Sospendi
Riprendi
Scegli di nuovo
Riprova
Annulla
Rimuovi
Carica tutto
Sospendi tutto
Riprendi tutto
Riprova i non riusciti
Annulla tutto
Rimuovi tutto
Rimuovi i non riusciti
Caricati: {done} di {total}
ancora {time}
Avanzamento
Avanzamento totale
|{count} file|||{count} di file|{count} file
{label}: {name}
Aggiunti: {files}.
Caricati: {files}.
Non riusciti: {files}.
Ripresi: {files}.
Già nell’elenco: {files}.
Non aggiunti: {files}.
Cartella vuota: {name}.
Il modulo verrà inviato quando tutti i file saranno caricati.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
Interrotti: {files}. Riprendi o rimuovi.
Scegli un file.
Ancora in caricamento: {files}.
Non caricati: {files}. Riprova o rimuovi.
Il file è troppo grande: {size}, massimo {limit}.
Tipo di file non consentito. Consentiti: {types}.
Massimo {files}. Rimuovine prima un altro.
Il file è troppo grande.
Tipo di file non consentito.
Troppi file.
Nessuna connessione di rete.
La connessione si è interrotta.
Il servizio di caricamento ha rifiutato il file.
Il servizio di caricamento non risponde.
Il tempo per il caricamento è scaduto.
L’archivio ha rifiutato il file.
L’archivio non risponde.
Il file è arrivato danneggiato.
Il file è stato modificato durante il caricamento.
Impossibile leggere il file. Sceglilo di nuovo.
A part of this page could not be loaded. Reload the page and choose the file again.
L’archivio è pieno.
L’archivio è configurato male ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'it');
