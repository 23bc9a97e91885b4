// What the screens of choosing share: the way on, the facts of a service, how a total was
// computed, and the steppers of a party. Private to services and options.
// UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/screens/screens.h"
#include "app/ui/bars.h"
#include "app/ui/stepper.h"

namespace lobby::kiosk {

// Where a guest may leave a request instead of a booking.
inline constexpr ui::Icon request_icon = "edit_note";

// What the guest still has to do; empty where nothing of these screens is missing.
std::string what_is_missing(const ui::Frame& frame, const KioskView& view);
// Back and the primary action. While something is missing the primary is off and says what.
Touch draw_way_on(ui::Frame& frame, const KioskView& view, std::string_view primary);
// The options' primary: to the details of a booking, or of a request.
std::string_view way_to_details(const ui::Frame& frame, const KioskView& view);
Touch draw_way_to_details(ui::Frame& frame, const KioskView& view);

// A calendar with a tick where cancelling can be free, with a cross where it never is.
ui::Icon policy_icon(const catalog::Policy& policy);
// Up to three facts of the service, and when it is free to cancel. The views live as long as the
// catalogue.
std::vector<ui::IconText> service_facts(const KioskView& view, const catalog::Service& service);

// How the total comes about, in at most two lines of `room`, and the total; or what is missing.
struct TotalWords {
  std::vector<std::string> lines;
  std::string total;
};
TotalWords total_words(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                       float room);
void draw_total(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                ui::Rect rect);

// Steppers narrower than this have smaller ends and no lines between.
inline constexpr float narrow_box = 300;

// One number of the party a guest can change.
struct PartyCount {
  std::string_view id;
  std::string_view label;
  std::int32_t value = 0;
  std::int32_t low = 0;
  std::int32_t high = 0;
  bool children = false;
  bool tens = false;  // too many for steps of one
};
// "Adults" and "Children", or "People" where no children come; none for a party of one.
std::vector<PartyCount> party_counts(const ui::Frame& frame, const catalog::Service& service,
                                     const booking::Party& party);
// What a tap on the party's stepper asks for, within what the service takes.
Touch party_touch(const PartyCount& count, ui::StepperTap tap);
Touch draw_party_count(ui::Frame& frame, const PartyCount& count, ui::Rect box);
// Its label in the second colour, above or beside the box.
void draw_count_label(ui::Frame& frame, ui::Point at, std::string_view label, float room);

}  // namespace lobby::kiosk
