/** Made by scripts/locales.ts from locales/vi.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = `Chọn tệp
Chọn các tệp
Thay tệp
Thêm tệp
Chọn thư mục
Thêm thư mục
hoặc thả vào đây
Thả để thêm
Tệp
Hình ảnh
Âm thanh
Video
tối đa {size}
tối đa {files}
Đang chờ
Đang chuẩn bị
Đang tải lên
Đã tạm dừng ở {percent}
Đang hoàn tất
Đã tải lên
Đã kiểm tra: mọi byte đến nơi nguyên vẹn.
Đã hủy
Bị gián đoạn
Bị gián đoạn. Hãy chọn lại tệp để tiếp tục.
Đang chờ mạng
Không kết nối được máy chủ. Đang thử lại.
Tải lên
Tạm dừng
Tiếp tục
Chọn lại
Thử lại
Hủy
Gỡ
Tải lên tất cả
Tạm dừng tất cả
Tiếp tục tất cả
Thử lại tệp lỗi
Hủy tất cả
Gỡ tất cả
Gỡ tệp lỗi
Hoàn tác
Đã tải lên: {done}/{total}
còn {time}
Tiến độ
Tổng tiến độ
|||||{count} tệp
{label}: {name}
Đã thêm: {files}.
Đã tải lên: {files}.
Thất bại: {files}.
Đã tiếp tục: {files}.
Đã gỡ: {files}.
Đã hủy: {files}.
Đã có trong danh sách: {files}.
Đã chọn hai lần: {files}.
Không được thêm: {files}.
Thư mục trống: {name}.
Biểu mẫu sẽ được gửi khi mọi tệp đã được tải lên.
Đã chọn: {files}. Không tải được danh sách. Hãy kiểm tra mạng và thử lại. Nếu vẫn lỗi, trang đã được cập nhật: hãy tải lại trang và chọn lại các tệp.
Thử lại
Bị gián đoạn: {files}. Hãy tiếp tục hoặc gỡ khỏi danh sách.
Hãy chọn một tệp.
Vẫn đang tải lên: {files}.
Đã tạm dừng: {files}. Hãy tiếp tục hoặc gỡ khỏi danh sách.
Chưa bắt đầu: {files}. Hãy tải lên hoặc gỡ khỏi danh sách.
Chưa tải lên được: {files}. Hãy thử lại hoặc gỡ khỏi danh sách.
Chưa tải lên được: {files}. Hãy gỡ khỏi danh sách.
Tệp có dung lượng {size}; giới hạn là {limit}.
Loại tệp này không được phép. Được phép: {types}.
Tối đa {files}. Hãy gỡ tệp khác trước.
Tệp quá lớn.
Loại tệp này không được phép.
Quá nhiều tệp.
Không có kết nối mạng.
Kết nối bị ngắt.
Dịch vụ tải lên từ chối tệp.
Không kết nối được dịch vụ tải lên.
Đã hết thời gian tải lên.
Dịch vụ lưu trữ từ chối tệp.
Không kết nối được dịch vụ lưu trữ.
Tệp đến nơi bị hỏng.
Tệp đã thay đổi khi đang tải lên. Hãy chọn lại.
Không đọc được tệp. Hãy chọn lại.
Không tải được một phần của trang này. Hãy tải lại trang và chọn lại tệp.
Không tải được một phần của trang này. Hãy thử lại, hoặc tải lại trang và chọn lại tệp.
Hết dung lượng lưu trữ.
Dịch vụ lưu trữ được thiết lập sai ({code}).`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, 'vi');
