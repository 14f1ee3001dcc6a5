/** Made by scripts/locales.ts from locales/pl.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Wybierz plik
Wybierz pliki
Zastąp plik
Dodaj pliki
Wybierz folder
Dodaj folder
lub upuść tutaj
Upuść, aby dodać
Pliki
Obrazy
Dźwięk
Wideo
do {size}
maksymalnie {files}
Oczekuje
Przygotowywanie
Przesyłanie
Wstrzymano na {percent}
Kończenie
Przesłano
Sprawdzono: każdy bajt dotarł bez zmian.
Anulowano
Przerwano
Przerwano. Wybierz plik ponownie, aby kontynuować.
Oczekiwanie na sieć
Serwer jest niedostępny. Trwa ponowna próba.
Prześlij
Wstrzymaj
Wznów
Wybierz ponownie
Ponów
Anuluj
Usuń
Prześlij wszystkie
Wstrzymaj wszystkie
Wznów wszystkie
Ponów nieudane
Anuluj wszystkie
Usuń wszystkie
Usuń nieudane
Cofnij
Przesłano: {done} z {total}
pozostało {time}
Postęp
Łączny postęp
|{count} plik||{count} pliki|{count} plików|{count} pliku
{label}: {name}
Dodano: {files}.
Przesłano: {files}.
Nie udało się: {files}.
Wznowiono: {files}.
Usunięto: {files}.
Anulowano: {files}.
Już na liście: {files}.
Wybrano dwa razy: {files}.
Nie dodano: {files}.
Pusty folder: {name}.
Formularz zostanie wysłany po przesłaniu wszystkich plików.
Wybrano: {files}. Nie udało się wczytać listy. Sprawdź sieć i spróbuj ponownie. Jeśli to nie pomoże, strona została zaktualizowana: odśwież ją i wybierz pliki ponownie.
Spróbuj ponownie
|Przerwano: {files}. Wznów go lub usuń.||||Przerwano: {files}. Wznów je lub usuń.
Wybierz plik.
Nadal przesyłane: {files}.
|Wstrzymano: {files}. Wznów go lub usuń.||||Wstrzymano: {files}. Wznów je lub usuń.
|Nie rozpoczęto: {files}. Prześlij go lub usuń.||||Nie rozpoczęto: {files}. Prześlij je lub usuń.
|Nie przesłano: {files}. Ponów próbę lub go usuń.||||Nie przesłano: {files}. Ponów próbę lub je usuń.
|Nie przesłano: {files}. Usuń go.||||Nie przesłano: {files}. Usuń je.
Plik ma {size}; limit to {limit}.
Niedozwolony typ pliku. Dozwolone: {types}.
Maksymalnie {files}. Najpierw usuń inny.
Plik jest za duży.
Niedozwolony typ pliku.
Za dużo plików.
Brak połączenia z siecią.
Połączenie zostało zerwane.
Usługa przesyłania odrzuciła plik.
Usługa przesyłania jest niedostępna.
Upłynął czas na przesłanie pliku.
Usługa przechowywania odrzuciła plik.
Usługa przechowywania jest niedostępna.
Plik dotarł uszkodzony.
Plik zmienił się podczas przesyłania. Wybierz go ponownie.
Nie można odczytać pliku. Wybierz go ponownie.
Nie udało się wczytać części tej strony. Odśwież stronę i wybierz plik ponownie.
Nie udało się wczytać części tej strony. Spróbuj ponownie albo odśwież stronę i wybierz plik ponownie.
Brak miejsca na pliki.
Usługa przechowywania jest źle skonfigurowana ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'pl');
