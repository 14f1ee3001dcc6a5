/** Made by scripts/locales.ts from locales/zh-TW.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `選擇檔案
選擇檔案
取代檔案
新增檔案
選擇資料夾
新增資料夾
或拖放到此處
放開即可新增
檔案
圖片
音訊
影片
不超過 {size}
最多 {files}
等待中
準備中
正在上傳
已暫停 {percent}
正在完成
已上傳
已檢查：每個位元組都原樣送達。
已取消
已中斷
已中斷。請重新選擇該檔案以繼續。
等待網路
無法連線至伺服器。正在重試。
上傳
暫停
繼續
重新選擇
重試
取消
移除
全部上傳
全部暫停
全部繼續
重試失敗項目
全部取消
全部移除
移除失敗項目
復原
已上傳 {done}/{total}
剩餘 {time}
進度
總進度
|||||{count} 個檔案
{label}：{name}
已新增 {files}。
已上傳 {files}。
{files}上傳失敗。
已繼續 {files}。
已移除 {files}。
已取消 {files}。
已在清單中：{files}。
重複選擇：{files}。
未新增 {files}。
空資料夾：{name}。
所有檔案上傳後將送出表單。
已選擇{files}，但無法載入清單。請檢查網路並重試。如果仍然失敗，則頁面已更新：請重新載入頁面並重新選擇檔案。
重試
{files}已中斷。請繼續或移除。
請選擇檔案。
{files}仍在上傳。
{files}已暫停。請繼續或移除。
{files}尚未開始。請上傳或移除。
{files}未能上傳。請重試或移除。
{files}未能上傳。請移除。
檔案大小為 {size}，上限為 {limit}。
不支援此檔案類型。支援：{types}。
最多 {files}。請先移除其他檔案。
檔案過大。
不支援此檔案類型。
檔案過多。
沒有網路連線。
連線已中斷。
上傳服務拒絕了該檔案。
無法連線至上傳服務。
上傳已超過時限。
儲存服務拒絕了該檔案。
無法連線至儲存服務。
檔案在傳送中損毀。
檔案在上傳過程中被修改。請重新選擇。
無法讀取該檔案。請重新選擇。
無法載入此頁面的一部分。請重新載入頁面並重新選擇檔案。
無法載入此頁面的一部分。請重試，或重新載入頁面並重新選擇檔案。
儲存空間已滿。
儲存服務設定有誤（{code}）。`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'zh-TW');
