// Today's arrivals: composition, and the wording a row and the detail share.
// UI thread.
#include "app/desk/screens/arrivals.h"

#include "app/common/words.h"

namespace lobby::desk {

ArrivalState state_of(const ui::Frame& frame, const DeskView& view, const flow::Arrival& arrival) {
  const ZoneRules& zone = view.context.zone;
  switch (arrival.booking.state) {
    case booking::BookingState::cancelled:
      return {true, std::string(frame.tr("Cancelled")), "event_busy", ChipTone::quiet};
    case booking::BookingState::requested:
      return {false, std::string(frame.tr("To answer")), "help_outline", ChipTone::clay};
    case booking::BookingState::awaiting_approval:
      return {false, std::string(frame.tr("To approve")), "help_outline", ChipTone::clay};
    case booking::BookingState::awaiting_deposit:
      return {false, std::string(frame.tr("Deposit due")), "schedule", ChipTone::clay};
    case booking::BookingState::completed:
      return {true, std::string(frame.tr("Left")), "check_circle", ChipTone::quiet};
    case booking::BookingState::no_show:
      return {true, std::string(frame.tr("Did not come")), "event_busy", ChipTone::quiet};
    case booking::BookingState::released:
      return {true, std::string(frame.tr("Not paid in time")), "event_busy", ChipTone::quiet};
    case booking::BookingState::refused:
      return {true, std::string(frame.tr("Refused")), "event_busy", ChipTone::quiet};
    case booking::BookingState::draft:
    case booking::BookingState::confirmed:
    case booking::BookingState::checked_in:
      break;
  }
  if (arrival.admission) {
    return {true, frame.tr("Arrived {0}", words::clock(zone, arrival.admission->at)),
            "check_circle", ChipTone::good};
  }
  if (arrival.booking.state == booking::BookingState::checked_in) {
    return {true, std::string(frame.tr("Checked in")), "check_circle", ChipTone::good};
  }
  if (flow::is_late(arrival, view.context.now.wall)) {
    const std::int64_t minutes = (view.context.now.wall - arrival.booking.window.from).ms / 60'000;
    constexpr std::int64_t minutes_shown_max = 99;
    return {false,
            minutes > minutes_shown_max ? frame.tr("{0} h late", minutes / 60)
                                        : frame.tr("{0} min late", minutes),
            "schedule", ChipTone::bad};
  }
  return {false, std::string(frame.tr("Expected")), "radio_button_unchecked", ChipTone::outline};
}

std::string service_line(const ui::Frame& frame, const DeskView& view,
                         const protocol::BookingNotice& booking) {
  const catalog::Service* service = view.catalog().service(booking.service);
  if (service == nullptr) {
    return booking.service.text();
  }
  const std::string& name = service->name.in(view.language());
  switch (service->kind) {
    case catalog::ServiceKind::nightly:
      return name + " · " + words::nights(frame.texts(), booking.nights);
    case catalog::ServiceKind::time_slot:
      return name + " " + words::clock(view.context.zone, booking.window.from) + "–" +
             words::clock(view.context.zone, booking.window.until);
    case catalog::ServiceKind::whole_day:
    case catalog::ServiceKind::unlimited:
    case catalog::ServiceKind::composite:
      return name;
  }
  return name;
}

ui::Icon service_icon(const DeskView& view, const protocol::BookingNotice& booking) {
  const catalog::Service* service = view.catalog().service(booking.service);
  const std::string_view name =
      words::category_icon(service == nullptr ? catalog::Category::rooms : service->category);
  return ui::find_icon(name).value_or(ui::Icon("hotel"));
}

Touch draw_arrivals(ui::Frame& frame, const DeskView& view) {
  frame.canvas().rect({0, 0, frame.size().w, frame.size().h}, {.fill = frame.theme().bg});
  Touch touch = draw_desk_frame(frame, view);
  draw_counters(frame, view);
  if (const Touch row = draw_table(frame, view)) {
    touch = row;
  }
  if (const Touch detail = draw_detail(frame, view)) {
    touch = detail;
  }
  draw_states(frame, view);
  return touch;
}

Touch draw_desk(ui::Frame& frame, const DeskView& view) {
  switch (view.state.screen) {
    case flow::DeskScreen::arrivals:
      return draw_arrivals(frame, view);
    case flow::DeskScreen::verdict:
      return draw_verdict(frame, view);
  }
  return std::nullopt;
}

}  // namespace lobby::desk
