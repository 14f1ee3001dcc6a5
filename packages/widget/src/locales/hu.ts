/** Made by scripts/locales.ts from locales/hu.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Fájl kiválasztása
Fájlok kiválasztása
Fájl cseréje
Fájlok hozzáadása
Mappa kiválasztása
Mappa hozzáadása
vagy húzza ide
Engedje el a hozzáadáshoz
Fájlok
Képek
Hang
Videó
legfeljebb {size}
legfeljebb {files}
Várakozik
Előkészítés
Feltöltés
Szünetel: {percent}
Befejezés
Feltöltve
Ellenőrizve: minden bájt változatlanul megérkezett.
Megszakítva
Félbeszakadt
Félbeszakadt. A folytatáshoz válassza ki újra a fájlt.
Várakozás a hálózatra
A kiszolgáló nem érhető el. Újrapróbálás folyamatban.
Feltöltés
Szüneteltetés
Folytatás
Újbóli kiválasztás
Újrapróbálás
Megszakítás
Eltávolítás
Összes feltöltése
Összes szüneteltetése
Összes folytatása
Sikertelenek újrapróbálása
Összes megszakítása
Összes eltávolítása
Sikertelenek eltávolítása
Visszavonás
Feltöltve: {done}/{total}
még {time}
Állapot
Teljes állapot
|{count} fájl||||{count} fájl
{label}: {name}
Hozzáadva: {files}.
Feltöltve: {files}.
Sikertelen: {files}.
Folytatva: {files}.
Eltávolítva: {files}.
Megszakítva: {files}.
Már a listában van: {files}.
Kétszer lett kiválasztva: {files}.
Nem lett hozzáadva: {files}.
Üres mappa: {name}.
Az űrlap elküldése az összes fájl feltöltése után történik.
Kiválasztva: {files}. A listát nem sikerült betölteni. Ellenőrizze a hálózatot, és próbálja újra. Ha ismét sikertelen, az oldal frissült: töltse be újra, és válassza ki ismét a fájlokat.
Újrapróbálás
Félbeszakadt: {files}. Folytassa vagy távolítsa el.
Válasszon ki egy fájlt.
Még töltődik: {files}.
Szünetel: {files}. Folytassa vagy távolítsa el.
Nincs elindítva: {files}. Töltse fel vagy távolítsa el.
Nincs feltöltve: {files}. Próbálja újra vagy távolítsa el.
Nincs feltöltve: {files}. Távolítsa el.
A fájl mérete {size}, a korlát {limit}.
Ez a fájltípus nem engedélyezett. Engedélyezett: {types}.
Legfeljebb {files}. Előbb távolítson el egy másikat.
A fájl túl nagy.
Ez a fájltípus nem engedélyezett.
Túl sok fájl.
Nincs hálózati kapcsolat.
A kapcsolat megszakadt.
A feltöltési szolgáltatás elutasította a fájlt.
A feltöltési szolgáltatás nem érhető el.
A feltöltés ideje lejárt.
A tárhely elutasította a fájlt.
A tárhely nem érhető el.
A fájl sérülten érkezett meg.
A fájl feltöltés közben megváltozott. Válassza ki újra.
A fájl nem olvasható. Válassza ki újra.
Az oldal egy részét nem sikerült betölteni. Töltse be újra az oldalt, és válassza ki ismét a fájlt.
Az oldal egy részét nem sikerült betölteni. Próbálja újra, vagy töltse be újra az oldalt, és válassza ki ismét a fájlt.
A tárhely megtelt.
A tárhely hibásan van beállítva ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'hu');
