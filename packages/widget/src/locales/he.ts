/** Made by scripts/locales.ts from locales/he.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `בחירת קובץ
בחירת קבצים
החלפת הקובץ
הוספת קבצים
בחירת תיקייה
הוספת תיקייה
או לשחרר כאן
יש לשחרר כדי להוסיף
קבצים
תמונות
שמע
וידאו
עד {size}
עד {files}
בהמתנה
בהכנה
בהעלאה
מושהה ב-{percent}
בתהליך סיום
הועלה
נבדק: הקובץ הגיע בשלמותו וללא שינוי.
בוטל
נקטע
נקטע. יש לבחור את הקובץ שוב כדי להמשיך.
בהמתנה לרשת
העלאה
השהיה
המשך
בחירה מחדש
ניסיון חוזר
ביטול
הסרה
העלאת הכול
השהיית הכול
המשך הכול
ניסיון חוזר לכושלים
ביטול הכול
הסרת הכול
הסרת הכושלים
הועלו: {done} מתוך {total}
נותרו {time}
התקדמות
התקדמות כוללת
|קובץ אחד|שני קבצים|||{count} קבצים
{label}: {name}
נוספו: {files}.
הועלו: {files}.
נכשלו: {files}.
ממשיכים: {files}.
כבר ברשימה: {files}.
לא נוספו: {files}.
תיקייה ריקה: {name}.
הטופס יישלח לאחר שכל הקבצים יועלו.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
נקטעו: {files}. יש להמשיך או להסיר.
יש לבחור קובץ.
עדיין בהעלאה: {files}.
לא הועלו: {files}. יש לנסות שוב או להסיר.
הקובץ גדול מדי: {size}, מותר עד {limit}.
סוג הקובץ אינו מותר. מותרים: {types}.
עד {files}. יש להסיר קודם קובץ אחר.
הקובץ גדול מדי.
סוג הקובץ אינו מותר.
יותר מדי קבצים.
אין חיבור לרשת.
החיבור נקטע.
שירות ההעלאה דחה את הקובץ.
שירות ההעלאה אינו זמין.
הזמן להעלאה תם.
האחסון דחה את הקובץ.
האחסון אינו זמין.
הקובץ הגיע פגום.
הקובץ השתנה בזמן ההעלאה.
אי אפשר לקרוא את הקובץ. יש לבחור אותו שוב.
A part of this page could not be loaded. Reload the page and choose the file again.
האחסון מלא.
האחסון אינו מוגדר כראוי ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'he');
