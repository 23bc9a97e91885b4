// A booking as JSON: policy, plan, window, demand, guest and history round selection and quote.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

using booking::Booking;

constexpr std::size_t phone_bytes_max = limits::phone_digits_max + 1;
constexpr std::size_t language_bytes_max = 35;  // RFC 5646 §4.4.1
constexpr std::int32_t policy_version_max = 1'000'000;

booking::ResolvedTier read_tier(const Node& node) {
  node.fields({"basis", "fee", "percent", "until"});
  booking::ResolvedTier tier;
  tier.basis = node.field("basis").one_of(&catalog::fee_basis_from);
  tier.percent = node.field("percent").number<std::int32_t>(0, 100);
  tier.fee = read_money(node.field("fee"));
  if (!node.field("until").is_null()) {
    tier.until = read_time(node.field("until"));
  }
  return tier;
}

Json write_tier(const booking::ResolvedTier& tier) {
  return {{"basis", std::string(name_of(tier.basis))},
          {"fee", write_money(tier.fee)},
          {"percent", tier.percent},
          {"until", tier.until ? Json(tier.until->ms) : Json()}};
}

booking::ResolvedChanges read_changes(const Node& node) {
  node.fields({"fee", "free", "until"});
  return {node.field("free").number<std::int32_t>(0, limits::booking_version_max),
          read_money(node.field("fee")), read_time(node.field("until"))};
}

Json write_changes(const booking::ResolvedChanges& changes) {
  return {{"fee", write_money(changes.fee)}, {"free", changes.free}, {"until", changes.until.ms}};
}

booking::ResolvedBreach read_breach(const Node& node) {
  node.fields({"compensation", "refund", "voucher_percent"});
  return {node.field("refund").boolean(), read_money(node.field("compensation")),
          node.field("voucher_percent").number<std::int32_t>(0, 100)};
}

Json write_breach(const booking::ResolvedBreach& breach) {
  return {{"compensation", write_money(breach.compensation)},
          {"refund", breach.refund},
          {"voucher_percent", breach.voucher_percent}};
}

booking::ResolvedPolicy read_policy(const Node& node) {
  node.fields({"id", "tiers"}, {"breach", "changes", "version"});
  booking::ResolvedPolicy policy{read_id<PolicyId>(node.field("id")),
                                 node.field("tiers").list(limits::tiers_max, &read_tier),
                                 {},
                                 1,
                                 {}};
  if (const Node changes = node.field("changes"); !changes.is_null()) {
    policy.changes = read_changes(changes);
  }
  if (const Node version = node.field("version"); !version.is_null()) {
    policy.version = version.number<std::int32_t>(1, policy_version_max);
    refuse_default(version, policy.version == 1);
  }
  if (const Node breach = node.field("breach"); !breach.is_null()) {
    policy.breach = read_breach(breach);
  }
  return policy;
}

}  // namespace

// What was added later stands only where it says something, so that a text from before keeps its
// hash.
Json write_policy(const booking::ResolvedPolicy& policy) {
  Json json{{"id", policy.id.text()}, {"tiers", write_list(policy.tiers, &write_tier)}};
  if (policy.changes) {
    json["changes"] = write_changes(*policy.changes);
  }
  if (policy.version != 1) {
    json["version"] = policy.version;
  }
  if (policy.breach) {
    json["breach"] = write_breach(*policy.breach);
  }
  return json;
}

namespace {

inventory::SlotUnits read_units(const Node& node) {
  node.fields({"date", "pool", "start_minute", "units"});
  return {read_slot_fields(node),
          node.field("units").number<std::int32_t>(1, limits::capacity_max)};
}

Json write_units(const inventory::SlotUnits& need) {
  return {{"date", need.slot.date.text()},
          {"pool", need.slot.pool.text()},
          {"start_minute", need.slot.start_minute},
          {"units", need.units}};
}

booking::Step read_step(const Node& node) {
  node.fields({"at", "command", "device", "version"}, {"actor", "arrivals", "channel", "reason"});
  booking::Step step;
  step.version = node.field("version").number<std::int32_t>(1, limits::booking_version_max);
  step.act.command = node.field("command").one_of(&booking::command_from);
  step.act.at = read_time(node.field("at"));
  step.act.device = read_id<DeviceId>(node.field("device"));
  if (const Node channel = node.field("channel"); !channel.is_null()) {
    step.act.channel = channel.one_of(&booking::channel_from);
    refuse_default(channel, step.act.channel == booking::Channel::kiosk);
  }
  if (const Node actor = node.field("actor"); !actor.is_null()) {
    step.act.actor = actor.line(limits::guest_name_code_points);
    refuse_default(actor, step.act.actor.empty());
  }
  if (const Node reason = node.field("reason"); !reason.is_null()) {
    step.act.reason = reason.line(limits::remark_code_points);
    refuse_default(reason, step.act.reason.empty());
  }
  if (const Node arrivals = node.field("arrivals"); !arrivals.is_null()) {
    step.act.arrivals = arrivals.number<std::int32_t>(1, limits::party_max);
  }
  return step;
}

Json write_step(const booking::Step& step) {
  Json json{{"at", step.act.at.ms},
            {"command", std::string(name_of(step.act.command))},
            {"device", step.act.device.text()},
            {"version", step.version}};
  if (step.act.channel != booking::Channel::kiosk) {
    json["channel"] = std::string(name_of(step.act.channel));
  }
  if (!step.act.actor.empty()) {
    json["actor"] = step.act.actor;
  }
  if (!step.act.reason.empty()) {
    json["reason"] = step.act.reason;
  }
  if (step.act.arrivals != 0) {
    json["arrivals"] = step.act.arrivals;
  }
  return json;
}

booking::DuePayment read_due(const Node& node) {
  node.fields({"amount", "due_at", "kind", "release_at", "remind_at"});
  return {node.field("kind").one_of(&booking::due_kind_from), read_money(node.field("amount")),
          read_time(node.field("remind_at")), read_time(node.field("due_at")),
          read_time(node.field("release_at"))};
}

}  // namespace

Json write_due(const booking::DuePayment& due) {
  return {{"amount", write_money(due.amount)},
          {"due_at", due.due_at.ms},
          {"kind", std::string(name_of(due.kind))},
          {"release_at", due.release_at.ms},
          {"remind_at", due.remind_at.ms}};
}

inventory::Slot read_slot_fields(const Node& node) {
  return {read_id<PoolId>(node.field("pool")), read_date(node.field("date")),
          read_minute(node.field("start_minute"))};
}

guest::GuestDetails read_guest(const Node& node) {
  node.fields({"language", "name", "notes", "phone"}, {"remark"});
  guest::GuestDetails guest;
  guest.name = node.field("name").line(limits::guest_name_code_points);
  const Node phone = node.field("phone");
  guest.phone = phone.text(phone_bytes_max);
  const std::string_view digits =
      std::string_view(guest.phone).substr(guest.phone.starts_with('+') ? 1 : 0);
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) {
    phone.refuse(ErrorCode::malformed, "holds something other than digits and a leading +");
  }
  guest.notes = node.field("notes").list(limits::notes_max, &read_id<NoteId>);
  guest.language = node.field("language").line(language_bytes_max);
  if (const Node remark = node.field("remark"); !remark.is_null()) {
    guest.remark = remark.line(limits::remark_code_points);
    refuse_default(remark, guest.remark.empty());
  }
  return guest;
}

Json write_guest(const guest::GuestDetails& guest) {
  Json json{{"language", guest.language},
            {"name", guest.name},
            {"notes", write_list(guest.notes, &write_text<NoteId>)},
            {"phone", guest.phone}};
  if (!guest.remark.empty()) {
    json["remark"] = guest.remark;
  }
  return json;
}

guest::Needs read_needs(const Node& node) {
  node.fields({"notes"}, {"remark"});
  guest::Needs needs{node.field("notes").list(limits::notes_max, &read_id<NoteId>), {}};
  if (const Node remark = node.field("remark"); !remark.is_null()) {
    needs.remark = remark.line(limits::remark_code_points);
  }
  return needs;
}

Json write_needs(const guest::Needs& needs) {
  return {{"notes", write_list(needs.notes, &write_text<NoteId>)}, {"remark", needs.remark}};
}

std::vector<inventory::SlotUnits> read_units_list(const Node& node) {
  return node.list(limits::demand_slots_max, &read_units);
}

Json write_units_list(const std::vector<inventory::SlotUnits>& list) {
  return write_list(list, &write_units);
}

Booking read_booking(const Node& node) {
  node.fields({"code", "demand", "guest", "history", "id", "made_by", "policy", "quote",
               "selection", "site", "state", "version", "window"},
              {"awaited", "plan"});
  Booking booking;
  booking.id = read_id<BookingId>(node.field("id"));
  booking.code = read_code(node.field("code"));
  booking.site = read_id<SiteId>(node.field("site"));
  booking.made_by = read_id<DeviceId>(node.field("made_by"));
  booking.state = node.field("state").one_of(&booking::booking_state_from);
  booking.version = node.field("version").number<std::int32_t>(0, limits::booking_version_max);
  if (const Node awaited = node.field("awaited"); !awaited.is_null()) {
    booking.awaited = awaited.number<std::int32_t>(1, limits::party_max);
  }
  booking.selection = read_selection(node.field("selection"));
  booking.quote = read_quote(node.field("quote"));
  booking.policy = read_policy(node.field("policy"));
  if (const Node plan = node.field("plan"); !plan.is_null()) {
    booking.plan = plan.list(booking::due_kind_count, &read_due);
    refuse_default(plan, booking.plan.empty());
  }
  booking.window = read_window(node.field("window"));
  booking.demand = read_units_list(node.field("demand"));
  booking.guest = read_guest(node.field("guest"));
  booking.history = node.field("history").list(limits::booking_version_max, &read_step);
  return booking;
}

Json write_booking(const Booking& booking) {
  Json json{{"code", booking.code.text()},
            {"demand", write_units_list(booking.demand)},
            {"guest", write_guest(booking.guest)},
            {"history", write_list(booking.history, &write_step)},
            {"id", booking.id.text()},
            {"made_by", booking.made_by.text()},
            {"policy", write_policy(booking.policy)},
            {"quote", write_quote(booking.quote)},
            {"selection", write_selection(booking.selection)},
            {"site", booking.site.text()},
            {"state", std::string(name_of(booking.state))},
            {"version", booking.version},
            {"window", write_window(booking.window)}};
  if (booking.awaited != 0) {
    json["awaited"] = booking.awaited;
  }
  if (!booking.plan.empty()) {
    json["plan"] = write_list(booking.plan, &write_due);
  }
  return json;
}

}  // namespace codec

std::string to_json(const booking::Booking& booking) {
  return codec::write_json(codec::write_booking(booking));
}

Result<booking::Booking> booking_from(std::string_view json) {
  return codec::decode(json, limits::booking_bytes_max, &codec::read_booking);
}

}  // namespace lobby::protocol
