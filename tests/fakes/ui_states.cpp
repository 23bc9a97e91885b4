// The states sheet of kiosk-00. Pressed and focused looks are shown by real presses elsewhere; here
// the rows compare measures and colours with the mock-up. UI thread.
#include "app/ui/label.h"
#include "app/ui/widgets.h"
#include "tests/fakes/ui_gallery.h"

namespace lobby::tests {

using namespace lobby::ui;

namespace {

void caption(Frame& frame, float y, std::string_view text) {
  frame.text({48, y}, text, {.weight = Weight::bold, .colour = frame.theme().second});
}

void draw_buttons(Frame& frame) {
  caption(frame, 192, "按钮：常态、按下、不可用、焦点");
  primary_button(frame, {.id = "b1", .rect = {48, 256, 228, 120}, .label = "继续"});
  primary_button(frame,
                 {.id = "b2", .rect = {300, 256, 228, 120}, .label = "继续", .spoken = "按下"});
  primary_button(frame,
                 {.id = "b3", .rect = {552, 256, 228, 120}, .label = "继续", .enabled = false});
  primary_button(frame,
                 {.id = "b4", .rect = {804, 256, 228, 120}, .label = "继续", .spoken = "焦点"});
  button(frame, {.id = "b5", .rect = {48, 408, 228, 120}, .label = "返回"});
  draw_outline(frame, {.rect = {300, 408, 228, 120}, .pressed = true});
  draw_label(frame, {.rect = {300, 408, 228, 120},
                     .text = "返回",
                     .colour = frame.theme().text,
                     .style = {.size = type::button, .weight = Weight::bold}});
  button(frame,
         {.id = "b7", .rect = {552, 408, 228, 120}, .label = "撤回", .kind = ButtonKind::danger});
  button(frame, {.id = "b8",
                 .rect = {804, 408, 228, 120},
                 .label = "撤回",
                 .kind = ButtonKind::danger_filled,
                 .spoken = "撤回二"});
}

void draw_choices(Frame& frame) {
  caption(frame, 768, "选择：勾选、单选、开关、数量");
  checkbox_mark(frame, {48, 844}, true);
  checkbox_mark(frame, {128, 844}, false);
  radio_mark(frame, {232, 848}, true);
  radio_mark(frame, {304, 848}, false);
  toggle_mark(frame, {400, 840}, true, true);
  toggle_mark(frame, {536, 840}, false, true);
  stepper_box(frame, {.id = "party",
                      .rect = {720, 828, 312, 88},
                      .label = "人数",
                      .value = "2 位",
                      .dividers = false});
}

void draw_fields(Frame& frame) {
  caption(frame, 936, "输入框：待填、输入中、有误");
  field(frame, {.id = "f1",
                .rect = {48, 1000, 312, 96},
                .label = "姓名",
                .placeholder = "点此填写",
                .value_x = 104});
  field(frame, {.id = "f2",
                .rect = {384, 1000, 312, 96},
                .label = "姓名",
                .value = "林",
                .state = FieldState::typing,
                .value_x = 104});
  field(frame, {.id = "f3",
                .rect = {720, 1000, 312, 96},
                .label = "手机",
                .value = "138 000",
                .message = "还差 4 位数字",
                .state = FieldState::wrong,
                .value_x = 104});
}

void draw_notices(Frame& frame) {
  caption(frame, 1168, "提示：成功、等待、错误、说明");
  status_line(frame, {.rect = {48, 1232, 480, 88},
                      .tone = Tone::success,
                      .icon = "check_circle",
                      .text = "预订已确认"});
  status_line(frame, {.rect = {552, 1232, 480, 88},
                      .tone = Tone::warn,
                      .icon = "hourglass_top",
                      .text = "已收到申请"});
  status_line(
      frame,
      {.rect = {48, 1336, 480, 88}, .tone = Tone::danger, .icon = "error", .text = "这一晚刚满"});
  status_line(
      frame,
      {.rect = {552, 1336, 480, 88}, .tone = Tone::plain, .icon = "info", .text = "到店再付款"});
  caption(frame, 1448, "加载、短讯、字级");
  spinner(frame, {104, 1580}, 40, "正在查余量");
  toast(frame, {.rect = {392, 1528, 640, 104}, .text = "已打印，请在下方取走凭条"});
}

}  // namespace

void draw_states(Frame& frame) {
  top_bar(frame, {.hotel = "云汀酒店", .right = "设计样张", .title = "组件状态"});
  draw_buttons(frame);
  caption(frame, 552, "时段：空闲、紧张、已满、为您保留");
  slot_grid(
      frame,
      {.at = {48, 616},
       .columns = 4,
       .cell = {228, 128},
       .slots = {
           {.id = "s1", .time = "09:00", .note = "¥398"},
           {.id = "s2", .time = "10:00", .note = "¥398", .few = "余1", .state = SlotState::few},
           {.id = "s3", .time = "11:00", .note = "候补", .state = SlotState::full},
           {.id = "s4", .time = "14:00", .note = "保留", .state = SlotState::held}}});
  draw_choices(frame);
  draw_fields(frame);
  draw_notices(frame);
  frame.text({48, 1672}, "标题72", {.size = type::title, .weight = Weight::bold});
  frame.text({256, 1682}, "小标60", {.size = type::heading, .weight = Weight::bold});
  frame.text({432, 1688}, "按钮52", {.size = type::button, .weight = Weight::bold});
  frame.text({592, 1691}, "正文48");
  frame.text({736, 1653}, "展示96", {.size = type::display, .weight = Weight::bold});
  access_bar(frame, {.other_language = "English"});
}

}  // namespace lobby::tests
