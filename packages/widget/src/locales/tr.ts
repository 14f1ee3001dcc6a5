/** Made by scripts/locales.ts from locales/tr.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Dosya seç
Dosyaları seç
Dosyayı değiştir
Dosya ekle
Klasör seç
Klasör ekle
veya buraya bırakın
Eklemek için bırakın
Dosyalar
Görseller
Ses
Video
en fazla {size}
en fazla {files}
Bekliyor
Hazırlanıyor
Yükleniyor
Duraklatıldı: {percent}
Tamamlanıyor
Yüklendi
Denetlendi: her bayt değişmeden ulaştı.
İptal edildi
Kesildi
Kesildi. Devam etmek için dosyayı yeniden seçin.
Ağ bekleniyor
Sunucuya ulaşılamıyor. Yeniden deneniyor.
Yükle
Duraklat
Devam et
Yeniden seç
Yeniden dene
İptal et
Kaldır
Tümünü yükle
Tümünü duraklat
Tümüne devam et
Başarısızları yeniden dene
Tümünü iptal et
Tümünü kaldır
Başarısızları kaldır
Geri al
Yüklendi: {done}/{total}
{time} kaldı
İlerleme
Toplam ilerleme
|{count} dosya||||{count} dosya
{label}: {name}
Eklendi: {files}.
Yüklendi: {files}.
Başarısız: {files}.
Devam ediyor: {files}.
Kaldırıldı: {files}.
İptal edildi: {files}.
Zaten listede: {files}.
İki kez seçildi: {files}.
Eklenmedi: {files}.
Boş klasör: {name}.
Form, tüm dosyalar yüklenince gönderilir.
Seçildi: {files}. Liste yüklenemedi. Ağı denetleyip yeniden deneyin. Yine olmazsa sayfa güncellenmiştir: sayfayı yenileyip dosyaları yeniden seçin.
Yeniden dene
Kesildi: {files}. Devam edin veya kaldırın.
Bir dosya seçin.
Hâlâ yükleniyor: {files}.
Duraklatıldı: {files}. Devam edin veya kaldırın.
Başlatılmadı: {files}. Yükleyin veya kaldırın.
Yüklenmedi: {files}. Yeniden deneyin veya kaldırın.
Yüklenmedi: {files}. Kaldırın.
Dosyanın boyutu {size}; sınır {limit}.
Bu dosya türüne izin verilmiyor. İzin verilenler: {types}.
En fazla {files}. Önce başka birini kaldırın.
Dosya çok büyük.
Bu dosya türüne izin verilmiyor.
Çok fazla dosya var.
Ağ bağlantısı yok.
Bağlantı koptu.
Yükleme hizmeti dosyayı reddetti.
Yükleme hizmetine ulaşılamıyor.
Yükleme süresi doldu.
Depolama hizmeti dosyayı reddetti.
Depolama hizmetine ulaşılamıyor.
Dosya bozulmuş olarak ulaştı.
Dosya yükleme sırasında değişti. Yeniden seçin.
Dosya okunamıyor. Yeniden seçin.
Bu sayfanın bir bölümü yüklenemedi. Sayfayı yenileyip dosyayı yeniden seçin.
Bu sayfanın bir bölümü yüklenemedi. Yeniden deneyin ya da sayfayı yenileyip dosyayı yeniden seçin.
Depolama alanı dolu.
Depolama hizmeti yanlış ayarlanmış ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'tr');
