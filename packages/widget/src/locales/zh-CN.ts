/** Made by scripts/locales.ts from locales/zh-CN.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `选择文件
选择文件
替换文件
添加文件
选择文件夹
添加文件夹
或拖放到此处
松开即可添加
文件
图片
音频
视频
不超过 {size}
最多 {files}
等待中
准备中
正在上传
已暂停 {percent}
正在完成
已上传
已校验：每个字节都原样送达。
已取消
已中断
已中断。请重新选择该文件以继续。
等待网络
无法连接服务器。正在重试。
上传
暂停
继续
重新选择
重试
取消
移除
全部上传
全部暂停
全部继续
重试失败项
全部取消
全部移除
移除失败项
撤销
已上传 {done}/{total}
剩余 {time}
进度
总进度
|||||{count} 个文件
{label}：{name}
已添加 {files}。
已上传 {files}。
{files}上传失败。
已继续 {files}。
已移除 {files}。
已取消 {files}。
已在列表中：{files}。
重复选择：{files}。
未添加 {files}。
空文件夹：{name}。
所有文件上传后将提交表单。
已选择{files}，但无法加载列表。请检查网络并重试。如果仍然失败，则页面已更新：请重新加载页面并重新选择文件。
重试
{files}已中断。请继续或移除。
请选择文件。
{files}仍在上传。
{files}已暂停。请继续或移除。
{files}尚未开始。请上传或移除。
{files}未能上传。请重试或移除。
{files}未能上传。请移除。
文件大小为 {size}，上限为 {limit}。
不支持此文件类型。支持：{types}。
最多 {files}。请先移除其他文件。
文件过大。
不支持此文件类型。
文件过多。
没有网络连接。
连接已断开。
上传服务拒绝了该文件。
无法连接上传服务。
上传已超过时限。
存储服务拒绝了该文件。
无法连接存储服务。
文件在传输中损坏。
文件在上传过程中被修改。请重新选择。
无法读取该文件。请重新选择。
无法加载此页面的一部分。请重新加载页面并重新选择文件。
无法加载此页面的一部分。请重试，或重新加载页面并重新选择文件。
存储空间已满。
存储服务配置有误（{code}）。`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'zh-CN');
