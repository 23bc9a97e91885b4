// Sample screens over the widgets, with the mock-ups' strings. UI thread.
#include "app/ui/widgets.h"
#include "tests/fakes/ui_gallery.h"

namespace lobby::tests {

using namespace lobby::ui;

namespace {

std::vector<std::string_view> steps() {
  return {"选服务", "选时间", "填资料", "核对", "取凭证"};
}

void bars(Frame& frame, int step) {
  const std::string right = "第 " + std::to_string(step) + " 步，共 5 步";
  top_bar(frame, {.hotel = "云汀酒店", .right = right, .steps = steps(), .step = step});
}

std::vector<DayCell> december() {
  static const std::vector<std::string> ids = [] {
    std::vector<std::string> made;
    for (int day = 1; day <= 31; ++day) made.push_back("2026-12-" + std::to_string(day));
    return made;
  }();
  std::vector<DayCell> days;
  for (int day = 1; day <= 31; ++day) {
    const std::string& id = ids[static_cast<std::size_t>(day - 1)];
    DayCell cell{
        .id = id, .day = day, .column = day % 7, .row = day / 7, .price = "¥688", .spoken = id};
    cell.selected = day == 11 || day == 12;
    if (day == 18 || day == 31) {
      cell.few = "余3";
      cell.state = CellState::few;
    }
    if (day == 31) cell.price = "¥1,088";
    if (day == 24 || day == 25) cell.state = CellState::full;
    if (day == 1) cell.state = CellState::closed;
    days.push_back(cell);
  }
  return days;
}

}  // namespace

void draw_services_sample(Frame& frame) {
  const bool portrait = frame.portrait();
  bars(frame, 1);
  header_panel(frame, {.title = "您想预订什么？",
                       .title_size = type::title,
                       .rows = {{"sell", "先看价格和余量"},
                                {"edit_note", "最后才填写资料"},
                                {"undo", "每一步都可返回修改"}},
                       .picture = "hero-lobby",
                       .picture_label = "大堂"});
  tab_row(frame, {.rect = portrait ? Rect{48, 576, 984, 120} : Rect{48, 332, 1824, 96},
                  .items = {{"t1", "hotel", "客房"},
                            {"t2", "groups", "会议"},
                            {"t3", "restaurant", "餐宴"},
                            {"t4", "spa", "水疗"},
                            {"t5", "airport_shuttle", "出行"}},
                  .gap = portrait ? 16.F : 26.F,
                  .icon_beside = !portrait});
  const std::vector<ServiceCardSpec> cards = {{.id = "king",
                                               .picture = "room-king",
                                               .name = "湖景大床房",
                                               .benefit = "35 平方米，含双份早餐",
                                               .price = "¥688",
                                               .price_unit = "起 / 晚",
                                               .selected = true},
                                              {.id = "twin",
                                               .picture = "room-twin",
                                               .name = "雅致双床房",
                                               .benefit = "32 平方米，可加一张床",
                                               .price = "¥628",
                                               .price_unit = "起 / 晚",
                                               .chip = "仅剩 3 间",
                                               .state = ServiceState::few},
                                              {.id = "suite",
                                               .picture = "room-suite",
                                               .name = "云汀套房",
                                               .benefit = "独立客厅，湖景浴缸",
                                               .price = "¥1,288",
                                               .price_unit = "起 / 晚",
                                               .chip = "已满，可候补",
                                               .join = "排队",
                                               .state = ServiceState::full},
                                              {.id = "family",
                                               .picture = "room-family",
                                               .name = "亲子家庭房",
                                               .benefit = "上下铺，可住 4 人",
                                               .price = "¥888",
                                               .price_unit = "起 / 晚"}};
  for (std::size_t index = 0; index < cards.size(); ++index) {
    ServiceCardSpec spec = cards[index];
    const auto at = static_cast<float>(index);
    spec.rect = portrait ? Rect{index % 2 == 0 ? 48.F : 552.F, index < 2 ? 712.F : 1124.F, 480, 396}
                         : Rect{48 + at * 462, 440, 438, 368};
    service_card(frame, spec);
  }
  if (portrait)
    pager(frame, {.page = 1, .pages = 2});
  else
    pager(frame, {.rect = {396, 836, 556, 96},
                  .page = 1,
                  .pages = 2,
                  .end_width = 120,
                  .arrows_only = true});
  action_bar(frame, {.back = "返回", .primary = "继续：选日期"});
  access_bar(frame, {.other_language = "English"});
}

void draw_room_sample(Frame& frame) {
  const bool portrait = frame.portrait();
  bars(frame, 2);
  if (portrait) {  // in landscape the month reaches up into the header
    if (portrait) {
      header_panel(frame, {.title = "湖景大床房",
                           .rows = {{"square_foot", "35 平方米，1.8 米大床"},
                                    {"landscape", "15 至 20 层，朝湖"},
                                    {"free_breakfast", "含双份早餐"},
                                    {"event_available", "提前 2 天免费取消"}},
                           .picture = "room-king",
                           .picture_label = "湖景大床房"});
    }
  }
  month_grid(frame, {.card = portrait ? Rect{48, 576, 984, 728} : Rect{48, 128, 984, 680},
                     .title = "2026年12月",
                     .weekdays = {"一", "二", "三", "四", "五", "六", "日"},
                     .days = december(),
                     .full_word = "候补",
                     .legend_few_chip = "余2",
                     .legend_few = "剩余间数",
                     .legend_full = "已满，点按排队候补",
                     .earlier_enabled = false});
  if (portrait) {
    stepper(frame, {.id = "nights", .at = {48, 1316}, .label = "住几晚", .value = "2 晚"});
    stepper(frame, {.id = "adults", .at = {384, 1316}, .label = "成人", .value = "2 位"});
    stepper(frame, {.id = "children",
                    .at = {720, 1316},
                    .label = "儿童（12 岁以下）",
                    .value = "0 位",
                    .at_min = true});
    total_bar(frame, {.rect = {48, 1480, 984, 136},
                      .lines = {"12月11日 ¥748 + 12月12日 ¥788", "1 间 × 2 晚，含税费和早餐"},
                      .total = "¥1,536"});
  }
  action_bar(frame, {.back = "返回", .primary = "继续：填资料"});
  access_bar(frame, {.other_language = "English"});
}

void draw_hall_sample(Frame& frame) {
  bars(frame, 2);
  header_panel(frame, {.title = "云汀会议厅",
                       .rows = {{"groups", "最多 120 人，课桌式 80"}},
                       .picture = "meeting-hall",
                       .picture_label = "云汀会议厅"});
  date_strip(frame, {.days = {{"d7", "周一", "12/7"},
                              {"d8", "周二", "12/8"},
                              {"d9", "周三", "12/9", true},
                              {"d10", "周四", "12/10"},
                              {"d11", "周五", "12/11"}}});
  frame.text({48, 724}, "每段 2 小时，可连选", {.weight = Weight::bold});
  chip(frame, {.at = {1032, 720},
               .label = "为您保留 09:42",
               .icon = "timer",
               .kind = ChipKind::sand,
               .align = Align::right});
  slot_grid(
      frame,
      {.slots = {
           {.id = "s1", .time = "08:00–10:00", .note = "¥1,600"},
           {.id = "s2",
            .time = "10:00–12:00",
            .note = "¥2,000",
            .few = "余1",
            .state = SlotState::few},
           {.id = "s3", .time = "12:00–14:00", .note = "已满，可候补", .state = SlotState::full},
           {.id = "s4", .time = "14:00–16:00", .note = "已为您保留", .state = SlotState::held},
           {.id = "s5", .time = "16:00–18:00", .note = "已为您保留", .state = SlotState::held},
           {.id = "s6", .time = "18:00–20:00", .note = "¥2,000"}}});
  frame.text({48, 1084}, "加选服务", {.weight = Weight::bold});
  add_on_card(frame, {.id = "tea",
                      .rect = {48, 1144, 312, 336},
                      .picture = "tea-break",
                      .picture_focus = {0.5F, 0.6F},
                      .name = "茶歇",
                      .price = "¥48 每位",
                      .kind = AddOnKind::counted,
                      .on = true,
                      .count = "30"});
  add_on_card(frame, {.id = "screen",
                      .rect = {384, 1144, 312, 336},
                      .picture = "equipment",
                      .name = "投影与音响",
                      .price = "¥600 每场",
                      .on = true,
                      .add_label = "添加",
                      .added_label = "已加"});
  add_on_card(frame, {.id = "interpreter",
                      .rect = {720, 1144, 312, 336},
                      .picture = "interpreter",
                      .name = "同声传译",
                      .price = "¥1,800 半天",
                      .add_label = "添加",
                      .added_label = "已加"});
  total_bar(frame, {.rect = {48, 1496, 984, 128},
                    .lines = {"会场 2 段 × ¥2,400 + 茶歇 30 × ¥48", "+ 投影与音响 ¥600，含税费"},
                    .total = "¥6,840"});
  action_bar(frame, {.back = "返回", .primary = "继续：填资料"});
  access_bar(frame, {.other_language = "English"});
}

void draw_details_sample(Frame& frame) {
  const bool portrait = frame.portrait();
  bars(frame, 3);
  frame.heading({48, portrait ? 196.F : 136.F}, "怎么称呼您？", {.size = type::title});
  KeyboardState state;
  if (portrait) {
    field(frame, {.id = "phone",
                  .rect = {48, 576, 984, 96},
                  .label = "手机",
                  .value = "138 0000 5678",
                  .message = "号码有效",
                  .state = FieldState::valid});
    field(frame, {.id = "name",
                  .rect = {48, 688, 984, 96},
                  .label = "姓名",
                  .value = "Lin Yi",
                  .hint = "与证件一致",
                  .state = FieldState::typing});
    frame.text({48, 800}, "备注（可不选）", {.weight = Weight::bold});
    pills(frame,
          {.at = {48, 856},
           .items = {
               {"n1", "食物过敏", true}, {"n2", "行动不便"}, {"n3", "安静楼层"}, {"n4", "晚到"}}});
    checkbox(frame, {.id = "consent",
                     .rect = {48, 952, 740, 88},
                     .label = "同意只为这次预订使用以上资料",
                     .on = true});
    link_button(frame, {.id = "privacy", .y = 952, .label = "怎样使用"});
    keyboard(frame, state, {.language_key = "中文"});
  } else {
    field(frame,
          {.id = "phone", .rect = {48, 340, 900, 96}, .label = "手机", .value = "138 0000 5678"});
    field(frame, {.id = "name",
                  .rect = {972, 340, 900, 96},
                  .label = "姓名",
                  .value = "Lin Yi",
                  .state = FieldState::typing});
    keyboard(frame, state, {.y = 480, .language_key = "中文"});
  }
  action_bar(frame, {.back = "返回", .primary = "继续：核对预订", .primary_enabled = false});
  access_bar(frame, {.other_language = "English"});
}

void draw_review_sample(Frame& frame) {
  bars(frame, 4);
  frame.heading({48, 188}, "请核对预订内容", {.size = type::title});
  price_lines(frame, {.title = "费用怎么算的",
                      .lines = {{"12月11日 房费", "1 间 × ¥748", "¥748"},
                                {"12月12日 房费", "1 间 × ¥788", "¥788"},
                                {"双人早餐", "2 份 × 2 天", "已含", true},
                                {"税和服务费", "6% 与 10%", "已含", true}},
                      .total_label = "合计，到店付",
                      .total = "¥1,536"});
  policy_box(frame, {.title = "如要取消",
                     .right = "改期一次免费",
                     .tiers = {{"不收费", "12月9日", "18:00 前", Tone::success},
                               {"收半晚 ¥374", "12月11日", "12:00 前", Tone::warn},
                               {"收首晚 ¥748", "在那以后，", "或没有到店", Tone::danger}}});
  note(frame,
       {.rect = {48, 1252, 984, 184},
        .icon = "verified_user",
        .lines = {"如果我们没能给您房间", "当晚换同级或更高的房，不加价，", "另退还首晚 ¥748。"}});
  checkbox(frame, {.id = "agree",
                   .rect = {48, 1452, 984, 152},
                   .label = "我已看过价格、取消和违约条款，同意按此预订。",
                   .on = true,
                   .framed = true});
  action_bar(
      frame,
      {.back = "返回", .primary = "确认预订", .primary_icon = "check", .primary_icon_right = {}});
  access_bar(frame, {.other_language = "English"});
}

void draw_ticket_sample(Frame& frame) {
  top_bar(frame, {.hotel = "云汀酒店", .right = "已完成", .steps = steps(), .step = 6});
  banner(frame, {.title = "预订已确认", .line = "房间已为您留好，不会被他人订走。"});
  lined_card(frame, {48, 384, 984, 600});
  port::QrModules modules{41, std::vector<bool>(41 * 41)};
  for (std::size_t at = 0; at < modules.dark.size(); ++at) modules.dark[at] = at * 7 % 5 < 2;
  qr_panel(frame, {.at = {99, 439}, .module_px = 10, .modules = &modules, .label = "预订二维码"});
  countdown_bar(frame, {.text = "45 秒后本机清除您的资料", .left_ms = 45'000, .of_ms = 60'000});
  button(frame, {.id = "print",
                 .rect = {48, 1328, 480, 144},
                 .label = "打印凭条",
                 .icon = "print",
                 .icon_size = 56});
  action_bar(frame, {.back = "再订一项",
                     .back_icon = "add",
                     .back_width = 336,
                     .primary = "完成（45）",
                     .primary_icon = "check",
                     .primary_icon_right = {}});
  access_bar(frame, {.other_language = "English"});
}

void draw_timeout_sample(Frame& frame) {
  bars(frame, 1);
  button(frame, {.id = "under", .rect = {48, 700, 480, 120}, .label = "下面的按钮"});
  timeout_overlay(frame, {.title = "您还在吗？",
                          .line_one = "到时会回到首页，您填的内容全部清除。",
                          .line_two = "要多久都可以，按“继续”就行。",
                          .staff = "请员工来帮忙",
                          .leave = "结束",
                          .stay = "我还在，继续",
                          .unit = "秒",
                          .seconds_left = 27,
                          .seconds_of = 30});
  access_bar(frame, {.other_language = "English"});
}

}  // namespace lobby::tests
