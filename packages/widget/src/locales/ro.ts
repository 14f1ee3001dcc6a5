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
sau plasează aici
Plasează pentru a adăuga
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
Întrerupt. Alege din nou fișierul pentru a continua.
Se așteaptă rețeaua
Serverul nu răspunde. Se reîncearcă.
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
Anulează acțiunea
Încărcate: {done} din {total}
mai durează {time}
Progres
Progres total
|{count} fișier||{count} fișiere||{count} de fișiere
{label}: {name}
|Adăugat: {files}.||||Adăugate: {files}.
|Încărcat: {files}.||||Încărcate: {files}.
|Eșuat: {files}.||||Eșuate: {files}.
|Reluat: {files}.||||Reluate: {files}.
|Eliminat: {files}.||||Eliminate: {files}.
|Anulat: {files}.||||Anulate: {files}.
Deja în listă: {files}.
|Ales de două ori: {files}.||||Alese de două ori: {files}.
|Neadăugat: {files}.||||Neadăugate: {files}.
Dosar gol: {name}.
Formularul va fi trimis după încărcarea tuturor fișierelor.
Alese: {files}. Lista nu a putut fi încărcată. Verifică rețeaua și reîncearcă. Dacă eșuează din nou, pagina a fost actualizată: reîncarc-o și alege din nou fișierele.
Reîncearcă
|Întrerupt: {files}. Reia-l sau elimină-l.||||Întrerupte: {files}. Reia-le sau elimină-le.
Alege un fișier.
Încă se încarcă: {files}.
|În pauză: {files}. Reia-l sau elimină-l.||||În pauză: {files}. Reia-le sau elimină-le.
|Nepornit: {files}. Încarcă-l sau elimină-l.||||Nepornite: {files}. Încarcă-le sau elimină-le.
|Neîncărcat: {files}. Reîncearcă sau elimină-l.||||Neîncărcate: {files}. Reîncearcă sau elimină-le.
|Neîncărcat: {files}. Elimină-l.||||Neîncărcate: {files}. Elimină-le.
Fișierul are {size}; limita este {limit}.
Acest tip de fișier nu este permis. Permise: {types}.
Cel mult {files}. Elimină mai întâi altul.
Fișierul este prea mare.
Acest tip de fișier nu este permis.
Prea multe fișiere.
Fără conexiune la rețea.
Conexiunea s-a întrerupt.
Serviciul de încărcare a refuzat fișierul.
Serviciul de încărcare nu răspunde.
Timpul pentru încărcare a expirat.
Serviciul de stocare a refuzat fișierul.
Serviciul de stocare nu răspunde.
Fișierul a ajuns deteriorat.
Fișierul s-a modificat în timpul încărcării. Alege-l din nou.
Fișierul nu poate fi citit. Alege-l din nou.
O parte a acestei pagini nu a putut fi încărcată. Reîncarcă pagina și alege din nou fișierul.
O parte a acestei pagini nu a putut fi încărcată. Reîncearcă, sau reîncarcă pagina și alege din nou fișierul.
Spațiul de stocare este plin.
Serviciul de stocare este configurat greșit ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'ro');
