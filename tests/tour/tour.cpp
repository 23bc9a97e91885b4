// The order of the tour: a house, two bookings (one with the server stopped), two admissions.
#include "tests/tour/tour.h"

#include <cstdio>
#include <stdexcept>

#include "core/base/text.h"

namespace lobby::tests {
namespace {

const Walk english_guest{.language = "en",
                         .service = "Lake-view King",
                         .name = "Lin Yi",
                         .phone = "13800005678",
                         .prefix = "kiosk-en"};
const Walk chinese_guest{.language = "zh-CN",
                         .service = "云汀套房",
                         .name = "",
                         .phone = "13900000001",
                         .prefix = "kiosk-zh",
                         .syllables = {{"chen", "陈"}, {"mo", "默"}}};

void must(bool held, const std::string& what) {
  if (!held) {
    throw std::runtime_error(what);
  }
}

ticket::VerdictKind verdict_of(DeskRig& rig) {
  must(rig.desk().state().verdict.has_value(), "the desk shows no verdict");
  return rig.desk().state().verdict->kind;
}

}  // namespace

Tour::Tour(std::filesystem::path out)
    : out_(std::filesystem::absolute(out)), scratch_(out_ / "scratch") {
  std::filesystem::remove_all(scratch_);
  std::filesystem::create_directories(scratch_);
}

void Tour::say(std::string_view step, const std::string& outcome) {
  std::printf("%.*s: %s\n", static_cast<int>(step.size()), step.data(), outcome.c_str());
  std::fflush(stdout);
}

TourCounts Tour::run() {
  make_site();
  book_online();
  book_offline();
  show_landscape();
  show_roomy();
  bring_server_back();
  admit_at_desk();
  server_.reset();
  std::filesystem::remove_all(scratch_);
  const Status written = image::write_png(out_ / "contact-sheet.png", contact_sheet_.sheet());
  must(written.ok(), "the contact sheet cannot be written");
  must(findings_.empty(), "screens fail their self-check:\n" + findings_);
  return counts_;
}

void Tour::make_site() {
  server_ = std::make_unique<ServerProcess>();
  server_->start();
  say("server", "demo hotel made, listening on " + server_->url());
  enrol_device(*server_, "Kiosk 1", protocol::DeviceRole::kiosk, scratch_ / "kiosk");
  enrol_device(*server_, "Desk 1", protocol::DeviceRole::desk, scratch_ / "desk");
  say("devices", "Kiosk 1 and Desk 1 enrolled with one-time codes");
}

void Tour::book_online() {
  KioskRig rig({.data = scratch_ / "kiosk", .pinyin = true});
  rig.wait_for_contact();
  say("kiosk", "catalogue and allotments received");
  show_side_screens(rig, english_guest.prefix);
  tickets_.push_back(book(rig, english_guest));
  rig.wait_until_sent();
  counts_.synced += 1;
  say("online booking", "confirmed and with the server, QR read back from the pixels");
}

void Tour::book_offline() {
  KioskRig rig({.data = scratch_ / "kiosk", .pinyin = true});
  rig.wait_for_contact();
  server_->stop();
  wait_until("the kiosk to notice that the server is away", [&] {
    rig.settle();
    return !rig.kiosk().online();
  });
  say("server", "stopped");
  show_side_screens(rig, chinese_guest.prefix);
  tickets_.push_back(book(rig, chinese_guest));
  say("offline booking", "confirmed with the server stopped, QR read back from the pixels");
  leave_request(rig, chinese_guest);
  say("offline request", "no suite left to promise: left as a request, not confirmed");
}

void Tour::bring_server_back() {
  server_->start();
  KioskRig rig({.data = scratch_ / "kiosk", .pinyin = true});
  rig.wait_for_contact();
  rig.wait_until_sent();
  counts_.synced += 1;
  say("server", "back; the offline booking reached it by itself");
  find_bookings(rig, english_guest, chinese_guest);
  rig.wait_until_sent();
}

void Tour::admit_at_desk() {
  DeskRig rig({.data = scratch_ / "desk"});
  rig.wait_for_contact();
  wait_until("both bookings to reach the desk", [&] {
    rig.settle();
    return rig.desk().state().arrivals.size() >= 2;
  });
  picture(rig, "desk-zh-arrivals");
  rig.scan(tickets_.at(0));
  must(verdict_of(rig) == ticket::VerdictKind::admit, "the first ticket is not admitted");
  counts_.admitted += 1;
  picture(rig, "desk-zh-verdict-admit");
  rig.driver().key("Space");
  rig.settle();
  server_->stop();
  wait_until("the desk to notice that the server is away", [&] {
    rig.settle();
    return !rig.desk().state().contact.online;
  });
  rig.scan(tickets_.at(1));
  must(verdict_of(rig) == ticket::VerdictKind::admit, "the second ticket is not admitted");
  counts_.admitted += 1;
  picture(rig, "desk-zh-verdict-admit-offline");
  say("desk", "both tickets admitted, the second with the server stopped");
  rig.scan(tickets_.at(1));
  must(verdict_of(rig) == ticket::VerdictKind::already_admitted, "a second scan is not refused");
  counts_.refused += 1;
  picture(rig, "desk-zh-verdict-refused");
  rig.driver().key("Space");
  rig.settle();
  say("desk", "a second scan of the same ticket refused: when and where");
  rig.desk().take(flow::DeskLanguageChosen{"en"});
  rig.settle();
  picture(rig, "desk-en-arrivals");
  server_->start();
  rig.wait_until_sent();
  say("desk", "check-ins reached the server when it was back");
}

// Every screen is drawn and checked before a finding ends the tour.
void Tour::keep(UiDriver& driver, const std::string& name,
                const std::vector<ui::Finding>& findings) {
  if (!findings.empty()) {
    findings_ += name + ":\n" + list_findings(findings) + "\n";
  }
  driver.save_png(out_ / (name + ".png"));
  contact_sheet_.add(driver.pixels());
  counts_.screens += 1;
}

void Tour::picture(KioskRig& rig, const std::string& name) {
  rig.settle();
  keep(rig.driver(), name, rig.driver().self_check());
}

void Tour::picture(DeskRig& rig, const std::string& name) {
  rig.settle();
  keep(rig.driver(), name, rig.driver().self_check(ui::desk_rules()));
}

}  // namespace lobby::tests
