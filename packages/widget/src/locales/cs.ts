/** Made by scripts/locales.ts from locales/cs.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Vybrat soubor
Vybrat soubory
Nahradit soubor
Přidat soubory
Vybrat složku
Přidat složku
nebo přetáhněte sem
Puštěním přidáte
Soubory
Obrázky
Zvuk
Video
do {size}
nejvýše {files}
Čeká
Připravuje se
Nahrává se
Pozastaveno na {percent}
Dokončuje se
Nahráno
Zkontrolováno: každý bajt dorazil beze změny.
Zrušeno
Přerušeno
Přerušeno. Chcete-li pokračovat, vyberte soubor znovu.
Čeká na síť
Server není dostupný. Zkouší se to znovu.
Nahrát
Pozastavit
Pokračovat
Vybrat znovu
Zkusit znovu
Zrušit
Odebrat
Nahrát vše
Pozastavit vše
Pokračovat se všemi
Zkusit znovu neúspěšné
Zrušit vše
Odebrat vše
Odebrat neúspěšné
Vrátit zpět
Nahráno: {done} z {total}
zbývá {time}
Průběh
Celkový průběh
|{count} soubor||{count} soubory|{count} souboru|{count} souborů
{label}: {name}
Přidáno: {files}.
Nahráno: {files}.
Nezdařilo se: {files}.
Pokračuje: {files}.
Odebráno: {files}.
Zrušeno: {files}.
Již v seznamu: {files}.
Vybráno dvakrát: {files}.
Nepřidáno: {files}.
Prázdná složka: {name}.
Formulář se odešle, až budou všechny soubory nahrány.
Vybráno: {files}. Seznam nelze načíst. Zkontrolujte síť a zkuste to znovu. Pokud to nepomůže, stránka byla aktualizována: načtěte ji znovu a vyberte soubory znovu.
Zkusit znovu
|Přerušeno: {files}. Pokračujte, nebo soubor odeberte.||||Přerušeno: {files}. Pokračujte, nebo soubory odeberte.
Vyberte soubor.
Ještě se nahrává: {files}.
|Pozastaveno: {files}. Pokračujte, nebo soubor odeberte.||||Pozastaveno: {files}. Pokračujte, nebo soubory odeberte.
|Nezahájeno: {files}. Nahrajte ho, nebo ho odeberte.||||Nezahájeno: {files}. Nahrajte je, nebo je odeberte.
|Nenahráno: {files}. Zkuste to znovu, nebo soubor odeberte.||||Nenahráno: {files}. Zkuste to znovu, nebo soubory odeberte.
|Nenahráno: {files}. Odeberte ho.||||Nenahráno: {files}. Odeberte je.
Soubor má {size}; limit je {limit}.
Tento typ souboru není povolen. Povoleno: {types}.
Nejvýše {files}. Nejprve jiný odeberte.
Soubor je příliš velký.
Tento typ souboru není povolen.
Příliš mnoho souborů.
Chybí připojení k síti.
Spojení bylo přerušeno.
Služba nahrávání soubor odmítla.
Služba nahrávání není dostupná.
Čas na nahrání vypršel.
Úložiště soubor odmítlo.
Úložiště není dostupné.
Soubor dorazil poškozený.
Soubor se během nahrávání změnil. Vyberte ho znovu.
Soubor nelze přečíst. Vyberte ho znovu.
Část této stránky nelze načíst. Načtěte stránku znovu a vyberte soubor znovu.
Část této stránky nelze načíst. Zkuste to znovu, nebo načtěte stránku znovu a vyberte soubor znovu.
Úložiště je plné.
Úložiště je chybně nastaveno ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'cs');
