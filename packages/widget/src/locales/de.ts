/** Made by scripts/locales.ts from locales/de.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Datei auswählen
Dateien auswählen
Datei ersetzen
Dateien hinzufügen
Ordner auswählen
Ordner hinzufügen
oder hier ablegen
Zum Hinzufügen loslassen
Dateien
Bilder
Audio
Video
bis {size}
höchstens {files}
Wartet
Wird vorbereitet
Wird hochgeladen
Pausiert bei {percent}
Wird abgeschlossen
Hochgeladen
Geprüft: Jedes Byte ist unverändert angekommen.
Abgebrochen
Unterbrochen
Unterbrochen. Wählen Sie die Datei erneut aus, um fortzufahren.
Wartet auf das Netzwerk
Der Server ist nicht erreichbar. Es wird erneut versucht.
Hochladen
Pausieren
Fortsetzen
Erneut auswählen
Erneut versuchen
Abbrechen
Entfernen
Alle hochladen
Alle pausieren
Alle fortsetzen
Fehlgeschlagene erneut versuchen
Alle abbrechen
Alle entfernen
Fehlgeschlagene entfernen
Rückgängig
{done} von {total} hochgeladen
noch {time}
Fortschritt
Gesamtfortschritt
|{count} Datei||||{count} Dateien
{label}: {name}
Hinzugefügt: {files}.
Hochgeladen: {files}.
Fehlgeschlagen: {files}.
Fortgesetzt: {files}.
Entfernt: {files}.
Abgebrochen: {files}.
Bereits in der Liste: {files}.
Doppelt ausgewählt: {files}.
Nicht hinzugefügt: {files}.
Leerer Ordner: {name}.
Das Formular wird gesendet, sobald alle Dateien hochgeladen sind.
Ausgewählt: {files}. Die Liste konnte nicht geladen werden. Prüfen Sie das Netzwerk und versuchen Sie es erneut. Hilft das nicht, wurde die Seite aktualisiert: Laden Sie sie neu und wählen Sie die Dateien erneut aus.
Erneut versuchen
Unterbrochen: {files}. Bitte fortsetzen oder entfernen.
Wählen Sie eine Datei aus.
Wird noch hochgeladen: {files}.
Pausiert: {files}. Bitte fortsetzen oder entfernen.
Noch nicht gestartet: {files}. Bitte hochladen oder entfernen.
Nicht hochgeladen: {files}. Bitte erneut versuchen oder entfernen.
Nicht hochgeladen: {files}. Bitte entfernen.
Die Datei ist {size} groß; das Limit ist {limit}.
Dieser Dateityp ist nicht erlaubt. Erlaubt: {types}.
Höchstens {files}. Entfernen Sie zuerst eine andere.
Die Datei ist zu groß.
Dieser Dateityp ist nicht erlaubt.
Zu viele Dateien.
Keine Netzwerkverbindung.
Die Verbindung ist abgebrochen.
Der Upload-Dienst hat die Datei abgelehnt.
Der Upload-Dienst ist nicht erreichbar.
Die Zeit für diesen Upload ist abgelaufen.
Der Speicherdienst hat die Datei abgelehnt.
Der Speicherdienst ist nicht erreichbar.
Die Datei ist beschädigt angekommen.
Die Datei wurde während des Hochladens geändert. Wählen Sie sie erneut aus.
Die Datei kann nicht gelesen werden. Wählen Sie sie erneut aus.
Ein Teil dieser Seite konnte nicht geladen werden. Laden Sie die Seite neu und wählen Sie die Datei erneut aus.
Ein Teil dieser Seite konnte nicht geladen werden. Versuchen Sie es erneut, oder laden Sie die Seite neu und wählen Sie die Datei erneut aus.
Es ist kein Speicherplatz mehr frei.
Der Speicherdienst ist falsch eingerichtet ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'de');
