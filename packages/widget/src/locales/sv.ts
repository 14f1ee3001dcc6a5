/** Made by scripts/locales.ts from locales/sv.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Välj fil
Välj filer
Ersätt fil
Lägg till filer
Välj mapp
Lägg till mapp
eller släpp här
Släpp för att lägga till
Filer
Bilder
Ljud
Video
upp till {size}
högst {files}
Väntar
Förbereder
Laddar upp
Pausad vid {percent}
Slutför
Uppladdad
Kontrollerat: varje byte kom fram oförändrad.
Avbruten
Uppladdningen stannade
Uppladdningen stannade. Välj filen igen för att fortsätta.
Väntar på nätverket
Servern kan inte nås. Försöker igen.
Ladda upp
Pausa
Fortsätt
Välj igen
Försök igen
Avbryt
Ta bort
Ladda upp alla
Pausa alla
Fortsätt alla
Försök igen med misslyckade
Avbryt alla
Ta bort alla
Ta bort misslyckade
Ångra
Uppladdade: {done} av {total}
{time} kvar
Förlopp
Totalt förlopp
|{count} fil||||{count} filer
{label}: {name}
|Tillagd: {files}.||||Tillagda: {files}.
|Uppladdad: {files}.||||Uppladdade: {files}.
Misslyckades: {files}.
Fortsätter: {files}.
|Borttagen: {files}.||||Borttagna: {files}.
|Avbruten: {files}.||||Avbrutna: {files}.
Finns redan i listan: {files}.
|Vald två gånger: {files}.||||Valda två gånger: {files}.
|Inte tillagd: {files}.||||Inte tillagda: {files}.
Tom mapp: {name}.
Formuläret skickas när alla filer är uppladdade.
Valt: {files}. Listan kunde inte läsas in. Kontrollera nätverket och försök igen. Om det inte hjälper har sidan uppdaterats: läs in den på nytt och välj filerna igen.
Försök igen
|Uppladdningen stannade: {files}. Fortsätt med den eller ta bort den.||||Uppladdningen stannade: {files}. Fortsätt med dem eller ta bort dem.
Välj en fil.
Laddas fortfarande upp: {files}.
|Pausad: {files}. Fortsätt med den eller ta bort den.||||Pausade: {files}. Fortsätt med dem eller ta bort dem.
|Inte startad: {files}. Ladda upp den eller ta bort den.||||Inte startade: {files}. Ladda upp dem eller ta bort dem.
|Inte uppladdad: {files}. Försök igen eller ta bort den.||||Inte uppladdade: {files}. Försök igen eller ta bort dem.
|Inte uppladdad: {files}. Ta bort den.||||Inte uppladdade: {files}. Ta bort dem.
Filen är {size}; gränsen är {limit}.
Filtypen är inte tillåten. Tillåtna: {types}.
Högst {files}. Ta bort en annan först.
Filen är för stor.
Filtypen är inte tillåten.
För många filer.
Ingen nätverksanslutning.
Anslutningen bröts.
Uppladdningstjänsten avvisade filen.
Uppladdningstjänsten kan inte nås.
Tiden för uppladdningen har gått ut.
Lagringstjänsten avvisade filen.
Lagringstjänsten kan inte nås.
Filen kom fram skadad.
Filen ändrades under uppladdningen. Välj den igen.
Filen kan inte läsas. Välj den igen.
En del av sidan kunde inte läsas in. Läs in sidan på nytt och välj filen igen.
En del av sidan kunde inte läsas in. Försök igen, eller läs in sidan på nytt och välj filen igen.
Lagringsutrymmet är slut.
Lagringstjänsten är felaktigt inställd ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'sv');
