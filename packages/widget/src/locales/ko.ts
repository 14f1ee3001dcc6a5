/** Made by scripts/locales.ts from locales/ko.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `파일 선택
파일 선택
파일 바꾸기
파일 추가
폴더 선택
폴더 추가
또는 여기에 놓기
놓아서 추가
파일
이미지
오디오
동영상
최대 {size}
최대 {files}
대기 중
준비 중
업로드 중
{percent}에서 일시 중지됨
마무리 중
업로드됨
확인됨: 모든 바이트가 그대로 도착했습니다.
취소됨
중단됨
중단되었습니다. 계속하려면 파일을 다시 선택하세요.
네트워크를 기다리는 중
업로드
일시 중지
계속
다시 선택
다시 시도
취소
제거
모두 업로드
모두 일시 중지
모두 계속
실패 항목 다시 시도
모두 취소
모두 제거
실패 항목 제거
{total}개 중 {done}개 업로드됨
{time} 남음
진행률
전체 진행률
|||||파일 {count}개
{label}: {name}
추가됨: {files}.
업로드됨: {files}.
실패: {files}.
계속됨: {files}.
이미 목록에 있음: {files}.
두 번 선택됨: {files}.
추가되지 않음: {files}.
빈 폴더: {name}.
모든 파일이 업로드되면 양식이 전송됩니다.
Chosen: {files}. The list could not be loaded. Check the network and try again. If it fails again, the page was updated: reload it and choose the files again.
Try again
중단됨: {files}. 계속하거나 제거하세요.
파일을 선택하세요.
아직 업로드 중: {files}.
일시 중지됨: {files}. 계속하거나 제거하세요.
시작되지 않음: {files}. 업로드하거나 제거하세요.
업로드되지 않음: {files}. 다시 시도하거나 제거하세요.
업로드되지 않음: {files}. 제거하세요.
파일 크기는 {size}, 최대 {limit}까지 가능합니다.
허용되지 않는 파일 형식입니다. 허용: {types}.
최대 {files}입니다. 먼저 다른 파일을 제거하세요.
파일이 너무 큽니다.
허용되지 않는 파일 형식입니다.
파일이 너무 많습니다.
네트워크에 연결되어 있지 않습니다.
연결이 끊겼습니다.
업로드 서비스가 파일을 거부했습니다.
업로드 서비스에 연결할 수 없습니다.
업로드 시간이 만료되었습니다.
저장소가 파일을 거부했습니다.
저장소에 연결할 수 없습니다.
파일이 제대로 전송되지 않았습니다.
업로드 중에 파일이 변경되었습니다. 다시 선택하세요.
파일을 읽을 수 없습니다. 다시 선택하세요.
A part of this page could not be loaded. Reload the page and choose the file again.
저장소가 가득 찼습니다.
저장소 설정이 잘못되었습니다 ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'ko');
