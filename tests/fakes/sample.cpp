// The sample hotel.
#include "tests/fakes/sample.h"

#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace {

using namespace catalog;

LocalText both(const std::string& english, const std::string& chinese) {
  return {{{"en", english}, {"zh-CN", chinese}}};
}

Money yuan(std::int64_t major) {
  return {major * 100, *Currency::parse("CNY")};
}

RateTable rates(std::int64_t weekday, std::int64_t friday, std::int64_t saturday,
                std::int64_t holiday, std::int64_t peak) {
  return {yuan(weekday), yuan(friday), yuan(saturday), yuan(holiday), yuan(peak)};
}

RateTable same_rate(std::int64_t major) {
  return rates(major, major, major, major, major);
}

Site site_of_sample() {
  Site sample;
  sample.id = site;
  sample.number = 7;
  sample.name = both("Yunting Hotel", "云庭酒店");
  sample.welcome = both("What would you like?", "您需要什么？");
  sample.tagline = both("All in one place", "一处办妥");
  sample.zone_name = "Asia/Shanghai";
  sample.ticket_host = "yunting.example";
  sample.phone = "+86 571 5550 0100";
  sample.brand_colour = "#0E5A4F";
  sample.logo = "logo-mark";
  sample.hero = "hero-lobby";
  sample.languages = {"zh-CN", "en"};
  sample.tax_percent = 6;
  sample.service_percent = 10;
  sample.calendar = {{LocalDate::of(2026, 12, 24), LocalDate::of(2026, 12, 26), DateKind::holiday},
                     {LocalDate::of(2026, 12, 31), LocalDate::of(2026, 12, 31), DateKind::peak}};
  return sample;
}

Policy policy(std::string_view id, std::vector<CancellationTier> tiers) {
  return {PolicyId::literal(id),
          std::move(tiers),
          both("Free to cancel at first", "可提前免费取消"),
          both("One date change is free", "可免费改期一次"),
          both("If we cannot keep it", "若无法履约"),
          both("You get an equal or better one.", "提供同级或更高级别。")};
}

Pool pool(std::string_view id, std::int32_t capacity, std::int32_t standing) {
  Pool made;
  made.id = PoolId::literal(id);
  made.name = both("Pool", "资源");
  made.capacity = capacity;
  made.standing_per_device = standing;
  made.few_left = 2;
  return made;
}

Pool hours(Pool made, std::int32_t cell_minutes, std::int32_t opens, std::int32_t closes) {
  made.cell_minutes = cell_minutes;
  made.opens_minute = opens;
  made.closes_minute = closes;
  return made;
}

Service service(std::string_view id, std::uint16_t number, ServiceKind kind,
                std::string_view pool_name) {
  Service made;
  made.id = ServiceId::literal(id);
  made.number = number;
  made.kind = kind;
  made.name = both("Service", "服务");
  made.benefit = both("Benefit", "亮点");
  made.price_unit = both("a night", "每晚");
  made.unit_name = both("room", "间");
  made.facts = {{"square_foot", both("35 m²", "35 平方米")}};
  made.picture = "room-king";
  made.department = DepartmentId::literal("front-office");
  made.policy = PolicyId::literal("room");
  made.uses = {{PoolId::literal(pool_name), 1, UnitsPer::booking}};
  made.rates = same_rate(688);
  return made;
}

Service king() {
  Service made = service("lake-view-king", 1, ServiceKind::nightly, "king-room");
  made.rates = rates(688, 748, 788, 888, 1'088);
  made.party_max = 3;
  made.children_allowed = true;
  made.nights_max = 14;
  made.check_in_minute = 15 * 60;
  made.check_out_minute = 12 * 60;
  made.notes = {NoteId::literal("quiet-floor"), NoteId::literal("food-allergy")};
  made.included = {{both("Breakfast", "早餐"), IncludedPer::person_night}};
  return made;
}

Service hall() {
  Service made = service("yunting-hall", 2, ServiceKind::time_slot, "hall");
  made.category = Category::meetings;
  made.policy = PolicyId::literal("venue");
  for (const auto& [start_hour, price] :
       {std::pair{8, 1'600}, {10, 2'000}, {12, 1'600}, {14, 2'400}, {16, 2'400}, {18, 2'000}}) {
    made.blocks.push_back({start_hour * 60, start_hour * 60 + 120, same_rate(price)});
  }
  made.blocks_max = 4;
  made.party_max = 120;
  made.notice_minutes = 120;
  made.horizon_days = 180;
  made.add_ons = {AddOnId::literal("tea-break"), AddOnId::literal("screen-sound")};
  return made;
}

Service spa() {
  Service made = service("lake-spa", 3, ServiceKind::time_slot, "therapists");
  made.category = Category::spa;
  made.uses = {{PoolId::literal("therapists"), 1, UnitsPer::person}};
  made.priced_per = UnitsPer::person;
  for (std::int32_t hour = 10; hour < 20; ++hour) {
    made.blocks.push_back({hour * 60, hour * 60 + 60, same_rate(368)});
  }
  made.party_max = 4;
  made.notice_minutes = 60;
  made.horizon_days = 30;
  made.policy = PolicyId::literal("venue");
  return made;
}

Service tour() {
  Service made = service("lake-tour", 4, ServiceKind::whole_day, "coach-seats");
  made.category = Category::travel;
  made.uses = {{PoolId::literal("coach-seats"), 1, UnitsPer::person},
               {PoolId::literal("guides"), 1, UnitsPer::booking}};
  made.priced_per = UnitsPer::person;
  made.rates = same_rate(268);
  made.party_max = 10;
  made.children_allowed = true;
  made.check_in_minute = 8 * 60 + 30;
  made.horizon_days = 60;
  made.policy = PolicyId::literal("venue");
  return made;
}

AddOn add_on(std::string_view id, std::int64_t price, AddOnBasis basis, std::int32_t count_max) {
  AddOn made;
  made.id = AddOnId::literal(id);
  made.name = both("Tea break", "茶歇");
  made.price_unit = both("each", "每位");
  made.picture = "addon-tea";
  made.price = yuan(price);
  made.basis = basis;
  made.count_max = count_max;
  made.department = DepartmentId::literal("front-office");
  return made;
}

CancellationTier until_clock(FeeBasis basis, std::int32_t percent, std::int32_t days_before,
                             std::int32_t minute) {
  return {basis, percent, std::nullopt, days_before, minute};
}

}  // namespace

Catalog sample_catalog() {
  const CancellationTier last_room{FeeBasis::first_unit, 100, std::nullopt, 0, std::nullopt};
  const CancellationTier last_venue{FeeBasis::total, 100, std::nullopt, 0, std::nullopt};
  Catalog made;
  made.site = site_of_sample();
  made.departments = {{DepartmentId::literal("front-office"), both("Front office", "前厅部")}};
  made.pools = {pool("king-room", 3, 2), hours(pool("hall", 1, 1), 120, 8 * 60, 20 * 60),
                hours(pool("therapists", 6, 2), 60, 10 * 60, 20 * 60), pool("coach-seats", 32, 8),
                pool("guides", 4, 2)};
  made.policies = {policy("room", {until_clock(FeeBasis::free, 0, 2, 18 * 60),
                                   until_clock(FeeBasis::first_unit, 50, 0, 12 * 60), last_room}),
                   policy("venue", {{FeeBasis::free, 0, 3 * 1'440, 0, std::nullopt},
                                    {FeeBasis::total, 30, 1'440, 0, std::nullopt},
                                    last_venue})};
  made.add_ons = {add_on("tea-break", 48, AddOnBasis::each, 120),
                  add_on("screen-sound", 600, AddOnBasis::once, 1)};
  made.notes = {{NoteId::literal("quiet-floor"), both("Quiet floor", "安静楼层")},
                {NoteId::literal("food-allergy"), both("Food allergy", "食物过敏")}};
  made.services = {king(), hall(), spa(), tour()};
  return made;
}

ZoneRules sample_zone() {
  return ZoneRules::fixed("Asia/Shanghai", 480);
}

ZoneRules summer_time_zone() {
  const auto at_one_utc = [](LocalDate date) {
    return UtcTime{std::int64_t{date.days()} * 86'400'000 + 3'600'000};
  };
  return {"Europe/Berlin",
          {{at_one_utc(LocalDate::of(2026, 3, 29)), 120},
           {at_one_utc(LocalDate::of(2026, 10, 25)), 60},
           {at_one_utc(LocalDate::of(2027, 3, 28)), 120},
           {at_one_utc(LocalDate::of(2027, 10, 31)), 60}}};
}

booking::Selection king_stay(LocalDate first_night, std::int32_t nights) {
  booking::Selection selection;
  selection.service = ServiceId::literal("lake-view-king");
  selection.date = first_night;
  selection.nights = nights;
  selection.party = {2, 0};
  return selection;
}

booking::Selection hall_afternoon() {
  booking::Selection selection;
  selection.service = ServiceId::literal("yunting-hall");
  selection.date = LocalDate::of(2026, 12, 9);
  selection.block_starts = {14 * 60, 16 * 60};
  selection.party = {30, 0};
  selection.add_ons = {{AddOnId::literal("tea-break"), 30}, {AddOnId::literal("screen-sound"), 1}};
  return selection;
}

booking::Selection spa_visit(LocalDate date, std::int32_t start_minute, std::int32_t people) {
  booking::Selection selection;
  selection.service = ServiceId::literal("lake-spa");
  selection.date = date;
  selection.block_starts = {start_minute};
  selection.party = {people, 0};
  return selection;
}

booking::Selection tour_day(LocalDate date, std::int32_t people) {
  booking::Selection selection;
  selection.service = ServiceId::literal("lake-tour");
  selection.date = date;
  selection.party = {people, 0};
  return selection;
}

booking::Booking sample_booking(const SampleOrder& order) {
  static const Catalog hotel = sample_catalog();
  const ZoneRules zone = sample_zone();
  const Service* sold = hotel.service(order.selection.service);
  CHECK(sold != nullptr);
  booking::Booking draft;
  draft.id = id_of<BookingId>(order.number);
  draft.code = code_of(order.number);
  draft.site = hotel.site.id;
  draft.made_by = order.device;
  draft.selection = order.selection;
  draft.quote = booking::quote_of(hotel, order.selection);
  draft.window = booking::window_of(hotel, order.selection, zone);
  draft.policy = booking::resolve(*hotel.policy(sold->policy), draft.quote, order.selection.date,
                                  draft.window.from, zone, order.at);
  draft.demand = booking::demand_of(hotel, order.selection);
  draft.guest = {"Lin Yi", "13800005678", {NoteId::literal("food-allergy")}, "zh-CN"};
  const booking::Command command =
      order.as_request ? booking::Command::request : booking::Command::place;
  return *booking::transition(draft, {command, order.at, order.device});
}

protocol::Operation sample_operation(DeviceId device, std::int64_t sequence,
                                     protocol::Payload payload) {
  protocol::Operation operation;
  IdBytes bytes = device.bytes();
  bytes[0] = static_cast<std::uint8_t>(sequence >> 8U);
  bytes[1] = static_cast<std::uint8_t>(sequence);
  operation.id = OperationId(bytes);
  operation.site = site;
  operation.device = device;
  operation.sequence = sequence;
  operation.device_time = sample_now;
  operation.clock_offset = Duration::milliseconds(250);
  operation.payload = std::move(payload);
  return operation;
}

}  // namespace lobby::tests
