// Goal: the ticket with a printer, its sheet and what is shown when nothing came out fit, contrast
// and tell the truth in both languages and orientations, and the whole of it works by touch in the
// program's own kiosk. Method: scenes on the stage; a kiosk whose printer is the test.
// $LOBBY_GALLERY keeps the pictures.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "app/kiosk/tickets.h"
#include "platform/qr/reader.h"
#include "tests/fakes/kiosk_order.h"
#include "tests/ui/kiosk_finish_stage.h"
#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {
namespace kiosk_print_screens_test {

using flow::KioskOverlay;
using flow::KioskScreen;
using flow::KioskState;
using flow::PrintStage;
using port::PrintFault;
using ui::Role;

const ServiceId king = ServiceId::literal("lake-view-king");
const ServiceId hall = ServiceId::literal("yunting-hall");

KioskState printing(KioskState state, PrintStage stage) {
  state.print = flow::Printing{.stage = stage, .fault = {}, .since = demo_now().boot};
  state.overlay = KioskOverlay::printing;
  return state;
}

KioskState unprinted(KioskState state, PrintFault fault) {
  state.print =
      flow::Printing{.stage = PrintStage::failed, .fault = fault, .since = demo_now().boot};
  return state;
}

KioskState named_long(KioskState state) {
  state.issued->booking.guest.name = "Maria Fernanda Rodriguez Gonzalez";
  return state;
}

class EveryPrintLook : public testing::TestWithParam<Look> {};

TEST_P(EveryPrintLook, its_screens_pass_the_self_check) {
  Stage stage(GetParam(), at_issued(king));
  stage.has_printer = true;
  const KioskState request = at_issued(hall, Stock::none);
  std::vector<std::pair<std::string, KioskState>> scenes = {
      {"print-ticket", at_issued(king)},
      {"print-ticket-long", named_long(at_issued(hall))},
      {"print-request", request},
      {"print-request-room", at_issued(king, Stock::none)},
      {"print-sheet-sending", printing(at_issued(king), PrintStage::sending)},
      {"print-sheet-printing", printing(at_issued(king), PrintStage::printing)},
      {"print-sheet-done", printing(at_issued(king), PrintStage::done)},
      {"print-sheet-request", printing(request, PrintStage::printing)}};
  for (std::size_t index = 0; index < port::print_fault_count; ++index) {
    const auto fault = static_cast<PrintFault>(index);
    const std::string name(name_of(fault));
    scenes.emplace_back("unprinted-" + name, unprinted(named_long(at_issued(king)), fault));
    scenes.emplace_back("unprinted-request-" + name, unprinted(request, fault));
  }
  for (auto& [name, state] : scenes) {
    stage.show(std::move(state));
    stage.save(name);
    EXPECT_EQ(stage.findings(), "") << name;
  }
}

TEST_P(EveryPrintLook, the_code_of_an_unprinted_ticket_reads_back_from_the_pixels) {
  Stage stage(GetParam(), unprinted(at_issued(king), PrintFault::out_of_paper));
  const image::Pixels pixels = stage.driver().pixels();
  port::GreyImage grey{
      static_cast<std::size_t>(pixels.width_px), static_cast<std::size_t>(pixels.height_px), {}};
  for (std::size_t at = 0; at < pixels.rgba.size(); at += 4) {
    grey.pixels.push_back(pixels.rgba[at]);
  }
  const Result<std::vector<std::string>> read = qr::Reader().decode(grey);
  ASSERT_TRUE(read.ok()) << to_string(read.error());
  EXPECT_EQ(read->front(), stage.ticket_text());
}

INSTANTIATE_TEST_SUITE_P(KioskPrint, EveryPrintLook, testing::ValuesIn(every_look()),
                         [](const auto& look) {
                           std::string name = name_of(look.param);
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(KioskPrintScreens, without_a_printer_nobody_is_offered_paper) {
  Stage stage({.language = "en"}, at_issued(king));
  EXPECT_FALSE(stage.driver().has(Role::button, "Print"));
  EXPECT_TRUE(stage.driver().has_text("Take it with you"));
  stage.has_printer = true;
  stage.show(at_issued(king));
  EXPECT_TRUE(stage.driver().has(Role::button, "Print"));
  stage.show(at_issued(hall, Stock::none));
  EXPECT_TRUE(stage.driver().has(Role::button, "Print"));
}

TEST(KioskPrintScreens, a_request_without_paper_never_says_confirmed) {
  Stage stage({.language = "en"},
              unprinted(at_issued(hall, Stock::none), PrintFault::out_of_paper));
  EXPECT_TRUE(stage.driver().has_text("Out of paper; your request is safe"));
  EXPECT_TRUE(stage.driver().has_text("Request only"));
  EXPECT_TRUE(stage.driver().has_text("Stored, not confirmed. Paper is only a copy."));
  EXPECT_FALSE(stage.driver().has_text("Confirmed and stored"));
}

// A kiosk with a printer that is this test.
class PrintingKiosk : public testing::Test {
 protected:
  PrintingKiosk()
      : lone_(
            {.log_error = [this](const Error& error) { log_.push_back(to_string(error)); },
             .print = [this](kiosk::PrintOrder order) { orders_.push_back(std::move(order)); },
             .drop_prints = [this](const flow::PrintsDropped& one) { dropped_.push_back(one); }}) {
    kiosk().take(flow::LanguageChosen{"en"});
    place_order(kiosk(), {});
    lone_.settle();
  }

  kiosk::Kiosk& kiosk() { return lone_.kiosk(); }
  void tap(std::string_view label) {
    lone_.driver().tap(Role::button, label);
    lone_.settle();
  }
  void hear(PrintStage stage, std::optional<PrintFault> fault = {}) {
    lone_.hear_print({orders_.back().number, orders_.back().booking, stage, fault, {}});
    lone_.settle();
  }

  std::vector<std::string> log_;
  std::vector<kiosk::PrintOrder> orders_;
  std::vector<flow::PrintsDropped> dropped_;
  LoneKiosk lone_;
};

TEST_F(PrintingKiosk, a_guest_prints_the_ticket_and_the_sheet_goes_by_itself) {
  ASSERT_EQ(kiosk().state().screen, KioskScreen::ticket);
  tap("Print");
  ASSERT_EQ(orders_.size(), 1U);
  const port::Letter& letter = orders_.front().letter;
  EXPECT_EQ(letter.title, "Booking confirmed");
  EXPECT_EQ(letter.language, "en");
  EXPECT_FALSE(letter.qr.dark.empty());
  EXPECT_TRUE(lone_.driver().has_text("Printing your ticket"));
  hear(PrintStage::printing);
  hear(PrintStage::done);
  EXPECT_TRUE(lone_.driver().has_text("Your ticket is printed"));
  lone_.clock().pass(flow::print_done_for);
  lone_.settle();
  EXPECT_EQ(kiosk().state().overlay, KioskOverlay::none);
  EXPECT_TRUE(log_.empty());
}

TEST_F(PrintingKiosk, hiding_the_sheet_goes_on_printing) {
  tap("Print");
  tap("Hide");
  EXPECT_TRUE(lone_.driver().has(Role::button, "Printing"));
  tap("Printing");
  EXPECT_EQ(orders_.size(), 1U);
  EXPECT_TRUE(lone_.driver().has_text("Printing your ticket"));
}

TEST_F(PrintingKiosk, a_printer_without_paper_costs_the_guest_nothing) {
  tap("Print");
  hear(PrintStage::failed, PrintFault::out_of_paper);
  EXPECT_TRUE(lone_.driver().has_text("Out of paper; your booking is safe"));
  EXPECT_TRUE(lone_.driver().has_text("We kept it; ask at reception"));
  ASSERT_EQ(log_.size(), 1U);
  EXPECT_NE(log_.front().find("out_of_paper"), std::string::npos);
  tap("Try again");
  EXPECT_EQ(orders_.size(), 2U);
  hear(PrintStage::failed, PrintFault::jammed);
  EXPECT_TRUE(lone_.driver().has_text("Paper jam; your booking is safe"));
  tap("I have it");
  EXPECT_EQ(kiosk().state().screen, KioskScreen::attract);
  EXPECT_FALSE(kiosk().state().print.has_value());
  EXPECT_EQ(lone_.unseen(), 1U);  // for `lobby-kiosk tickets`
}

TEST_F(PrintingKiosk, a_guest_who_leaves_drops_the_order_and_is_owed_a_ticket_until_it_came) {
  tap("Print");
  tap("Hide");
  tap("Done");
  EXPECT_EQ(kiosk().state().screen, KioskScreen::attract);
  EXPECT_EQ(dropped_, (std::vector<flow::PrintsDropped>{{orders_.front().number, true}}));
  EXPECT_EQ(lone_.unseen(), 1U);
  hear(PrintStage::failed);  // as it was dropped
  EXPECT_EQ(lone_.unseen(), 1U);
  EXPECT_TRUE(log_.empty());
  hear(PrintStage::done);  // or was on its way to the tray
  EXPECT_EQ(lone_.unseen(), 0U);
}

TEST_F(PrintingKiosk, staff_tick_off_a_ticket_that_they_gave_out) {
  const std::string code = kiosk().state().issued->booking.code.text();
  tap("Print");
  hear(PrintStage::failed, PrintFault::out_of_paper);
  tap("I have it");
  ASSERT_EQ(lone_.unseen(), 1U);
  port::DeviceStore& store = lone_.store();
  EXPECT_EQ(kiosk::mark_ticket_given(store, "no code").error().code, ErrorCode::malformed);
  EXPECT_EQ(kiosk::mark_ticket_given(store, "22222222").error().code, ErrorCode::not_found);
  EXPECT_EQ(lone_.unseen(), 1U);
  EXPECT_TRUE(kiosk::mark_ticket_given(store, code.substr(0, 4) + " " + code.substr(4)).ok());
  EXPECT_EQ(lone_.unseen(), 0U);
  EXPECT_EQ(kiosk::mark_ticket_given(store, code).error().code, ErrorCode::already_exists);
}

TEST_F(PrintingKiosk, a_printed_ticket_need_not_be_printed_by_staff) {
  tap("Print");
  hear(PrintStage::done);
  tap("Hide");
  tap("Done");
  EXPECT_EQ(kiosk().state().screen, KioskScreen::attract);
  EXPECT_EQ(lone_.unseen(), 0U);
}

TEST_F(PrintingKiosk, who_listens_hears_how_far_it_is) {
  kiosk().take(flow::SpeechSet{true});
  lone_.settle();
  const auto focused_on = [this](std::string_view label) {
    return std::ranges::any_of(lone_.driver().nodes(), [&](const ui::Node& node) {
      return node.state.focused && node.label == label;
    });
  };
  for (int presses = 0; presses < 60 && !focused_on("Print"); ++presses) {
    lone_.key("Right");
  }
  ASSERT_TRUE(focused_on("Print")) << lone_.driver().list_nodes();
  lone_.key("Return");
  EXPECT_NE(lone_.speech().heard().find("Printing your ticket"), std::string::npos)
      << lone_.speech().heard();
  hear(PrintStage::failed, PrintFault::cover_open);
  EXPECT_NE(lone_.speech().heard().find("Printer open; your booking is safe"), std::string::npos)
      << lone_.speech().heard();
}

}  // namespace kiosk_print_screens_test
}  // namespace lobby::tests
