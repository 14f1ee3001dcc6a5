/** Made by scripts/locales.ts from locales/ro.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Alege fișierul
Alege fișiere
Înlocuiește fișierul
Adaugă fișiere
Alege un dosar
Adaugă un dosar
sau plasați aici
Plasați pentru a adăuga
Fișiere
Imagini
Audio
Video
până la {size}
cel mult {files}
În așteptare
Se pregătește
Se încarcă
În pauză la {percent}
Se finalizează
Încărcat
Verificat: fiecare octet a ajuns neschimbat.
Anulat
Întrerupt
Întrerupt. Alegeți din nou fișierul pentru a continua.
Se așteaptă rețeaua
Încarcă
Pauză
Reia
Alege din nou
Reîncearcă
Anulează
Elimină
Încarcă tot
Pauză la toate
Reia tot
Reîncearcă cele eșuate
Anulează tot
Elimină tot
Elimină cele eșuate
Încărcate: {done} din {total}
mai durează {time}
Progres
Progres total
|{count} fișier||{count} fișiere||{count} de fișiere
{label}: {name}
Adăugate: {files}.
Încărcate: {files}.
Eșuate: {files}.
Reluate: {files}.
Deja în listă: {files}.
Omise: {files}.
Dosar gol: {name}.
Formularul va fi trimis după încărcarea tuturor fișierelor.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
Întrerupte: {files}. Reluați sau eliminați.
Alegeți un fișier.
Încă se încarcă: {files}.
Neîncărcate: {files}. Reîncercați sau eliminați.
Fișierul este prea mare: {size}, maximum {limit}.
Tip de fișier nepermis. Permise: {types}.
Cel mult {files}. Eliminați mai întâi altul.
Fișierul este prea mare.
Tip de fișier nepermis.
Prea multe fișiere.
Fără conexiune la rețea.
Conexiunea s-a întrerupt.
Serviciul de încărcare a refuzat fișierul.
Serviciul de încărcare nu răspunde.
Timpul pentru încărcare a expirat.
Spațiul de stocare a refuzat fișierul.
Spațiul de stocare nu răspunde.
Fișierul a ajuns deteriorat.
Fișierul s-a modificat în timpul încărcării.
Fișierul nu poate fi citit. Alegeți-l din nou.
A part of this page could not be loaded. Reload the page and choose the file again.
Spațiul de stocare este plin.
Spațiul de stocare este configurat greșit ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'ro');
