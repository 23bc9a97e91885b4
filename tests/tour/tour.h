// The tour: the whole product in one run, as a guest and a receptionist would use it. Real server
// process, real stores, keys and TLS, real touch events on SDL's dummy video driver; a picture of
// every screen. Prints one line a step; any step that does not hold throws.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fakes/rig.h"
#include "tests/fakes/server_process.h"
#include "tests/tour/contact_sheet.h"

namespace lobby::tests {

struct TourCounts {
  int screens = 0;
  int confirmed = 0;
  int synced = 0;
  int admitted = 0;
  int refused = 0;
};

struct Syllable {
  std::string letters;
  std::string character;  // to choose
};

// What one walk through the kiosk does.
struct Walk {
  std::string language;  // "en", "zh-CN"
  std::string service;   // as its card names it
  std::string name;      // typed on the on-screen keys
  std::string phone;
  std::string prefix;                 // of the pictures
  bool full_night = false;            // insist on tonight, which is sold out
  std::vector<Syllable> syllables{};  // or so, with Chinese on
};

class Tour {
 public:
  explicit Tour(std::filesystem::path out);

  // Throws std::runtime_error naming the step that did not hold.
  TourCounts run();

 private:
  void make_site();
  void book_online();
  void book_offline();
  void show_side_screens(KioskRig& rig, const std::string& prefix);
  void show_landscape();
  void show_roomy();
  void bring_server_back();
  void admit_at_desk();

  // From Attract to the ticket; returns the QR's text, read from the pixels.
  std::string book(KioskRig& rig, const Walk& walk);
  // From Attract to the request for something the kiosk has no unit of.
  void leave_request(KioskRig& rig, const Walk& walk);
  void go_to_review(KioskRig& rig, const Walk& walk);
  void type_details(KioskRig& rig, const Walk& walk);
  // The ticket on paper: first there is none, then it comes out.
  void print_ticket(KioskRig& rig, const Walk& walk);
  // Guests come back: with a ticket, with code and phone, and with a request they give up.
  void find_bookings(KioskRig& rig, const Walk& english, const Walk& chinese);
  void find_by_ticket(KioskRig& rig, const Walk& walk, const std::string& ticket);
  void find_by_code(KioskRig& rig, const Walk& walk, const std::string& ticket);
  void cancel_request(KioskRig& rig, const Walk& walk);

  void picture(KioskRig& rig, const std::string& name);
  void picture(DeskRig& rig, const std::string& name);
  void keep(UiDriver& driver, const std::string& name, const std::vector<ui::Finding>& findings);
  void say(std::string_view step, const std::string& outcome);

  std::filesystem::path out_;
  std::filesystem::path scratch_;
  std::unique_ptr<ServerProcess> server_;
  std::vector<std::string> tickets_;  // texts read from the pixels
  std::string request_;               // the same, of the request
  std::string findings_;              // of the self-checks, by screen
  ContactSheet contact_sheet_;
  TourCounts counts_;
};

}  // namespace lobby::tests
