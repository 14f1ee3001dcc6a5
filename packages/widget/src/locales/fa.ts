/** Made by scripts/locales.ts from locales/fa.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `انتخاب فایل
انتخاب فایل‌ها
جایگزینی فایل
افزودن فایل‌ها
انتخاب پوشه
افزودن پوشه
یا اینجا رها کنید
برای افزودن رها کنید
فایل‌ها
تصاویر
صدا
ویدیو
تا {size}
حداکثر {files}
در انتظار
در حال آماده‌سازی
در حال بارگذاری
توقف در {percent}
در حال تکمیل
بارگذاری شد
بررسی شد: همه بایت‌ها بدون تغییر رسیدند.
لغو شد
قطع شد
قطع شد. برای ادامه، فایل را دوباره انتخاب کنید.
در انتظار شبکه
بارگذاری
توقف
ادامه
انتخاب دوباره
تلاش دوباره
لغو
حذف
بارگذاری همه
توقف همه
ادامه همه
تلاش دوباره ناموفق‌ها
لغو همه
حذف همه
حذف ناموفق‌ها
بارگذاری شد: {done} از {total}
{time} مانده
پیشرفت
پیشرفت کل
|{count} فایل||||{count} فایل
{label}: {name}
افزوده شد: {files}.
بارگذاری شد: {files}.
ناموفق: {files}.
ادامه یافت: {files}.
از قبل در فهرست است: {files}.
افزوده نشد: {files}.
پوشه خالی: {name}.
فرم پس از بارگذاری همه فایل‌ها ارسال می‌شود.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
قطع شد: {files}. ادامه دهید یا حذف کنید.
یک فایل انتخاب کنید.
هنوز در حال بارگذاری: {files}.
بارگذاری نشد: {files}. دوباره تلاش یا حذف کنید.
فایل بیش از حد بزرگ است: {size}، حداکثر {limit}.
این نوع فایل مجاز نیست. مجاز: {types}.
حداکثر {files}. ابتدا یکی دیگر را حذف کنید.
فایل بیش از حد بزرگ است.
این نوع فایل مجاز نیست.
تعداد فایل‌ها زیاد است.
اتصال شبکه برقرار نیست.
اتصال قطع شد.
سرویس بارگذاری فایل را نپذیرفت.
سرویس بارگذاری در دسترس نیست.
مهلت بارگذاری تمام شد.
فضای ذخیره‌سازی فایل را نپذیرفت.
فضای ذخیره‌سازی در دسترس نیست.
فایل آسیب‌دیده رسید.
فایل هنگام بارگذاری تغییر کرد.
فایل خوانده نمی‌شود. دوباره انتخابش کنید.
A part of this page could not be loaded. Reload the page and choose the file again.
فضای ذخیره‌سازی پر است.
فضای ذخیره‌سازی درست تنظیم نشده است ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'fa');
