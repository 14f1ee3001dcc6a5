/** Made by scripts/locales.ts from locales/nl.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Bestand kiezen
Bestanden kiezen
Bestand vervangen
Bestanden toevoegen
Map kiezen
Map toevoegen
of hier neerzetten
Loslaten om toe te voegen
Bestanden
Afbeeldingen
Audio
Video
tot {size}
maximaal {files}
In de wachtrij
Wordt voorbereid
Wordt geüpload
Gepauzeerd op {percent}
Wordt afgerond
Geüpload
Gecontroleerd: elke byte is ongewijzigd aangekomen.
Geannuleerd
Onderbroken
Onderbroken. Kies het bestand opnieuw om door te gaan.
Wacht op het netwerk
De server is niet bereikbaar. Het wordt opnieuw geprobeerd.
Uploaden
Pauzeren
Hervatten
Opnieuw kiezen
Opnieuw proberen
Annuleren
Verwijderen
Alles uploaden
Alles pauzeren
Alles hervatten
Mislukte opnieuw proberen
Alles annuleren
Alles verwijderen
Mislukte verwijderen
Ongedaan maken
{done} van {total} geüpload
nog {time}
Voortgang
Totale voortgang
|{count} bestand||||{count} bestanden
{label}: {name}
Toegevoegd: {files}.
Geüpload: {files}.
Mislukt: {files}.
Hervat: {files}.
Verwijderd: {files}.
Geannuleerd: {files}.
Al in de lijst: {files}.
Twee keer gekozen: {files}.
Niet toegevoegd: {files}.
Lege map: {name}.
Het formulier wordt verzonden zodra alle bestanden zijn geüpload.
Gekozen: {files}. De lijst kon niet worden geladen. Controleer het netwerk en probeer het opnieuw. Lukt het weer niet, dan is de pagina bijgewerkt: laad de pagina opnieuw en kies de bestanden opnieuw.
Opnieuw proberen
|Onderbroken: {files}. Hervat of verwijder het.||||Onderbroken: {files}. Hervat of verwijder ze.
Kies een bestand.
Wordt nog geüpload: {files}.
|Gepauzeerd: {files}. Hervat of verwijder het.||||Gepauzeerd: {files}. Hervat of verwijder ze.
|Niet gestart: {files}. Upload of verwijder het.||||Niet gestart: {files}. Upload of verwijder ze.
|Niet geüpload: {files}. Probeer het opnieuw of verwijder het.||||Niet geüpload: {files}. Probeer het opnieuw of verwijder ze.
|Niet geüpload: {files}. Verwijder het.||||Niet geüpload: {files}. Verwijder ze.
Het bestand is {size}; de limiet is {limit}.
Dit bestandstype is niet toegestaan. Toegestaan: {types}.
Maximaal {files}. Verwijder eerst een ander bestand.
Het bestand is te groot.
Dit bestandstype is niet toegestaan.
Te veel bestanden.
Geen netwerkverbinding.
De verbinding is verbroken.
De uploadservice heeft het bestand geweigerd.
De uploadservice is niet bereikbaar.
De tijd voor deze upload is verstreken.
De opslagdienst heeft het bestand geweigerd.
De opslagdienst is niet bereikbaar.
Het bestand is beschadigd aangekomen.
Het bestand is tijdens het uploaden gewijzigd. Kies het opnieuw.
Het bestand kan niet worden gelezen. Kies het opnieuw.
Een deel van deze pagina kon niet worden geladen. Laad de pagina opnieuw en kies het bestand opnieuw.
Een deel van deze pagina kon niet worden geladen. Probeer het opnieuw, of laad de pagina opnieuw en kies het bestand opnieuw.
Er is geen opslagruimte meer.
De opslagdienst is verkeerd ingesteld ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'nl');
