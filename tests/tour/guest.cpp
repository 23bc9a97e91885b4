// What the tour's guest does at the kiosk. Controls are found by role and label, in the guest's
// language, and touched through SDL events.
#include <stdexcept>

#include "app/common/text_loader.h"
#include "core/flow/kiosk_view.h"
#include "tests/tour/tour.h"

namespace lobby::tests {
namespace {

std::string says(KioskRig& rig, ui::Msg message) {
  return std::string(rig.kiosk().texts().tr(message));
}

void must_show(KioskRig& rig, flow::KioskScreen screen, const std::string& what) {
  if (rig.kiosk().state().screen != screen) {
    throw std::runtime_error("the kiosk does not show " + what + "; it shows:\n" +
                             rig.driver().list_nodes());
  }
}

// The screen's main action, whatever it is called.
void tap_primary(KioskRig& rig) {
  for (const ui::Node& node : rig.driver().nodes()) {
    if (node.primary && !node.covered && !node.state.disabled) {
      rig.driver().tap_at(node.rect.centre());
      rig.settle();
      return;
    }
  }
  throw std::runtime_error("no primary action to touch; the screen shows:\n" +
                           rig.driver().list_nodes());
}

// The day's cell in the month, by its node id.
void tap_day(KioskRig& rig, LocalDate date) {
  for (const ui::Node& node : rig.driver().nodes()) {
    if (node.id.ends_with(date.text()) && !node.covered) {
      rig.driver().tap_at(node.rect.centre());
      rig.settle();
      return;
    }
  }
  throw std::runtime_error("no cell for " + date.text() + "; the screen shows:\n" +
                           rig.driver().list_nodes());
}

void choose_language(KioskRig& rig, const std::string& language) {
  if (rig.kiosk().state().language != language) {
    rig.tap(ui::Role::toggle, language == "en" ? "English" : "中文");
  }
}

}  // namespace

void Tour::type_details(KioskRig& rig, const Walk& walk) {
  rig.driver().tap_keys(walk.phone);
  rig.settle();
  rig.tap(ui::Role::field, says(rig, "Name"));
  rig.driver().tap_keys(walk.name);
  rig.settle();
  for (const Syllable& syllable : walk.syllables) {
    rig.driver().tap_keys(syllable.letters);
    rig.settle();
    picture(rig, walk.prefix + "-05-" + syllable.letters);
    if (!rig.driver().has(ui::Role::key, syllable.character)) {
      rig.tap(ui::Role::key, says(rig, "More"));
      picture(rig, walk.prefix + "-05-" + syllable.letters + "-more");
    }
    rig.tap(ui::Role::key, syllable.character);
  }
  picture(rig, walk.prefix + "-05-details");
  rig.tap(ui::Role::toggle, says(rig, "Use these only for this booking"));
}

void Tour::go_to_review(KioskRig& rig, const Walk& walk) {
  choose_language(rig, walk.language);
  picture(rig, walk.prefix + "-01-attract");
  tap_primary(rig);
  must_show(rig, flow::KioskScreen::services, "the services");
  rig.tap(ui::Role::toggle, walk.service);
  picture(rig, walk.prefix + "-02-services");
  tap_primary(rig);
  must_show(rig, flow::KioskScreen::options, "the options");
  if (walk.full_night) {
    tap_day(rig, flow::today({rig.kiosk().catalog(), rig.kiosk().zone(), rig.kiosk().now()}));
  }
  picture(rig, walk.prefix + "-03-options");
  tap_primary(rig);
  must_show(rig, flow::KioskScreen::details, "the details");
  type_details(rig, walk);
  tap_primary(rig);
  must_show(rig, flow::KioskScreen::review, "the review");
}

std::string Tour::book(KioskRig& rig, const Walk& walk) {
  go_to_review(rig, walk);
  rig.tap(ui::Role::toggle,
          says(rig, "I have read the price, cancellation and breach terms, and agree."));
  picture(rig, walk.prefix + "-06-review");
  tap_primary(rig);
  must_show(rig, flow::KioskScreen::ticket, "the ticket");
  picture(rig, walk.prefix + "-07-ticket");
  const std::string text = rig.read_qr();
  if (text != rig.kiosk().state().issued->ticket_text) {
    throw std::runtime_error("the QR on the screen reads " + text);
  }
  counts_.confirmed += 1;
  print_ticket(rig, walk);
  tap_primary(rig);
  must_show(rig, flow::KioskScreen::attract, "the first screen again");
  return text;
}

void Tour::print_ticket(KioskRig& rig, const Walk& walk) {
  rig.tap(ui::Role::button, says(rig, "Print"));
  rig.hear_print(flow::PrintStage::printing);
  picture(rig, walk.prefix + "-30a-printing");
  rig.hear_print(flow::PrintStage::failed, port::PrintFault::out_of_paper);
  picture(rig, walk.prefix + "-30b-no-paper");
  rig.tap(ui::Role::button, says(rig, "Try again"));
  rig.hear_print(flow::PrintStage::done);
  rig.clock().pass(flow::print_done_for);
  rig.settle();
  must_show(rig, flow::KioskScreen::ticket, "the ticket again");
}

void Tour::leave_request(KioskRig& rig, const Walk& walk) {
  Walk request = walk;
  request.prefix += "-request";
  request.full_night = true;
  go_to_review(rig, request);
  rig.tap(ui::Role::toggle,
          says(rig, "I know this is a request, not a booking, and agree to the terms."));
  picture(rig, request.prefix + "-06-review");
  tap_primary(rig);
  must_show(rig, flow::KioskScreen::request, "that the request was received");
  picture(rig, request.prefix + "-08-request");
  request_ = rig.read_qr();
  tap_primary(rig);
}

// Sheets and the screens that no booking passes; nothing is left behind.
void Tour::show_side_screens(KioskRig& rig, const std::string& prefix) {
  const bool english = prefix.ends_with("en");
  choose_language(rig, english ? "en" : "zh-CN");
  const auto overlay = [&](flow::KioskOverlay wanted, const std::string& name) {
    rig.kiosk().take(flow::OverlayOpened{wanted});
    picture(rig, prefix + name);
    rig.kiosk().take(flow::OverlayClosed{});
    rig.settle();
  };
  overlay(flow::KioskOverlay::language, "-18-language");
  tap_primary(rig);
  overlay(flow::KioskOverlay::start_over, "-20-start-over");
  overlay(flow::KioskOverlay::call_staff, "-10-call-staff");
  overlay(flow::KioskOverlay::privacy, "-26-privacy");
  rig.kiosk().take(flow::CategoryChosen{catalog::Category::meetings});
  rig.kiosk().take(flow::ServiceChosen{ServiceId::literal("yunting-hall")});
  rig.settle();
  tap_primary(rig);
  rig.kiosk().take(flow::DateChosen{rig.kiosk().state().selection.date.plus_days(1)});
  rig.settle();
  picture(rig, prefix + "-04-hall-options");
  rig.kiosk().take(flow::ContrastToggled{});
  picture(rig, prefix + "-13-hall-high-contrast");
  rig.kiosk().take(flow::ContrastToggled{});
  rig.clock().pass(flow::idle_after);
  picture(rig, prefix + "-09-still-there");
  rig.clock().pass(flow::still_there_for);
  rig.settle();
  must_show(rig, flow::KioskScreen::attract, "the first screen after nobody touched it");
}

// The same screens on a landscape panel, without booking.
void Tour::show_landscape() {
  KioskRig rig(
      {.data = scratch_ / "kiosk", .orientation = ui::Orientation::landscape, .sync = false});
  rig.settle();
  for (const std::string language : {"zh-CN", "en"}) {
    const std::string prefix = language == "en" ? "landscape-en" : "landscape-zh";
    rig.kiosk().take(flow::LanguageChosen{language});
    picture(rig, prefix + "-01-attract");
    tap_primary(rig);
    rig.kiosk().take(flow::ServiceChosen{ServiceId::literal("lake-view-king")});
    picture(rig, prefix + "-02-services");
    tap_primary(rig);
    picture(rig, prefix + "-03-options");
    tap_primary(rig);
    picture(rig, prefix + "-05-details");
    rig.kiosk().take(flow::KeyTyped{"13800005678"});
    rig.kiosk().take(flow::FieldFocused{flow::FieldId::name});
    rig.kiosk().take(flow::KeyTyped{"Lin Yi"});
    rig.kiosk().take(flow::DataConsentToggled{});
    rig.settle();
    tap_primary(rig);
    picture(rig, prefix + "-06-review");
    rig.kiosk().take(flow::StartOverConfirmed{});
    rig.settle();
  }
  say("landscape", "the same screens re-flowed");
}

// Large text and reach, part by part.
void Tour::show_roomy() {
  KioskRig rig({.data = scratch_ / "kiosk", .sync = false});
  rig.settle();
  for (const std::string language : {"zh-CN", "en"}) {
    const std::string prefix = language == "en" ? "roomy-en" : "roomy-zh";
    rig.kiosk().take(flow::LanguageChosen{language});
    rig.kiosk().take(flow::LargeTextToggled{});
    rig.kiosk().take(flow::ReachToggled{});
    picture(rig, prefix + "-01-attract");
    tap_primary(rig);
    rig.kiosk().take(flow::ServiceChosen{ServiceId::literal("lake-view-king")});
    picture(rig, prefix + "-02-services");
    tap_primary(rig);
    picture(rig, prefix + "-03-dates");
    tap_primary(rig);
    picture(rig, prefix + "-04-party");
    tap_primary(rig);
    rig.kiosk().take(flow::KeyTyped{"13800005678"});
    picture(rig, prefix + "-05-phone");
    tap_primary(rig);
    rig.kiosk().take(flow::KeyTyped{"Lin Yi"});
    picture(rig, prefix + "-06-name");
    tap_primary(rig);
    rig.kiosk().take(flow::DataConsentToggled{});
    picture(rig, prefix + "-07-consent");
    tap_primary(rig);
    picture(rig, prefix + "-08-review");
    tap_primary(rig);
    rig.kiosk().take(flow::TermsConsentToggled{});
    picture(rig, prefix + "-09-terms");
    rig.kiosk().take(flow::StartOverConfirmed{});
    rig.settle();
  }
  say("roomy", "large text and reach, in parts");
}

}  // namespace lobby::tests
