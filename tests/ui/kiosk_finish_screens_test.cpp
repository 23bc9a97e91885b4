// Goal: details, review, ticket, request and the sheets hold the floors of the design everywhere,
// and say only what is true. Method: the demo hotel's catalogue, states made by the flow, drawn in
// both languages, both orientations and both themes; the self-check must find nothing.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "platform/qr/reader.h"
#include "tests/ui/kiosk_finish_stage.h"

namespace lobby::tests {
namespace kiosk_finish_screens_test {

using flow::KioskOverlay;
using flow::KioskState;

const ServiceId king = ServiceId::literal("lake-view-king");
const ServiceId hall = ServiceId::literal("yunting-hall");

struct Scene {
  std::string name;
  KioskState state;
};

KioskState over(KioskState state, KioskOverlay overlay) {
  state.overlay = overlay;
  state.overlay_since = demo_now().boot;
  return state;
}

KioskState failed(KioskState state, ErrorCode code) {
  state.failure = fail(code, "as a test wants it");
  return state;
}

KioskState without_focus(KioskState state) {
  state.focus.reset();
  return state;
}

// What can go wrong in the fields.
KioskState wrong_details() {
  KioskState state = filled_details(king);
  state.phone = "1380000567";
  state.name = "Lin Yi";
  return state;
}

KioskState long_details() {
  KioskState state = filled_details(king);
  state.name = "Maria Fernanda Rodriguez Gonzalez";
  for (const NoteId& note : demo_catalog().service(king)->notes) {
    state.notes.insert(note);
  }
  return state;
}

KioskState with_terms(KioskState state) {
  state.terms_consent = true;
  return state;
}

std::vector<Scene> screens() {
  KioskState named_long = at_issued(king);
  named_long.issued->booking.guest.name = "Maria Fernanda Rodriguez Gonzalez";
  KioskState long_review = long_details();
  long_review.screen = flow::KioskScreen::review;
  return {
      {"details-empty", at_details(king)},
      {"details", filled_details(king)},
      {"details-wrong", wrong_details()},
      {"details-long", long_details()},
      {"details-hidden", without_focus(filled_details(hall))},
      {"review", with_terms(at_review(king))},
      {"review-unticked", at_review(hall)},
      {"review-long", long_review},
      {"review-request", at_review(hall, Stock::none)},
      {"review-sold-out", failed(with_terms(at_review(king, Stock::none)), ErrorCode::sold_out)},
      {"review-disk", failed(at_review(king), ErrorCode::disk_full)},
      {"ticket", at_issued(king)},
      {"ticket-hall", at_issued(hall)},
      {"ticket-long", named_long},
      {"request", at_issued(hall, Stock::none)},
      {"request-room", at_issued(king, Stock::none)}};
}

std::vector<Scene> sheets() {
  const KioskState review = at_review(king);
  return {{"sheet-language", over(at_options(king), KioskOverlay::language)},
          {"sheet-start-over", over(review, KioskOverlay::start_over)},
          {"sheet-start-over-ticket", over(at_issued(king), KioskOverlay::start_over)},
          {"sheet-still-there", over(review, KioskOverlay::still_there)},
          {"sheet-call-staff", over(review, KioskOverlay::call_staff)},
          {"sheet-privacy", over(filled_details(king), KioskOverlay::privacy)}};
}

class EveryLook : public testing::TestWithParam<Look> {};

void expect_clean(Stage& stage, std::vector<Scene> scenes, bool compared = true) {
  for (Scene& scene : scenes) {
    stage.show(std::move(scene.state));
    EXPECT_EQ(stage.faults(scene.name, compared), "");
  }
}

TEST_P(EveryLook, screens_pass_the_self_check) {
  Stage stage(GetParam(), at_details(king));
  expect_clean(stage, screens());
}

TEST_P(EveryLook, sheets_pass_the_self_check) {
  Stage stage(GetParam(), at_review(king));
  expect_clean(stage, sheets());
}

TEST_P(EveryLook, every_service_of_the_catalogue_fits) {
  if (GetParam().high_contrast) {
    GTEST_SKIP() << "the same words in the same places as in light";
  }
  Stage stage(GetParam(), at_review(king));
  for (const catalog::Service& service : demo_catalog().services) {
    if (!service.sold_at(catalog::SalesChannel::kiosk)) {
      continue;
    }
    const std::string& id = service.id.text();
    expect_clean(stage,
                 {{"all-details-" + id, filled_details(service.id)},
                  {"all-review-" + id, at_review(service.id)},
                  {"all-ticket-" + id, at_issued(service.id)}},
                 false);
  }
}

TEST_P(EveryLook, the_longest_booking_fits_the_review) {
  Stage stage(GetParam(), at_review(king));
  KioskState nights = at_review(king);
  nights.selection.nights = demo_catalog().service(king)->nights_max;
  KioskState blocks = at_review(hall);
  const catalog::Service& service = *demo_catalog().service(hall);
  blocks.selection.block_starts.clear();
  for (const catalog::Block& block : service.blocks) {
    blocks.selection.block_starts.push_back(block.start_minute);
  }
  for (const AddOnId& id : service.add_ons) {
    blocks.selection.add_ons.push_back({id, demo_catalog().add_on(id)->count_max});
  }
  expect_clean(stage, {{"review-nights", nights},
                       {"review-blocks", blocks},
                       {"review-blocks-failed", failed(blocks, ErrorCode::read_only)}});
}

TEST_P(EveryLook, the_ticket_code_reads_back_from_the_pixels) {
  Stage stage(GetParam(), at_issued(king));
  for (const Stock stock : {Stock::plenty, Stock::none}) {
    stage.show(at_issued(king, stock));
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
}

INSTANTIATE_TEST_SUITE_P(KioskFinish, EveryLook, testing::ValuesIn(every_look()),
                         [](const auto& look) {
                           std::string name = name_of(look.param);
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace kiosk_finish_screens_test
}  // namespace lobby::tests
