// Goal: what the writer draws the reader reads, as a camera or a scanner would see it.
// Method: round trips over texts, scales, noise, rotation and several codes in one picture.
#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

#include "core/ticket/ticket.h"
#include "platform/qr/reader.h"
#include "platform/qr/writer.h"

namespace lobby::qr {
namespace {

using port::GreyImage;
using port::QrModules;

constexpr std::size_t quiet_modules = 4;

struct Drawing {
  std::size_t scale = 4;
  std::uint8_t dark = 0;
  std::uint8_t light = 255;
};

GreyImage draw(const QrModules& modules, const Drawing& drawing) {
  const std::size_t side = (modules.width + 2 * quiet_modules) * drawing.scale;
  GreyImage image{side, side, std::vector<std::uint8_t>(side * side, drawing.light)};
  for (std::size_t y = 0; y < modules.width * drawing.scale; ++y) {
    for (std::size_t x = 0; x < modules.width * drawing.scale; ++x) {
      if (modules.at(x / drawing.scale, y / drawing.scale)) {
        const std::size_t offset = quiet_modules * drawing.scale;
        image.pixels[(y + offset) * side + x + offset] = drawing.dark;
      }
    }
  }
  return image;
}

// splitmix64: the same noise everywhere.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

 private:
  std::uint64_t state_;
};

void add_noise(GreyImage& image, std::uint64_t seed, int amplitude) {
  Noise noise(seed);
  for (std::uint8_t& pixel : image.pixels) {
    const int change = static_cast<int>(noise.next() % static_cast<unsigned>(2 * amplitude + 1));
    const int value = pixel + change - amplitude;
    pixel = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
  }
}

GreyImage turned(const GreyImage& image) {
  GreyImage out{image.height, image.width, std::vector<std::uint8_t>(image.pixels.size())};
  for (std::size_t y = 0; y < image.height; ++y) {
    for (std::size_t x = 0; x < image.width; ++x) {
      out.pixels[x * out.width + (image.height - 1 - y)] = image.pixels[y * image.width + x];
    }
  }
  return out;
}

std::string ticket_text() {
  ticket::SignedTicket signed_ticket;
  signed_ticket.ticket.valid_until = {60'000};
  signed_ticket.signature.fill(0xA5);
  return ticket::ticket_text(signed_ticket, "yunting.example");
}

std::string read_one(const GreyImage& image) {
  const Result<std::vector<std::string>> texts = Reader().decode(image);
  return texts ? texts->front() : to_string(texts.error());
}

TEST(Qr, a_ticket_comes_back_at_every_size) {
  const std::string text = ticket_text();
  const QrModules modules = *Writer().encode(text);
  for (const std::size_t scale : {2U, 3U, 4U, 7U, 12U}) {
    EXPECT_EQ(read_one(draw(modules, {.scale = scale})), text) << scale;
  }
}

TEST(Qr, a_ticket_stays_within_version_8) {
  constexpr std::size_t version_8_modules = 49;
  EXPECT_LE(Writer().encode(ticket_text())->width, version_8_modules);
}

TEST(Qr, alphanumeric_text_makes_the_smaller_code) {
  const std::string upper(90, 'A');
  const std::string lower(90, 'a');
  EXPECT_LT(Writer().encode(upper)->width, Writer().encode(lower)->width);
}

TEST(Qr, a_noisy_dim_turned_picture_is_still_read) {
  const std::string text = ticket_text();
  const QrModules modules = *Writer().encode(text);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    GreyImage image = draw(modules, {.scale = 6, .dark = 60, .light = 190});
    add_noise(image, seed, 40);
    EXPECT_EQ(read_one(image), text) << "seed " << seed;
    EXPECT_EQ(read_one(turned(image)), text) << "turned, seed " << seed;
  }
}

TEST(Qr, text_of_any_language_comes_back) {
  const std::string text = "云庭酒店 – réception ✓";
  EXPECT_EQ(read_one(draw(*Writer().encode(text), {})), text);
}

TEST(Qr, two_codes_in_a_picture_are_both_read) {
  const GreyImage one = draw(*Writer().encode("FIRST"), {});
  const GreyImage two = draw(*Writer().encode("SECOND"), {});
  ASSERT_EQ(one.height, two.height);
  GreyImage both{one.width + two.width, one.height, {}};
  for (std::size_t y = 0; y < one.height; ++y) {
    const auto row = [y](const GreyImage& image) {
      return image.pixels.begin() + static_cast<std::ptrdiff_t>(y * image.width);
    };
    both.pixels.insert(both.pixels.end(), row(one), row(one) + static_cast<int>(one.width));
    both.pixels.insert(both.pixels.end(), row(two), row(two) + static_cast<int>(two.width));
  }
  const Result<std::vector<std::string>> texts = Reader().decode(both);
  ASSERT_TRUE(texts.ok());
  EXPECT_EQ(texts->size(), 2U);
}

TEST(Qr, text_beyond_the_largest_code_is_too_large) {
  EXPECT_EQ(Writer().encode(std::string(4'000, 'a')).error().code, ErrorCode::too_large);
  EXPECT_EQ(Writer().encode(std::string(100'000, 'A')).error().code, ErrorCode::too_large);
  EXPECT_EQ(Writer().encode("").error().code, ErrorCode::out_of_range);
}

TEST(Qr, a_picture_without_a_code_says_so) {
  EXPECT_EQ(Reader().decode({64, 64, std::vector<std::uint8_t>(64 * 64, 255)}).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(Reader().decode({}).error().code, ErrorCode::not_found);
  EXPECT_EQ(Reader().decode({8, 8, {}}).error().code, ErrorCode::not_found);
  EXPECT_EQ(Reader().decode({9'000, 1, std::vector<std::uint8_t>(9'000)}).error().code,
            ErrorCode::too_large);
}

}  // namespace
}  // namespace lobby::qr
