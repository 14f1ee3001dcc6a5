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
Il server non risponde. Nuovo tentativo in corso.
Carica
Metti in pausa
Riprendi
Scegli di nuovo
Riprova
Annulla
Rimuovi
Carica tutto
Metti tutto in pausa
Riprendi tutto
Riprova i non riusciti
Annulla tutto
Rimuovi tutto
Rimuovi i non riusciti
Ripristina
Caricati: {done} di {total}
ancora {time}
Avanzamento
Avanzamento totale
|{count} file|||{count} di file|{count} file
{label}: {name}
|Aggiunto: {files}.||||Aggiunti: {files}.
|Caricato: {files}.||||Caricati: {files}.
|Non riuscito: {files}.||||Non riusciti: {files}.
|Ripreso: {files}.||||Ripresi: {files}.
|Rimosso: {files}.||||Rimossi: {files}.
|Annullato: {files}.||||Annullati: {files}.
Già nell’elenco: {files}.
|Scelto due volte: {files}.||||Scelti due volte: {files}.
|Non aggiunto: {files}.||||Non aggiunti: {files}.
Cartella vuota: {name}.
Il modulo verrà inviato quando tutti i file saranno caricati.
Scelti: {files}. Impossibile caricare l’elenco. Controlla la rete e riprova. Se non riesce ancora, la pagina è stata aggiornata: ricaricala e scegli di nuovo i file.
Riprova
|Interrotto: {files}. Riprendilo o rimuovilo.||||Interrotti: {files}. Riprendili o rimuovili.
Scegli un file.
Ancora in caricamento: {files}.
|In pausa: {files}. Riprendilo o rimuovilo.||||In pausa: {files}. Riprendili o rimuovili.
|Non avviato: {files}. Caricalo o rimuovilo.||||Non avviati: {files}. Caricali o rimuovili.
|Non caricato: {files}. Riprova o rimuovilo.||||Non caricati: {files}. Riprova o rimuovili.
|Non caricato: {files}. Rimuovilo.||||Non caricati: {files}. Rimuovili.
Il file è di {size}; il limite è {limit}.
Questo tipo di file non è consentito. Consentiti: {types}.
Massimo {files}. Rimuovine prima un altro.
Il file è troppo grande.
Questo tipo di file non è consentito.
Troppi file.
Nessuna connessione di rete.
La connessione si è interrotta.
Il servizio di caricamento ha rifiutato il file.
Il servizio di caricamento non risponde.
Il tempo per il caricamento è scaduto.
Il servizio di archiviazione ha rifiutato il file.
Il servizio di archiviazione non risponde.
Il file è arrivato danneggiato.
Il file è stato modificato durante il caricamento. Sceglilo di nuovo.
Impossibile leggere il file. Sceglilo di nuovo.
Impossibile caricare una parte di questa pagina. Ricarica la pagina e scegli di nuovo il file.
Impossibile caricare una parte di questa pagina. Riprova, oppure ricarica la pagina e scegli di nuovo il file.
Lo spazio di archiviazione è esaurito.
Il servizio di archiviazione è configurato male ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'it');
