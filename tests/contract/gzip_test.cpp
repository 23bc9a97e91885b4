// Goal: what is compressed comes back, and nothing else comes out of any bytes, never more than the
// bound. Method: texts of the sizes that matter; a sound stream cut, changed and followed by more.
#include "platform/zlib/gzip.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::zlib {
namespace {

// Compresses to about a third.
std::string text_of(std::size_t bytes) {
  tests::SeededEntropy random(bytes + 1);
  std::string text;
  while (text.size() < bytes) {
    text += R"({"id":)" + std::to_string(random.below(1'000'000)) + "},";
  }
  text.resize(bytes);
  return text;
}

TEST(Gzip, gives_back_what_it_was_given) {
  const std::size_t most = limits::reply_body_bytes_max;
  for (const std::size_t bytes :
       {std::size_t{0}, std::size_t{1}, std::size_t{1'023}, std::size_t{1'024}, std::size_t{16'383},
        std::size_t{16'384}, std::size_t{16'385}, std::size_t{32'768},
        limits::request_body_bytes_max, most}) {
    const std::string text = text_of(bytes);
    const Result<std::string> packed = compress(text);
    ASSERT_TRUE(packed.ok()) << bytes;
    const Result<std::string> unpacked = decompress(*packed, bytes);
    ASSERT_TRUE(unpacked.ok()) << bytes << ": " << to_string(unpacked.error());
    EXPECT_TRUE(*unpacked == text) << bytes;
    if (bytes >= 1'024) {
      EXPECT_LT(packed->size(), text.size() / 2) << bytes;
    }
  }
}

TEST(Gzip, carries_every_byte) {
  std::string text;
  for (int byte = 0; byte < 256; ++byte) {
    text += static_cast<char>(byte);
  }
  EXPECT_EQ(*decompress(*compress(text), text.size()), text);
}

TEST(Gzip, never_lets_out_more_than_the_bound) {
  for (const std::size_t bound : {std::size_t{0}, std::size_t{1}, std::size_t{1'000},
                                  std::size_t{16'384}, std::size_t{16'385}, std::size_t{100'000}}) {
    EXPECT_TRUE(decompress(*compress(text_of(bound)), bound).ok()) << bound;
    const Result<std::string> more = decompress(*compress(text_of(bound + 1)), bound);
    ASSERT_FALSE(more.ok()) << bound;
    EXPECT_EQ(more.error().code, ErrorCode::too_large);
  }
}

// 64 MiB of zeros are 64 KiB of gzip.
TEST(Gzip, a_bomb_is_too_large) {
  const std::string bomb = *compress(std::string(64U * 1024 * 1024, '\0'));
  ASSERT_LT(bomb.size(), limits::request_body_bytes_max);
  const Result<std::string> unpacked = decompress(bomb, limits::request_body_bytes_max);
  ASSERT_FALSE(unpacked.ok());
  EXPECT_EQ(unpacked.error().code, ErrorCode::too_large);
  EXPECT_NE(unpacked.error().detail.find("524288"), std::string::npos);
}

TEST(Gzip, a_stream_that_is_cut_anywhere_is_malformed) {
  const std::string text = text_of(3'000);
  const std::string packed = *compress(text);
  for (std::size_t length = 0; length < packed.size(); ++length) {
    const Result<std::string> unpacked = decompress(packed.substr(0, length), 10'000);
    ASSERT_FALSE(unpacked.ok()) << length;
    EXPECT_EQ(unpacked.error().code, ErrorCode::malformed) << length;
  }
}

// Some bits say nothing of the content: time and system in the header, padding at the end.
TEST(Gzip, a_changed_byte_never_gives_another_text) {
  const std::string text = text_of(3'000);
  const std::string packed = *compress(text);
  for (std::size_t at = 0; at < packed.size(); ++at) {
    std::string changed = packed;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const Result<std::string> unpacked = decompress(changed, 10'000);
    EXPECT_TRUE(!unpacked || *unpacked == text) << at;
  }
}

TEST(Gzip, what_is_no_single_gzip_stream_is_malformed) {
  const std::string packed = *compress("lobby");
  const std::string no_gzip[] = {
      "",
      "{}",
      packed + "x",
      packed + std::string(1, '\0'),
      packed + packed,
      packed.substr(1),
      std::string("\x78\x9c\xcb\xc9\x4f\x4a\xaa\x04\x00\x06\x5d\x02\x25", 13),  // zlib's header
      std::string("\xcb\xc9\x4f\x4a\xaa\x04\x00", 7),                           // none at all
  };
  for (const std::string& bytes : no_gzip) {
    const Result<std::string> unpacked = decompress(bytes, 10'000);
    ASSERT_FALSE(unpacked.ok()) << bytes;
    EXPECT_EQ(unpacked.error().code, ErrorCode::malformed) << bytes;
  }
}

}  // namespace
}  // namespace lobby::zlib
