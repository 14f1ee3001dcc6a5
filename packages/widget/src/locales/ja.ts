/** Made by scripts/locales.ts from locales/ja.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `ファイルを選択
ファイルを選択
ファイルを置き換え
ファイルを追加
フォルダーを選択
フォルダーを追加
またはここにドロップ
ドロップして追加
ファイル
画像
音声
動画
最大 {size}
{files}まで
待機中
準備中
アップロード中
一時停止中 {percent}
完了処理中
アップロード済み
確認済み: すべてのバイトがそのまま届きました。
キャンセル済み
中断
中断されました。続けるにはファイルを選択し直してください。
ネットワークを待っています
アップロード
一時停止
再開
選択し直す
再試行
キャンセル
外す
すべてアップロード
すべて一時停止
すべて再開
失敗分を再試行
すべてキャンセル
すべて外す
失敗分を外す
{total} 個中 {done} 個をアップロード済み
残り {time}
進行状況
全体の進行状況
|||||{count} 個のファイル
{label}: {name}
{files}を追加しました。
{files}をアップロードしました。
{files}が失敗しました。
{files}を再開しました。
すでにリストにあります: {files}
2 回選択されています: {files}
{files}は追加されませんでした。
空のフォルダーです: {name}
すべてのファイルがアップロードされると、フォームが送信されます。
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
{files}が中断されました。再開するか、リストから外してください。
ファイルを選択してください。
{files}をアップロード中です。
{files}が一時停止中です。再開するか、リストから外してください。
{files}がまだ開始されていません。アップロードするか、リストから外してください。
{files}をアップロードできませんでした。再試行するか、リストから外してください。
{files}をアップロードできませんでした。リストから外してください。
ファイルは {size} です。上限は {limit} です。
この種類のファイルは使用できません。使用できる種類: {types}
{files}までです。先に別のファイルを外してください。
ファイルが大きすぎます。
この種類のファイルは使用できません。
ファイルが多すぎます。
ネットワークに接続していません。
接続が切れました。
アップロードサービスがファイルを受け付けませんでした。
アップロードサービスに接続できません。
アップロードの期限が切れました。
ストレージがファイルを受け付けませんでした。
ストレージに接続できません。
ファイルが正しく届きませんでした。
アップロード中にファイルが変更されました。選択し直してください。
ファイルを読み取れません。選択し直してください。
A part of this page could not be loaded. Reload the page and choose the file again.
ストレージに空きがありません。
ストレージの設定に誤りがあります ({code})。`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'ja');
