/** Made by scripts/locales.ts from locales/sk.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Vybrať súbor
Vybrať súbory
Nahradiť súbor
Pridať súbory
Vybrať priečinok
Pridať priečinok
alebo presuňte sem
Pustením pridáte
Súbory
Obrázky
Zvuk
Video
do {size}
najviac {files}
Čaká
Pripravuje sa
Nahráva sa
Pozastavené na {percent}
Dokončuje sa
Nahrané
Skontrolované: každý bajt prišiel bez zmeny.
Zrušené
Prerušené
Prerušené. Ak chcete pokračovať, vyberte súbor znova.
Čaká na sieť
Server nie je dostupný. Skúša sa to znova.
Nahrať
Pozastaviť
Pokračovať
Vybrať znova
Skúsiť znova
Zrušiť
Odstrániť
Nahrať všetko
Pozastaviť všetko
Pokračovať so všetkými
Skúsiť znova neúspešné
Zrušiť všetko
Odstrániť všetko
Odstrániť neúspešné
Vrátiť späť
Nahrané: {done} z {total}
zostáva {time}
Priebeh
Celkový priebeh
|{count} súbor||{count} súbory|{count} súboru|{count} súborov
{label}: {name}
Pridané: {files}.
Nahrané: {files}.
Zlyhalo: {files}.
Pokračuje: {files}.
Odstránené: {files}.
Zrušené: {files}.
Už v zozname: {files}.
Vybrané dvakrát: {files}.
Nepridané: {files}.
Prázdny priečinok: {name}.
Formulár sa odošle, keď budú nahrané všetky súbory.
Vybrané: {files}. Zoznam sa nepodarilo načítať. Skontrolujte sieť a skúste to znova. Ak to nepomôže, stránka bola aktualizovaná: načítajte ju znova a vyberte súbory znova.
Skúsiť znova
|Prerušené: {files}. Pokračujte alebo súbor odstráňte.||||Prerušené: {files}. Pokračujte alebo súbory odstráňte.
Vyberte súbor.
Ešte sa nahráva: {files}.
|Pozastavené: {files}. Pokračujte alebo súbor odstráňte.||||Pozastavené: {files}. Pokračujte alebo súbory odstráňte.
|Nezačaté: {files}. Nahrajte ho alebo ho odstráňte.||||Nezačaté: {files}. Nahrajte ich alebo ich odstráňte.
|Nenahrané: {files}. Skúste to znova alebo súbor odstráňte.||||Nenahrané: {files}. Skúste to znova alebo súbory odstráňte.
|Nenahrané: {files}. Odstráňte ho.||||Nenahrané: {files}. Odstráňte ich.
Súbor má {size}; limit je {limit}.
Tento typ súboru nie je povolený. Povolené: {types}.
Najviac {files}. Najprv odstráňte iný.
Súbor je príliš veľký.
Tento typ súboru nie je povolený.
Príliš veľa súborov.
Chýba pripojenie k sieti.
Spojenie sa prerušilo.
Služba nahrávania súbor odmietla.
Služba nahrávania nie je dostupná.
Čas na nahratie vypršal.
Úložisko súbor odmietlo.
Úložisko nie je dostupné.
Súbor prišiel poškodený.
Súbor sa počas nahrávania zmenil. Vyberte ho znova.
Súbor sa nedá prečítať. Vyberte ho znova.
Časť tejto stránky sa nepodarilo načítať. Načítajte stránku znova a vyberte súbor znova.
Časť tejto stránky sa nepodarilo načítať. Skúste to znova, alebo načítajte stránku znova a vyberte súbor znova.
Úložisko je plné.
Úložisko je nesprávne nastavené ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'sk');
