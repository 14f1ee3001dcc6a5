/** Made by scripts/locales.ts from locales/hi.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `फ़ाइल चुनें
फ़ाइलें चुनें
फ़ाइल बदलें
फ़ाइलें जोड़ें
फ़ोल्डर चुनें
फ़ोल्डर जोड़ें
या यहाँ छोड़ें
जोड़ने के लिए छोड़ें
फ़ाइलें
चित्र
ऑडियो
वीडियो
{size} तक
अधिकतम {files}
प्रतीक्षा में
तैयारी हो रही है
अपलोड हो रहा है
{percent} पर रुका
पूरा हो रहा है
अपलोड हुआ
जाँचा गया: हर बाइट बिना बदलाव के पहुँची।
रद्द
बाधित
बाधित। जारी रखने के लिए फ़ाइल फिर से चुनें।
नेटवर्क की प्रतीक्षा
अपलोड करें
रोकें
जारी रखें
फिर से चुनें
फिर कोशिश करें
रद्द करें
हटाएँ
सब अपलोड करें
सब रोकें
सब जारी रखें
विफल फिर से करें
सब रद्द करें
सब हटाएँ
विफल हटाएँ
अपलोड हुए: {total} में से {done}
{time} शेष
प्रगति
कुल प्रगति
|{count} फ़ाइल||||{count} फ़ाइलें
{label}: {name}
जोड़ा गया: {files}।
अपलोड हुआ: {files}।
विफल: {files}।
जारी: {files}।
सूची में पहले से: {files}।
छोड़ा गया: {files}।
खाली फ़ोल्डर: {name}।
सभी फ़ाइलें अपलोड होने के बाद फ़ॉर्म भेजा जाएगा।
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
बाधित: {files}। जारी रखें या हटाएँ।
कोई फ़ाइल चुनें।
अपलोड जारी: {files}।
अपलोड नहीं हुआ: {files}। फिर कोशिश करें या हटाएँ।
फ़ाइल बहुत बड़ी है: {size}, अधिकतम {limit}।
इस प्रकार की फ़ाइल मान्य नहीं है। मान्य: {types}।
अधिकतम {files}। पहले कोई और हटाएँ।
फ़ाइल बहुत बड़ी है।
इस प्रकार की फ़ाइल मान्य नहीं है।
बहुत अधिक फ़ाइलें।
नेटवर्क उपलब्ध नहीं है।
कनेक्शन टूट गया।
अपलोड सेवा ने फ़ाइल अस्वीकार की।
अपलोड सेवा उपलब्ध नहीं है।
अपलोड का समय समाप्त हो गया।
स्टोरेज ने फ़ाइल अस्वीकार की।
स्टोरेज उपलब्ध नहीं है।
फ़ाइल खराब होकर पहुँची।
अपलोड के दौरान फ़ाइल बदल गई।
फ़ाइल पढ़ी नहीं जा सकती। फिर से चुनें।
A part of this page could not be loaded. Reload the page and choose the file again.
स्टोरेज भर गया है।
स्टोरेज ठीक से सेट नहीं है ({code})।`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'hi');
