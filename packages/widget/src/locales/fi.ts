/** Made by scripts/locales.ts from locales/fi.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Valitse tiedosto
Valitse tiedostot
Korvaa tiedosto
Lisää tiedostoja
Valitse kansio
Lisää kansio
tai pudota tähän
Lisää pudottamalla
Tiedostot
Kuvat
Ääni
Video
enintään {size}
enintään {files}
Odottaa
Valmistellaan
Lähetetään
Keskeytetty kohdassa {percent}
Viimeistellään
Lähetetty
Tarkistettu: jokainen tavu saapui muuttumattomana.
Peruttu
Katkennut
Katkennut. Jatka valitsemalla tiedosto uudelleen.
Odottaa verkkoa
Palvelimeen ei saada yhteyttä. Yritetään uudelleen.
Lähetä
Keskeytä
Jatka
Valitse uudelleen
Yritä uudelleen
Peruuta
Poista
Lähetä kaikki
Keskeytä kaikki
Jatka kaikkia
Yritä epäonnistuneita uudelleen
Peruuta kaikki
Poista kaikki
Poista epäonnistuneet
Kumoa
Lähetetty: {done}/{total}
{time} jäljellä
Edistyminen
Kokonaisedistyminen
|{count} tiedosto||||{count} tiedostoa
{label}: {name}
Lisätty: {files}.
Lähetetty: {files}.
Epäonnistui: {files}.
Jatkettu: {files}.
Poistettu: {files}.
Peruttu: {files}.
Jo luettelossa: {files}.
Valittu kahdesti: {files}.
Ei lisätty: {files}.
Tyhjä kansio: {name}.
Lomake lähetetään, kun kaikki tiedostot on lähetetty.
Valittu: {files}. Luetteloa ei voitu ladata. Tarkista verkko ja yritä uudelleen. Jos se ei auta, sivu on päivitetty: lataa se uudelleen ja valitse tiedostot uudelleen.
Yritä uudelleen
|Katkennut: {files}. Jatka lähetystä tai poista tiedosto.||||Katkennut: {files}. Jatka lähetystä tai poista tiedostot.
Valitse tiedosto.
Lähetetään vielä: {files}.
|Keskeytetty: {files}. Jatka lähetystä tai poista tiedosto.||||Keskeytetty: {files}. Jatka lähetystä tai poista tiedostot.
|Aloittamatta: {files}. Lähetä tai poista tiedosto.||||Aloittamatta: {files}. Lähetä tai poista tiedostot.
|Lähettämättä: {files}. Yritä uudelleen tai poista tiedosto.||||Lähettämättä: {files}. Yritä uudelleen tai poista tiedostot.
|Lähettämättä: {files}. Poista tiedosto.||||Lähettämättä: {files}. Poista tiedostot.
Tiedoston koko on {size}, enimmäiskoko on {limit}.
Tiedostotyyppi ei ole sallittu. Sallitut: {types}.
Enintään {files}. Poista ensin toinen.
Tiedosto on liian suuri.
Tiedostotyyppi ei ole sallittu.
Liikaa tiedostoja.
Ei verkkoyhteyttä.
Yhteys katkesi.
Lähetyspalvelu hylkäsi tiedoston.
Lähetyspalveluun ei saada yhteyttä.
Lähetyksen aika on päättynyt.
Tallennuspalvelu hylkäsi tiedoston.
Tallennuspalveluun ei saada yhteyttä.
Tiedosto saapui vioittuneena.
Tiedosto muuttui lähetyksen aikana. Valitse se uudelleen.
Tiedostoa ei voi lukea. Valitse se uudelleen.
Sivun osaa ei voitu ladata. Lataa sivu uudelleen ja valitse tiedosto uudelleen.
Sivun osaa ei voitu ladata. Yritä uudelleen tai lataa sivu uudelleen ja valitse tiedosto uudelleen.
Tallennustila on täynnä.
Tallennuspalvelun asetukset ovat väärin ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'fi');
