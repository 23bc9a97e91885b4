// UTF-8, hexadecimal, Base32, slugs, identities and error names: what is accepted and, above all,
// what is not. Method: tables of malformed input from the standards, and round trips.
#include <set>

#include <gtest/gtest.h>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/text.h"

namespace lobby {
namespace {

using namespace std::string_literals;

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

TEST(Utf8, well_formed_text_is_accepted) {
  for (const std::string& text : {""s, "abc"s, "\0"s, "é"s, "云汀酒店"s, "😀"s, "\xC2\x80"s,
                                  "\xDF\xBF"s, "\xE0\xA0\x80"s, "\xED\x9F\xBF"s, "\xEE\x80\x80"s,
                                  "\xEF\xBF\xBF"s, "\xF0\x90\x80\x80"s, "\xF4\x8F\xBF\xBF"s}) {
    EXPECT_TRUE(is_utf8(text)) << hex_text(bytes_of(text));
  }
}

// Unicode 15 table 3-7 and the corpus of Markus Kuhn's UTF-8 stress test.
TEST(Utf8, malformed_sequences_are_refused) {
  for (const std::string& text : {"\x80"s,
                                  "\xBF"s,
                                  "\xC0\x80"s,
                                  "\xC1\xBF"s,
                                  "\xC2"s,
                                  "\xC2\x41"s,
                                  "\xE0\x80\x80"s,
                                  "\xE0\x9F\xBF"s,
                                  "\xE4\xBA"s,
                                  "\xE4\xBA\x41"s,
                                  "\xED\xA0\x80"s,
                                  "\xED\xBF\xBF"s,
                                  "\xF0\x80\x80\x80"s,
                                  "\xF0\x8F\xBF\xBF"s,
                                  "\xF0\x9F\x98"s,
                                  "\xF4\x90\x80\x80"s,
                                  "\xF5\x80\x80\x80"s,
                                  "\xF8\x88\x80\x80\x80"s,
                                  "\xFE"s,
                                  "\xFF"s,
                                  "ok\xC3"s,
                                  "\xE4\xBA\x91\xE6"s}) {
    EXPECT_FALSE(is_utf8(text)) << hex_text(bytes_of(text));
  }
}

TEST(Utf8, code_points_are_counted_not_bytes) {
  EXPECT_EQ(code_point_count(""), 0U);
  EXPECT_EQ(code_point_count("Lin Yi"), 6U);
  EXPECT_EQ(code_point_count("云汀酒店"), 4U);
  EXPECT_EQ(code_point_count("a😀é"), 3U);
}

TEST(CleanText, trims_and_names_what_it_refuses) {
  EXPECT_EQ(*clean_text("  林 怡\t\n", 60), "林 怡");
  EXPECT_EQ(*clean_text(" \n ", 60), "");
  EXPECT_EQ(clean_text("a\x01z", 60).error().code, ErrorCode::malformed);
  EXPECT_EQ(clean_text("a\x7Fz", 60).error().code, ErrorCode::malformed);
  EXPECT_EQ(clean_text("\xFF", 60).error().code, ErrorCode::invalid_utf8);
  EXPECT_EQ(clean_text("云汀酒店", 3).error().code, ErrorCode::too_large);
  EXPECT_TRUE(clean_text("云汀酒店", 4));
}

TEST(Hex, round_trips_and_refuses) {
  const Bytes all = {0x00, 0x01, 0x7F, 0x80, 0xAB, 0xFF};
  EXPECT_EQ(hex_text(all), "00017f80abff");
  EXPECT_EQ(parse_hex("00017F80abFF"), all);
  EXPECT_EQ(parse_hex(""), Bytes{});
  for (const std::string_view text : {"0", "0g", "zz", "00 1", "0x00", "00-1", "é"}) {
    EXPECT_FALSE(parse_hex(text)) << text;
  }
}

// RFC 4648 §10, without padding.
TEST(Base32, matches_the_standards_vectors) {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""},
      {"f", "MY"},
      {"fo", "MZXQ"},
      {"foo", "MZXW6"},
      {"foob", "MZXW6YQ"},
      {"fooba", "MZXW6YTB"},
      {"foobar", "MZXW6YTBOI"},
  };
  for (const auto& [plain, coded] : vectors) {
    EXPECT_EQ(base32_text(bytes_of(plain)), coded);
    EXPECT_EQ(parse_base32(coded), bytes_of(plain));
  }
}

TEST(Base32, one_value_has_one_text) {
  // Wrong length, left-over bits that are not zero, lower case, padding, foreign characters.
  for (const std::string_view text :
       {"M", "MZX", "MZXW6Y", "MZ", "MZXR", "my", "MY======", "M1", "M8", "MY ", "M-Y", "MÄ"}) {
    EXPECT_FALSE(parse_base32(text)) << text;
  }
}

// RFC 4648 §10.
TEST(Base64, matches_the_standards_vectors) {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {"\xFB\xFF\xFE", "+//+"},
  };
  for (const auto& [plain, coded] : vectors) {
    EXPECT_EQ(base64_text(bytes_of(plain)), coded);
    EXPECT_EQ(parse_base64(coded), bytes_of(plain));
  }
}

TEST(Base64, one_value_has_one_text) {
  // Wrong length, left-over bits that are not zero, padding that is missing, early or alone, the
  // URL alphabet, foreign characters.
  for (const std::string_view text :
       {"Z", "Zg", "Zm8", "Zh==", "Zm9=", "Zg=", "Zg=v", "=Zg=", "Z===", "====", "Zg==Zg==", "-__-",
        "Zm9v\n", "Zm 9", "ZmÄ"}) {
    EXPECT_FALSE(parse_base64(text)) << text;
  }
}

TEST(ByteTexts, every_length_round_trips) {
  Bytes bytes;
  for (unsigned length = 0; length < 100; ++length) {
    EXPECT_EQ(parse_base32(base32_text(bytes)), bytes) << length;
    EXPECT_EQ(parse_base64(base64_text(bytes)), bytes) << length;
    bytes.push_back(static_cast<std::uint8_t>(length * 37 + 11));
  }
}

TEST(Uuid, version_variant_and_time_are_in_place) {
  IdBytes random;
  random.fill(0xFF);
  const UtcTime now{0x017F22E279B0};  // RFC 9562 appendix A.6
  const IdBytes bytes = uuid_v7(now, random);
  EXPECT_EQ(id_text(bytes), "017f22e2-79b0-7fff-bfff-ffffffffffff");
  EXPECT_EQ(id_text(uuid_v7(now, IdBytes{})), "017f22e2-79b0-7000-8000-000000000000");
}

TEST(Uuid, later_ids_sort_after_earlier_ones) {
  IdBytes high;
  high.fill(0xFF);
  EXPECT_LT(BookingId(uuid_v7(UtcTime{1'000}, high)), BookingId(uuid_v7(UtcTime{1'001}, {})));
}

TEST(Uuid, text_round_trips_and_malformed_text_is_refused) {
  const std::string text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
  ASSERT_TRUE(BookingId::parse(text));
  EXPECT_EQ(BookingId::parse(text)->text(), text);
  EXPECT_TRUE(BookingId().is_nil());
  for (const std::string_view wrong :
       {"", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e279b07cc398c4dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}", "017f22e2-79b0-7cc3-98c4-dc0c0c0-398f"}) {
    EXPECT_FALSE(BookingId::parse(wrong)) << wrong;
  }
}

TEST(Slug, only_short_readable_names_are_accepted) {
  for (const std::string_view text : {"a", "0", "lake-view-king", "x--", "1-2"}) {
    EXPECT_TRUE(ServiceId::parse(text)) << text;
  }
  const std::string too_long(41, 'a');
  for (const std::string_view text :
       {std::string_view(""), std::string_view("-a"), std::string_view("A"),
        std::string_view("a b"), std::string_view("a_b"), std::string_view("云"),
        std::string_view("a/b"), std::string_view(too_long)}) {
    ASSERT_FALSE(ServiceId::parse(text)) << text;
    EXPECT_EQ(ServiceId::parse(text).error().code, ErrorCode::malformed);
  }
  EXPECT_TRUE(is_slug(std::string(40, 'a')));
}

TEST(ErrorNames, every_code_has_its_own_name_and_comes_back) {
  std::set<std::string_view> names;
  for (std::uint8_t value = 0; value < error_code_count; ++value) {
    const auto code = static_cast<ErrorCode>(value);
    EXPECT_TRUE(names.insert(name_of(code)).second) << name_of(code);
    EXPECT_EQ(error_code_from(name_of(code)), code);
  }
  EXPECT_FALSE(error_code_from("no_such_code"));
  EXPECT_EQ(to_string(fail(ErrorCode::sold_out, "no unit left")), "sold_out: no unit left");
}

TEST(Result, asking_the_wrong_side_ends_the_process) {
  const Result<int> value(1);
  const Result<int> error(fail(ErrorCode::expired, "late"));
  EXPECT_EQ(*value, 1);
  EXPECT_EQ(error.error().code, ErrorCode::expired);
  EXPECT_DEATH((void)*error, "CHECK");
  EXPECT_DEATH((void)value.error(), "CHECK");
}

}  // namespace
}  // namespace lobby
