// Events of every kind, sound and unsound, for tests that hold the kiosk's flow against all of
// them. Any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "core/flow/kiosk_flow.h"
#include "tests/fakes/kiosk_guest.h"
#include "tests/fakes/sample.h"

namespace lobby::flow {

// What a guest chooses.
inline std::vector<KioskEvent> choice_touches() {
  const ServiceId king = ServiceId::literal("lake-view-king");
  const ServiceId unknown = ServiceId::literal("no-such-service");
  const LocalDate soon = LocalDate::of(2026, 12, 4);
  return {StartTouched{},
          CategoryChosen{catalog::Category::rooms},
          CategoryChosen{catalog::Category::dining},
          ServiceChosen{king},
          ServiceChosen{ServiceId::literal("lake-spa")},
          ServiceChosen{unknown},
          PageTurned{1},
          PageTurned{-9},
          PartTurned{1},
          PartTurned{-1},
          PartTurned{99},
          DatesTurned{1},
          DatesTurned{-12},
          DateChosen{soon},
          DateChosen{LocalDate::of(1999, 1, 1)},
          DateChosen{LocalDate{}},
          NightsChanged{1},
          NightsChanged{-99},
          AdultsChanged{1},
          AdultsChanged{-1'000},
          ChildrenChanged{1},
          ChildrenChanged{-1},
          BlockToggled{14 * 60},
          BlockToggled{-1},
          AddOnChanged{AddOnId::literal("tea-break"), 30},
          AddOnChanged{AddOnId::literal("no-such-add-on"), 1}};
}

// What a guest types, and all other touches.
inline std::vector<KioskEvent> other_touches() {
  return {FieldFocused{FieldId::phone},
          FieldFocused{FieldId::name},
          FieldFocused{FieldId::code},
          FindTouched{},
          TicketScanned{"HTTPS://YUNTING.EXAMPLE/T/NOTATICKET"},
          TicketScanned{std::string(9'000, 'A')},
          TicketShown{},
          CancelTouched{},
          SettlementChosen{booking::Settlement::voucher},
          SettlementChosen{booking::Settlement::waived},
          KeyTyped{"7"},
          KeyTyped{"lin yi"},
          KeyTyped{"\xC3"},
          KeyTyped{std::string(5'000, 'x')},
          KeyErased{},
          KeyboardHidden{},
          ScriptSwitched{},
          WordsSwitched{},
          CandidateChosen{0},
          CandidateChosen{999},
          CandidatesOpened{true, 3},
          CandidatesOpened{true, -1},
          NoteToggled{NoteId::literal("quiet-floor")},
          NoteToggled{NoteId::literal("no-such-note")},
          DataConsentToggled{},
          TermsConsentToggled{},
          BackTouched{},
          NextTouched{},
          BookMoreTouched{},
          OverlayOpened{KioskOverlay::none},
          OverlayOpened{KioskOverlay::language},
          OverlayOpened{KioskOverlay::start_over},
          OverlayOpened{KioskOverlay::call_staff},
          OverlayOpened{KioskOverlay::privacy},
          OverlayClosed{},
          LanguageChosen{"en"},
          LanguageChosen{"tlh"},
          ContrastToggled{},
          LargeTextToggled{},
          ReachToggled{},
          SpeechSet{true},
          SpeechSlowed{},
          StartOverConfirmed{},
          PrintTouched{},
          OverlayOpened{KioskOverlay::printing},
          Touched{}};
}

std::vector<KioskEvent> staff_touches() {
  return {OverlayOpened{KioskOverlay::staff_pin},
          StaffTouched{LogoTapped{1}},
          StaffTouched{LogoTapped{-1}},
          StaffTouched{LogoTapped{99}},
          StaffTouched{PinKeyed{'4'}},
          StaffTouched{PinKeyed{'\0'}},
          StaffTouched{PinErased{}},
          StaffTouched{PinCleared{}},
          StaffTouched{PinEntered{}},
          StaffTouched{TestPrintTouched{}},
          StaffTouched{SyncTouched{}},
          StaffTouched{RestartTouched{}},
          StaffTouched{MaintenanceLeft{}}};
}

inline std::vector<KioskEvent> every_touch() {
  std::vector<KioskEvent> events = choice_touches();
  std::ranges::copy(other_touches(), std::back_inserter(events));
  return events;
}

// Every kind, with what is right and what is wrong in it.
inline std::vector<KioskEvent> every_event() {
  std::vector<KioskEvent> events = every_touch();
  std::ranges::move(staff_touches(), std::back_inserter(events));
  const booking::Selection stay = tests::king_stay(LocalDate::of(2026, 12, 3), 1);
  events.push_back(Committed{{tests::sample_booking({.selection = stay, .device = {}}), "T"}});
  events.push_back(Committed{
      {tests::sample_booking({.selection = stay, .device = {}, .as_request = true}), "T"}});
  events.push_back(CommitFailed{fail(ErrorCode::sold_out, "gone")});
  events.push_back(CommitFailed{fail(ErrorCode::disk_full, "full")});
  events.push_back(AvailabilityLoaded{});
  events.push_back(CandidatesFound{"yi", {{"一", 2}, {"怡", 2}}});
  events.push_back(CandidatesFound{"no letters", {{"一", 99}}});
  events.push_back(StockChanged{});
  events.push_back(UnitsRefused{});
  events.push_back(ServiceOpened{});
  events.push_back(ServiceClosed{});
  events.push_back(PrintProgress{1, PrintStage::printing, {}});
  events.push_back(PrintProgress{1, PrintStage::done, {}});
  events.push_back(PrintProgress{1, PrintStage::failed, port::PrintFault::jammed});
  const tests::KioskGuest guest;
  for (const std::int32_t number : {1, 2, 3}) {
    events.push_back(ServerAnswered{number, device::InquiryAnswer(guest.found(20'000)), "T"});
    events.push_back(ServerAnswered{number, device::InquiryAnswer(guest.offer(20'000))});
    events.push_back(ServerAnswered{number, device::InquiryAnswer(protocol::EndedBooking{})});
    events.push_back(ServerAnswered{number, fail(ErrorCode::not_found, "none")});
    events.push_back(ServerAnswered{number, fail(ErrorCode::version_conflict, "changed")});
  }
  events.push_back(StaffTold{PinLooked{}});
  events.push_back(StaffTold{PinLooked{{true, 0, {}}}});
  events.push_back(StaffTold{PinJudged{{}, PinVerdict::right, {}}});
  events.push_back(StaffTold{PinJudged{{}, PinVerdict::wrong, {true, 7, UtcTime{1}}}});
  events.push_back(StaffTold{TestPrintTold{PrintStage::done, {}}});
  events.push_back(Tick{});
  return events;
}

}  // namespace lobby::flow
