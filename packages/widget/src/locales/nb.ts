/** Made by scripts/locales.ts from locales/nb.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Velg fil
Velg filer
Erstatt fil
Legg til filer
Velg mappe
Legg til mappe
eller slipp her
Slipp for å legge til
Filer
Bilder
Lyd
Video
opptil {size}
maks. {files}
Venter
Forbereder
Laster opp
Satt på pause ved {percent}
Fullfører
Lastet opp
Kontrollert: hver byte kom uendret frem.
Avbrutt
Stanset
Stanset. Velg filen på nytt for å fortsette.
Venter på nettverket
Serveren svarer ikke. Prøver på nytt.
Last opp
Sett på pause
Fortsett
Velg på nytt
Prøv på nytt
Avbryt
Fjern
Last opp alle
Sett alle på pause
Fortsett alle
Prøv mislykkede på nytt
Avbryt alle
Fjern alle
Fjern mislykkede
Angre
{done} av {total} lastet opp
{time} igjen
Fremdrift
Total fremdrift
|{count} fil||||{count} filer
{label}: {name}
Lagt til: {files}.
Lastet opp: {files}.
Mislyktes: {files}.
Fortsatt: {files}.
Fjernet: {files}.
Avbrutt: {files}.
Allerede på listen: {files}.
Valgt to ganger: {files}.
Ikke lagt til: {files}.
Tom mappe: {name}.
Skjemaet sendes når alle filene er lastet opp.
Valgt: {files}. Listen kunne ikke lastes inn. Kontroller nettverket og prøv på nytt. Hvis det mislykkes igjen, er siden oppdatert: Last den inn på nytt og velg filene på nytt.
Prøv på nytt
|Stanset: {files}. Fortsett eller fjern den.||||Stanset: {files}. Fortsett eller fjern dem.
Velg en fil.
Lastes fortsatt opp: {files}.
|Satt på pause: {files}. Fortsett eller fjern den.||||Satt på pause: {files}. Fortsett eller fjern dem.
|Ikke startet: {files}. Last opp eller fjern den.||||Ikke startet: {files}. Last opp eller fjern dem.
|Ikke lastet opp: {files}. Prøv på nytt eller fjern den.||||Ikke lastet opp: {files}. Prøv på nytt eller fjern dem.
|Ikke lastet opp: {files}. Fjern den.||||Ikke lastet opp: {files}. Fjern dem.
Filen er {size}; grensen er {limit}.
Filtypen er ikke tillatt. Tillatt: {types}.
Maks. {files}. Fjern en annen først.
Filen er for stor.
Filtypen er ikke tillatt.
For mange filer.
Ingen nettverkstilkobling.
Forbindelsen ble brutt.
Opplastingstjenesten avviste filen.
Opplastingstjenesten svarer ikke.
Tiden for opplastingen er ute.
Lagringstjenesten avviste filen.
Lagringstjenesten svarer ikke.
Filen kom frem skadet.
Filen ble endret under opplastingen. Velg den på nytt.
Filen kan ikke leses. Velg den på nytt.
En del av siden kunne ikke lastes inn. Last inn siden på nytt og velg filen på nytt.
En del av siden kunne ikke lastes inn. Prøv på nytt, eller last inn siden på nytt og velg filen på nytt.
Det er ikke mer lagringsplass.
Lagringstjenesten er feil satt opp ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'nb');
