/** Made by scripts/locales.ts from locales/ar.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `اختيار ملف
اختيار ملفات
استبدال الملف
إضافة ملفات
اختيار مجلد
إضافة مجلد
أو أفلتها هنا
أفلت للإضافة
الملفات
صور
صوت
فيديو
حتى {size}
بحد أقصى {files}
في الانتظار
جارٍ التحضير
جارٍ الرفع
متوقف مؤقتًا عند {percent}
جارٍ الإكمال
تم الرفع
تم الفحص: وصل كل بايت دون تغيير.
أُلغي
انقطع
انقطع الرفع. اختر الملف مرة أخرى للمتابعة.
في انتظار الشبكة
رفع
إيقاف مؤقت
متابعة
اختيار مجددًا
إعادة المحاولة
إلغاء
إزالة
رفع الكل
إيقاف الكل مؤقتًا
متابعة الكل
إعادة محاولة ما فشل
إلغاء الكل
إزالة الكل
إزالة ما فشل
تم الرفع: {done} من {total}
متبقٍ {time}
التقدم
التقدم الكلي
{count} ملف|ملف واحد|ملفان|{count} ملفات|{count} ملفًا|{count} ملف
{label}: {name}
تمت الإضافة: {files}.
تم الرفع: {files}.
فشل الرفع: {files}.
تمت المتابعة: {files}.
موجود في القائمة: {files}.
لم يُؤخذ: {files}.
مجلد فارغ: {name}.
سيُرسل النموذج بعد رفع كل الملفات.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
انقطع الرفع: {files}. تابِع أو أزِل.
اختر ملفًا.
لا يزال قيد الرفع: {files}.
لم يُرفع: {files}. أعد المحاولة أو أزِل.
الملف كبير جدًا: {size}، والمسموح به {limit}.
نوع الملف غير مسموح به. المسموح به: {types}.
بحد أقصى {files}. أزِل ملفًا آخر أولًا.
الملف كبير جدًا.
نوع الملف غير مسموح به.
عدد الملفات كبير جدًا.
لا يوجد اتصال بالشبكة.
انقطع الاتصال.
رفضت خدمة الرفع الملف.
تعذر الوصول إلى خدمة الرفع.
انتهت مهلة الرفع.
رفض التخزين الملف.
تعذر الوصول إلى التخزين.
وصل الملف تالفًا.
تغيّر الملف أثناء الرفع.
تعذرت قراءة الملف. اختره مرة أخرى.
A part of this page could not be loaded. Reload the page and choose the file again.
التخزين ممتلئ.
التخزين غير مُعَدّ بشكل صحيح ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'ar');
