/** Made by scripts/locales.ts from locales/id.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Pilih file
Pilih file
Ganti file
Tambah file
Pilih folder
Tambah folder
atau lepaskan di sini
Lepaskan untuk menambahkan
File
Gambar
Audio
Video
hingga {size}
maksimal {files}
Menunggu
Menyiapkan
Mengunggah
Dijeda pada {percent}
Menyelesaikan
Terunggah
Diperiksa: setiap byte tiba tanpa perubahan.
Dibatalkan
Terputus
Terputus. Pilih lagi file untuk melanjutkan.
Menunggu jaringan
Server tidak dapat dihubungi. Sedang mencoba lagi.
Unggah
Jeda
Lanjutkan
Pilih lagi
Coba lagi
Batalkan
Keluarkan
Unggah semua
Jeda semua
Lanjutkan semua
Coba lagi yang gagal
Batalkan semua
Keluarkan semua
Keluarkan yang gagal
Urungkan
Terunggah: {done} dari {total}
sisa {time}
Progres
Progres total
|||||{count} file
{label}: {name}
Ditambahkan: {files}.
Terunggah: {files}.
Gagal: {files}.
Dilanjutkan: {files}.
Dikeluarkan: {files}.
Dibatalkan: {files}.
Sudah ada dalam daftar: {files}.
Dipilih dua kali: {files}.
Tidak ditambahkan: {files}.
Folder kosong: {name}.
Formulir dikirim setelah semua file terunggah.
Dipilih: {files}. Daftar tidak dapat dimuat. Periksa jaringan, lalu coba lagi. Jika gagal lagi, halaman telah diperbarui: muat ulang, lalu pilih lagi filenya.
Coba lagi
Terputus: {files}. Lanjutkan atau keluarkan dari daftar.
Pilih file.
Masih mengunggah: {files}.
Dijeda: {files}. Lanjutkan atau keluarkan dari daftar.
Belum dimulai: {files}. Unggah atau keluarkan dari daftar.
Tidak terunggah: {files}. Coba lagi atau keluarkan dari daftar.
Tidak terunggah: {files}. Keluarkan dari daftar.
Ukuran file {size}; batasnya {limit}.
Jenis file ini tidak diizinkan. Yang diizinkan: {types}.
Maksimal {files}. Keluarkan yang lain dahulu.
File terlalu besar.
Jenis file ini tidak diizinkan.
Terlalu banyak file.
Tidak ada koneksi jaringan.
Koneksi terputus.
Layanan unggah menolak file.
Layanan unggah tidak dapat dihubungi.
Waktu untuk mengunggah telah habis.
Layanan penyimpanan menolak file.
Layanan penyimpanan tidak dapat dihubungi.
File tiba dalam keadaan rusak.
File berubah saat diunggah. Pilih lagi.
File tidak dapat dibaca. Pilih lagi.
Sebagian halaman ini tidak dapat dimuat. Muat ulang halaman, lalu pilih lagi filenya.
Sebagian halaman ini tidak dapat dimuat. Coba lagi, atau muat ulang halaman, lalu pilih lagi filenya.
Ruang penyimpanan penuh.
Layanan penyimpanan tidak diatur dengan benar ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'id');
