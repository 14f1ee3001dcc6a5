/** Made by scripts/locales.ts from locales/da.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Vælg fil
Vælg filer
Erstat fil
Tilføj filer
Vælg mappe
Tilføj mappe
eller slip her
Slip for at tilføje
Filer
Billeder
Lyd
Video
op til {size}
højst {files}
Venter
Forbereder
Uploader
Sat på pause ved {percent}
Afslutter
Uploadet
Kontrolleret: hver byte nåede uændret frem.
Annulleret
Afbrudt
Afbrudt. Vælg filen igen for at fortsætte.
Venter på netværket
Serveren kan ikke nås. Prøver igen.
Upload
Sæt på pause
Fortsæt
Vælg igen
Prøv igen
Annuller
Fjern
Upload alle
Sæt alle på pause
Fortsæt alle
Prøv mislykkede igen
Annuller alle
Fjern alle
Fjern mislykkede
Fortryd
{done} af {total} uploadet
{time} tilbage
Status
Samlet status
|{count} fil||||{count} filer
{label}: {name}
Tilføjet: {files}.
Uploadet: {files}.
Mislykket: {files}.
Fortsat: {files}.
Fjernet: {files}.
Annulleret: {files}.
Allerede på listen: {files}.
Valgt to gange: {files}.
Ikke tilføjet: {files}.
Tom mappe: {name}.
Formularen sendes, når alle filer er uploadet.
Valgt: {files}. Listen kunne ikke indlæses. Kontrollér netværket, og prøv igen. Hvis det mislykkes igen, er siden blevet opdateret: Genindlæs den, og vælg filerne igen.
Prøv igen
|Afbrudt: {files}. Fortsæt eller fjern den.||||Afbrudt: {files}. Fortsæt eller fjern dem.
Vælg en fil.
Uploades stadig: {files}.
|Sat på pause: {files}. Fortsæt eller fjern den.||||Sat på pause: {files}. Fortsæt eller fjern dem.
|Ikke startet: {files}. Upload eller fjern den.||||Ikke startet: {files}. Upload eller fjern dem.
|Ikke uploadet: {files}. Prøv igen, eller fjern den.||||Ikke uploadet: {files}. Prøv igen, eller fjern dem.
|Ikke uploadet: {files}. Fjern den.||||Ikke uploadet: {files}. Fjern dem.
Filen er {size}; grænsen er {limit}.
Filtypen er ikke tilladt. Tilladt: {types}.
Højst {files}. Fjern først en anden.
Filen er for stor.
Filtypen er ikke tilladt.
For mange filer.
Ingen netværksforbindelse.
Forbindelsen blev afbrudt.
Uploadtjenesten afviste filen.
Uploadtjenesten kan ikke nås.
Tiden til denne upload er udløbet.
Lagringstjenesten afviste filen.
Lagringstjenesten kan ikke nås.
Filen ankom beskadiget.
Filen blev ændret under uploaden. Vælg den igen.
Filen kan ikke læses. Vælg den igen.
En del af siden kunne ikke indlæses. Genindlæs siden, og vælg filen igen.
En del af siden kunne ikke indlæses. Prøv igen, eller genindlæs siden, og vælg filen igen.
Der er ikke mere lagerplads.
Lagringstjenesten er konfigureret forkert ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'da');
