// Arbitrary values, field by field.
#include "tests/fakes/generator.h"

#include "core/base/limits.h"

namespace lobby::tests {
namespace {

constexpr std::int64_t last_ms = 253'402'300'799'999;
constexpr std::string_view glyphs[] = {"a", "Z", "7", "é", "林", "逸", "\"", "\\", "/", "😀", "-"};
constexpr std::string_view currencies[] = {"CNY", "JPY", "USD", "EUR"};

}  // namespace

std::int32_t Generator::number(std::int32_t least, std::int32_t most) {
  // The ends of a range more often than chance would.
  const std::size_t draw = random_.below(8);
  if (draw < 2) {
    return draw == 0 ? least : most;
  }
  return static_cast<std::int32_t>(random_.between(least, most));
}

template <class SlugType>
SlugType Generator::slug() {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  std::string text(1, letters[random_.below(letters.size() - 1)]);
  for (std::size_t count = random_.below(40); count > 0; --count) {
    text += letters[random_.below(letters.size())];
  }
  return SlugType::literal(text);
}

std::string Generator::line(std::size_t code_points_max) {
  std::string text;
  for (std::size_t count = random_.below(code_points_max + 1); count > 0; --count) {
    const bool inner = !text.empty() && count > 1;
    text += inner && random_.chance(6) ? " " : glyphs[random_.below(std::size(glyphs))];
  }
  return text;
}

std::string Generator::text(std::size_t bytes_max) {
  std::string text;
  for (std::size_t count = random_.below(bytes_max / 4); count > 0; --count) {
    text += random_.chance(12) ? "\n" : glyphs[random_.below(std::size(glyphs))];
  }
  return text;
}

UtcTime Generator::time() {
  return {random_.chance(8) ? last_ms : random_.between(0, last_ms)};
}

LocalDate Generator::date() {
  return LocalDate::of(2026, 1, 1).plus_days(number(-20'000, 20'000));
}

Money Generator::money() {
  return {random_.between(-limits::money_minor_max, limits::money_minor_max),
          *Currency::parse(currencies[random_.below(std::size(currencies))])};
}

booking::Window Generator::window() {
  return {time(), time(), time()};
}

inventory::Slot Generator::slot() {
  return {slug<PoolId>(), date(), number(0, 1'440)};
}

booking::Selection Generator::selection() {
  booking::Selection made;
  made.service = slug<ServiceId>();
  made.date = date();
  made.nights = number(1, limits::nights_max);
  for (std::size_t count = random_.below(4); count > 0; --count) {
    made.block_starts.push_back(number(0, 1'440));
    made.add_ons.push_back({slug<AddOnId>(), number(1, limits::add_on_count_max)});
  }
  made.party = {number(1, limits::party_max), number(0, limits::party_max)};
  if (random_.chance(3)) {
    made.units = number(1, limits::service_units_max);
    made.parts_left_out = {slug<ServiceId>()};
  }
  return made;
}

booking::QuoteLine Generator::quote_line() {
  booking::QuoteLine line;
  line.kind = static_cast<booking::LineKind>(random_.below(booking::line_kind_count));
  line.date = date();
  line.date_kind = static_cast<catalog::DateKind>(random_.below(catalog::date_kind_count));
  line.start_minute = number(0, 1'440);
  line.end_minute = number(0, 1'440);
  if (random_.chance(2)) {
    line.add_on = slug<AddOnId>();
  }
  line.included_index = number(0, 9);
  line.count = number(0, limits::add_on_count_max);
  line.days = number(0, limits::nights_max);
  line.unit = money();
  line.amount = money();
  if (random_.chance(3)) {
    line.percent = number(0, 200);
    line.source = slug<OfferId>().text();
    line.part = slug<ServiceId>();
  }
  return line;
}

booking::QuoteTerms Generator::terms() {
  booking::QuoteTerms made;
  made.tier = number(0, limits::guest_tier_max);
  made.first_booking = random_.chance(2);
  if (random_.chance(2)) {
    made.contract = slug<CompanyId>();
    made.booked_on = date();
  }
  for (std::size_t count = random_.below(limits::vouchers_max + 1); count > 0; --count) {
    booking::VoucherTerm voucher;
    voucher.code = slug<OfferId>().text();
    if (random_.chance(2)) {
      voucher.percent = number(0, 100);
      voucher.last_day = date();
    } else {
      voucher.amount = money();
    }
    made.vouchers.push_back(voucher);
  }
  return made;
}

booking::Quote Generator::quote() {
  booking::Quote made;
  for (std::size_t count = random_.below(6); count > 0; --count) {
    made.lines.push_back(quote_line());
  }
  made.total = money();
  made.first_unit = money();
  made.tax_percent = number(0, 100);
  made.service_percent = number(0, 100);
  if (random_.chance(2)) {
    made.terms = terms();
  }
  return made;
}

booking::ResolvedPolicy Generator::policy() {
  booking::ResolvedPolicy made{slug<PolicyId>(), {}};
  for (std::size_t count = random_.below(limits::tiers_max + 1); count > 0; --count) {
    booking::ResolvedTier tier;
    tier.basis = static_cast<catalog::FeeBasis>(random_.below(4));
    tier.percent = number(0, 100);
    tier.fee = money();
    if (random_.chance(2)) {
      tier.until = time();
    }
    made.tiers.push_back(tier);
  }
  if (random_.chance(2)) {
    made.version = number(1, 1'000'000);
    made.breach = booking::ResolvedBreach{random_.chance(2), money(), number(0, 100)};
  }
  return made;
}

booking::QuoteRecord Generator::quote_record() {
  return {id<booking::QuoteId>(), number(0, 1'000), selection(), time(), time(), quote()};
}

booking::Booking Generator::booking() {
  booking::Booking made;
  made.id = id<BookingId>();
  made.code = ticket::BookingCode(bytes<5>());
  made.site = slug<SiteId>();
  made.made_by = id<DeviceId>();
  made.state = static_cast<booking::BookingState>(
      random_.below(static_cast<std::uint64_t>(booking::last_booking_state) + 1));
  made.version = number(0, limits::booking_version_max);
  made.selection = selection();
  made.quote = quote();
  made.policy = policy();
  made.window = window();
  if (random_.chance(2)) {
    made.policy.changes =
        booking::ResolvedChanges{number(0, limits::booking_version_max), money(), time()};
  }
  if (random_.chance(2)) {
    made.plan.push_back({booking::DueKind::deposit, money(), time(), time(), time()});
    made.plan.push_back({booking::DueKind::balance, money(), time(), time(), time()});
  }
  for (std::size_t count = random_.below(8); count > 0; --count) {
    made.demand.push_back({slot(), number(1, limits::capacity_max)});
    made.history.push_back({number(1, limits::booking_version_max),
                            {static_cast<booking::Command>(random_.below(15)), time(),
                             id<DeviceId>(), static_cast<booking::Channel>(random_.below(5)),
                             random_.chance(2) ? "" : line(limits::guest_name_code_points),
                             random_.chance(2) ? "" : line(limits::remark_code_points),
                             random_.chance(2) ? 0 : number(1, limits::party_max)}});
  }
  made.awaited = random_.chance(2) ? 0 : number(1, limits::party_max);
  made.guest.name = line(limits::guest_name_code_points);
  made.guest.phone = random_.chance(3) ? "" : "+861380000567";
  made.guest.language = random_.chance(2) ? "zh-CN" : "en";
  for (std::size_t count = random_.below(4); count > 0; --count) {
    made.guest.notes.push_back(slug<NoteId>());
  }
  made.guest.remark = random_.chance(2) ? "" : line(limits::remark_code_points);
  return made;
}

protocol::AdmissionId Generator::admission_id() {
  return {ticket::BookingCode(bytes<5>()), bytes<8>(), static_cast<std::uint8_t>(number(1, 255))};
}

std::vector<inventory::SlotUnits> Generator::units() {
  std::vector<inventory::SlotUnits> made;
  for (std::size_t count = random_.below(5); count > 0; --count) {
    made.push_back({slot(), number(1, limits::capacity_max)});
  }
  return made;
}

protocol::PlaceBooking Generator::place_booking() {
  protocol::PlaceBooking made{booking(), {}};
  if (random_.chance(8)) {
    return made;  // as devices committed it before they sealed
  }
  made.booking.guest = {};
  made.sealed_guest.resize(1 + random_.below(1'024));
  random_.fill(made.sealed_guest);
  return made;
}

protocol::SealContent Generator::seal_content() {
  return {slug<SiteId>(), id<BookingId>(), booking().guest};
}

protocol::Payload Generator::payload() {
  switch (random_.below(6)) {
    case 0:
      return place_booking();
    case 1:
      return protocol::CancelBooking{id<BookingId>(), number(0, limits::booking_version_max)};
    case 2:
      return protocol::CheckIn{admission_id(), static_cast<std::uint16_t>(number(1, 65'535)),
                               time()};
    case 3:
      return protocol::RequestUnits{units(), time()};
    case 4:
      return protocol::ReturnUnits{units()};
    default:
      return protocol::UndoCheckIn{admission_id(), time()};
  }
}

protocol::Operation Generator::operation() {
  protocol::Operation made;
  made.id = id<OperationId>();
  made.site = slug<SiteId>();
  made.device = id<DeviceId>();
  made.epoch = number(1, 1'000'000'000);
  made.sequence = random_.between(1, 1'000'000'000'000'000);
  made.device_time = time();
  if (random_.chance(2)) {
    made.clock_offset = Duration{random_.between(-last_ms, last_ms)};
  }
  made.payload = payload();
  if (random_.chance(2)) {
    made.previous = bytes<32>();
  }
  return made;
}

protocol::OperationReply Generator::reply() {
  protocol::OperationReply made;
  made.id = id<OperationId>();
  if (random_.chance(2)) {
    made.outcome = protocol::Outcome::refused;
    made.code = static_cast<ErrorCode>(random_.below(error_code_count));
    made.detail = line(limits::detail_code_points);
  }
  return made;
}

protocol::Batch Generator::batch() {
  protocol::Batch made{id<DeviceId>(), {}, bytes<64>()};
  for (std::size_t count = random_.below(12); count > 0; --count) {
    made.operations.push_back(operation());
  }
  return made;
}

protocol::BatchReply Generator::batch_reply() {
  protocol::BatchReply made{
      number(0, 1'000'000'000), time(), {}, number(1, 1'000), number(0, 1'000'000)};
  for (std::size_t count = random_.below(12); count > 0; --count) {
    made.replies.push_back(reply());
  }
  return made;
}

protocol::BookingNotice Generator::booking_notice() {
  protocol::BookingNotice made;
  made.id = id<BookingId>();
  made.code = ticket::BookingCode(bytes<5>());
  made.version = number(0, limits::booking_version_max);
  made.state = static_cast<booking::BookingState>(
      random_.below(static_cast<std::uint64_t>(booking::last_booking_state) + 1));
  made.service = slug<ServiceId>();
  made.window = window();
  made.nights = number(1, limits::nights_max);
  made.party = number(1, limits::party_max);
  made.guest_name = line(limits::guest_name_code_points);
  made.total = money();
  made.made_at = line(limits::device_name_code_points);
  return made;
}

protocol::FeedItem Generator::feed_item() {
  switch (random_.below(7)) {
    case 0:
      return protocol::CatalogNotice{random_.between(1, 1'000'000), text(4'000)};
    case 1:
      return protocol::GrantNotice{id<DeviceId>(),       slot(),
                                   number(0, INT32_MAX), number(0, limits::capacity_max),
                                   number(1, 1'000),     number(0, limits::capacity_max)};
    case 2:
      return protocol::KeyNotice{id<DeviceId>(), line(limits::device_name_code_points), bytes<8>(),
                                 bytes<32>(), random_.chance(2)};
    case 3:
      return booking_notice();
    case 5:
      return protocol::ReclaimNotice{id<DeviceId>(), slot(), number(0, INT32_MAX),
                                     number(1, 1'000)};
    case 4:
      return protocol::StockNotice{slot(), number(0, limits::capacity_max)};
    default:
      return protocol::AdmissionNotice{admission_id(), time(), id<DeviceId>(),
                                       line(limits::device_name_code_points), random_.chance(2)};
  }
}

protocol::FeedPage Generator::feed_page() {
  protocol::FeedPage made{number(0, 1'000),
                          time(),
                          random_.between(0, 1'000'000'000'000),
                          random_.chance(2),
                          {},
                          number(1, 1'000),
                          random_.between(0, 1'000'000'000'000)};
  for (std::size_t count = random_.below(12); count > 0; --count) {
    made.items.push_back(feed_item());
  }
  return made;
}

protocol::EnrolRequest Generator::enrol_request() {
  return {line(20), bytes<32>(), text(limits::certificate_bytes_max)};
}

protocol::EnrolReply Generator::enrol_reply() {
  return {id<DeviceId>(),
          line(limits::device_name_code_points),
          random_.chance(2) ? protocol::DeviceRole::kiosk : protocol::DeviceRole::desk,
          slug<SiteId>(),
          number(1, 1'000),
          text(limits::certificate_bytes_max),
          text(limits::certificate_bytes_max)};
}

protocol::EpochRequest Generator::epoch_request() {
  return {number(1, 1'000), id<OperationId>()};
}

protocol::EpochReply Generator::epoch_reply() {
  return {number(1, 1'000)};
}

protocol::RenewRequest Generator::renew_request() {
  return {text(limits::certificate_bytes_max)};
}

protocol::RenewReply Generator::renew_reply() {
  return {text(limits::certificate_bytes_max)};
}

Error Generator::error() {
  return {static_cast<ErrorCode>(random_.below(error_code_count)),
          line(limits::detail_code_points)};
}

}  // namespace lobby::tests
