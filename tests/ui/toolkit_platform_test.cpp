// Goal: the adapters under the toolkit hold: PNG, picture cutting, sprites, tones, font faces,
// wake. Method: round trips and damaged files in a temporary folder; pure functions elsewhere.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "platform/image/png.h"
#include "platform/imgui/font_file.h"
#include "platform/imgui/host.h"
#include "platform/imgui/picture_cut.h"
#include "platform/imgui/sprites.h"
#include "platform/sdl/sound.h"
#include "platform/sdl/window.h"

namespace lobby {
namespace {

class Files : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("lobby-toolkit-" + std::to_string(getpid()));
};

TEST_F(Files, png_survives_a_round_trip_and_damage_is_named) {
  image::Pixels pixels{3, 2, std::vector<std::uint8_t>(24)};
  for (std::size_t at = 0; at < pixels.rgba.size(); ++at) {
    pixels.rgba[at] = at % 4 == 3 ? 255 : static_cast<std::uint8_t>(at * 9);
  }
  const auto path = folder / "a.png";
  ASSERT_TRUE(image::write_png(path, pixels).ok());
  const auto read = image::read_png(path);
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(*read == pixels);
  std::filesystem::resize_file(path, 40);
  EXPECT_EQ(image::read_png(path).error().code, ErrorCode::malformed);
  EXPECT_EQ(image::read_png(folder / "none.png").error().code, ErrorCode::not_found);
  EXPECT_EQ(image::write_png(folder / "no" / "b.png", pixels).error().code, ErrorCode::read_only);
  pixels.width_px = 4;
  EXPECT_EQ(image::write_png(path, pixels).error().code, ErrorCode::out_of_range);
}

TEST_F(Files, a_missing_font_names_the_remedy) {
  const auto missing = imgui::MappedFile::open((folder / "no.ttc").string());
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().detail.find("platform/setup"), std::string::npos);
}

TEST(FontFile, finds_the_simplified_chinese_face_and_survives_rubbish) {
  const auto file = imgui::MappedFile::open(imgui::HostOptions{}.regular_font);
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(imgui::find_face((*file)->bytes(), "Noto Sans CJK SC").ok());
  EXPECT_FALSE(imgui::find_face((*file)->bytes(), "No Such Face").ok());
  EXPECT_FALSE(imgui::find_face(std::string("ttcf") + std::string(60, '\xFF'), "x").ok());
}

TEST(PictureCut, crops_averages_and_rounds) {
  imgui::LoadedPicture picture{4, 2, {}};
  for (int at = 0; at < 8; ++at) {
    const std::uint8_t grey = at % 4 < 2 ? 0 : 200;
    picture.rgba.insert(picture.rgba.end(), {grey, grey, grey, 255});
  }
  const auto middle = cut_picture(picture, {.name = "p", .width_px = 1, .height_px = 1});
  EXPECT_NEAR(middle.rgba[0], 100, 1);
  const auto left =
      cut_picture(picture, {.name = "p", .width_px = 1, .height_px = 1, .focus_x = 0});
  EXPECT_EQ(left.rgba[0], 0);
  const auto round = cut_picture(
      picture,
      {.name = "p", .width_px = 40, .height_px = 20, .radius_px = 8, .rounds_bottom_right = false});
  EXPECT_EQ(round.rgba[3], 0);
  EXPECT_EQ(round.rgba[round.rgba.size() - 1], 255);
}

TEST(Sprites, discs_are_opaque_inside_and_rings_are_hollow) {
  const auto disc = imgui::disc_coverage(10, 0);
  EXPECT_EQ(disc[10 * 20 + 10], 255);
  EXPECT_EQ(disc[0], 0);
  const auto ring = imgui::disc_coverage(10, 2);
  EXPECT_EQ(ring[10 * 20 + 10], 0);
  EXPECT_GT(ring[10 * 20 + 1], 200);
}

TEST(Sound, tones_are_short_and_quiet_at_both_ends) {
  for (const sdl::Tone tone : {sdl::Tone::rising, sdl::Tone::falling, sdl::Tone::tick}) {
    const auto samples = sdl::tone_samples(tone, 1.0);
    ASSERT_FALSE(samples.empty());
    EXPECT_LT(samples.size(), static_cast<std::size_t>(sdl::sound_rate_hz));
    EXPECT_EQ(samples.front(), 0);
    EXPECT_LT(std::abs(samples.back()), 3000);
  }
  for (const std::int16_t sample : sdl::tone_samples(sdl::Tone::rising, 0)) EXPECT_EQ(sample, 0);
}

TEST(Host, a_missing_font_is_a_named_error_and_two_hosts_live_side_by_side) {
  setenv("SDL_VIDEODRIVER", "dummy", 0);
  auto window = sdl::Window::open({.width_px = 64, .height_px = 64, .software = true});
  ASSERT_TRUE(window.ok()) << to_string(window.error());
  imgui::HostOptions options;
  options.renderer = window->renderer();
  options.bold_font = "/nowhere/bold.ttc";
  const auto failed = imgui::Host::open(options);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().code, ErrorCode::configuration);
  options.bold_font = imgui::HostOptions{}.bold_font;
  auto first = imgui::Host::open(options);
  auto second = imgui::Host::open(options);
  ASSERT_TRUE(first.ok() && second.ok());
  int drawn = 0;
  for (imgui::Host* host : {first->get(), second->get(), first->get()}) {
    host->draw(64, 64, [&](const imgui::Paint& paint) {
      EXPECT_EQ(paint.picture({.name = "none", .width_px = 8, .height_px = 8}).texture, nullptr);
      EXPECT_GT(paint.disc(8, 0).u1, 0);
      ++drawn;
    });
  }
  EXPECT_EQ(drawn, 3);
}

TEST(Host, pictures_are_decoded_once_remembered_when_missing_and_forgotten_on_the_wipe) {
  setenv("SDL_VIDEODRIVER", "dummy", 0);
  auto window = sdl::Window::open({.width_px = 64, .height_px = 64, .software = true});
  ASSERT_TRUE(window.ok());
  int decoded = 0;
  imgui::HostOptions options;
  options.renderer = window->renderer();
  options.load_picture = [&](std::string_view name) -> Result<imgui::LoadedPicture> {
    ++decoded;
    if (name == "gone") return fail(ErrorCode::not_found, "gone.png");
    return imgui::LoadedPicture{2, 2, std::vector<std::uint8_t>(16, 255)};
  };
  auto host = imgui::Host::open(std::move(options));
  ASSERT_TRUE(host.ok());
  const auto show = [&](const imgui::Paint& paint) {
    EXPECT_NE(paint.picture({.name = "a", .width_px = 8, .height_px = 8}).texture, nullptr);
    EXPECT_EQ(paint.picture({.name = "gone", .width_px = 8, .height_px = 8}).texture, nullptr);
  };
  (*host)->draw(64, 64, show);
  (*host)->draw(64, 64, show);
  EXPECT_EQ(decoded, 2);
  EXPECT_EQ((*host)->pictures_held(), 1U);
  EXPECT_TRUE((*host)->missing_pictures().contains("gone"));
  (*host)->forget_pictures();
  EXPECT_EQ((*host)->pictures_held(), 0U);
  (*host)->draw(64, 64, show);
  EXPECT_EQ(decoded, 3);
}

TEST(Window, another_thread_wakes_the_wait) {
  setenv("SDL_VIDEODRIVER", "dummy", 0);
  auto window = sdl::Window::open({.width_px = 64, .height_px = 64, .software = true});
  ASSERT_TRUE(window.ok()) << to_string(window.error());
  while (window->wait(0)) {
  }
  std::thread other([] { sdl::Window::wake(); });
  const auto event = window->wait(5'000);
  other.join();
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->kind, sdl::EventKind::wake);
}

}  // namespace
}  // namespace lobby
