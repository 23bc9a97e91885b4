// Goal: text behaves in both scripts: breaking, editing, formatting, plurals, and .mo files that
// are broken name themselves. Method: pure functions with a fixed-width measure; .mo bytes built
// here and damaged one way at a time.
#include <cstdint>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/text_catalog.h"
#include "app/ui/text_model.h"
#include "app/ui/text_wrap.h"
#include "platform/text/mo_catalog.h"

namespace lobby::ui {
namespace {

using testing::ElementsAre;

// An ideograph is 2 wide, anything else 1.
float width(std::string_view text) {
  float sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    sum += point.value > 0x2000 ? 2.F : 1.F;
    at += point.bytes;
  }
  return sum;
}

TEST(TextWrap, breaks_english_at_spaces) {
  EXPECT_THAT(wrap_text("Only what this booking needs", 12, width),
              ElementsAre("Only what", "this booking", "needs"));
}

TEST(TextWrap, breaks_chinese_between_ideographs_but_not_before_closing_marks) {
  EXPECT_THAT(wrap_text("到时会回到首页，您填的", 14, width),
              ElementsAre("到时会回到首", "页，您填的"));
  EXPECT_THAT(wrap_text("按（继续）就行", 4, width), ElementsAre("按", "（继", "续）", "就行"));
}

TEST(TextWrap, keeps_numbers_and_their_currency_together) {
  EXPECT_THAT(wrap_text("另退还首晚 ¥748。", 12, width), ElementsAre("另退还首晚", "¥748。"));
}

TEST(TextWrap, breaks_inside_a_word_that_is_too_long_and_at_newlines) {
  EXPECT_THAT(wrap_text("abcdefgh\nij", 5, width), ElementsAre("abcde", "fgh", "ij"));
  EXPECT_THAT(wrap_text("", 5, width), ElementsAre(""));
}

TEST(TextModel, edits_by_code_point) {
  TextModel model(8);
  model.insert("林yi");
  EXPECT_TRUE(model.move_left());
  EXPECT_TRUE(model.move_left());
  EXPECT_TRUE(model.backspace());
  EXPECT_EQ(model.text(), "yi");
  EXPECT_FALSE(model.backspace());
  EXPECT_TRUE(model.erase());
  model.insert("怡");
  EXPECT_EQ(model.text(), "怡i");
  EXPECT_EQ(model.before_caret(), "怡");
}

TEST(TextModel, holds_its_limit_and_drops_control_characters_and_broken_bytes) {
  TextModel model(3);
  EXPECT_FALSE(model.insert("ab\ncd"));
  EXPECT_EQ(model.text(), "abc");
  model.set("");
  EXPECT_FALSE(
      model.insert("\xE6\x9E"
                   "x\xFF"));
  EXPECT_EQ(model.text(), "x");
  EXPECT_EQ(model.length(), 1U);
}

TEST(TextModel, wipe_leaves_nothing) {
  TextModel model;
  model.insert("138 0000 5678");
  model.wipe();
  EXPECT_TRUE(model.empty());
  EXPECT_EQ(model.caret_byte(), 0U);
}

TEST(TextCatalog, formats_positions_names_and_braces) {
  EXPECT_EQ(format_message("Page {0} of {1}", {2, 5}), "Page 2 of 5");
  EXPECT_EQ(format_message("{1}/{0} {hotel} {{x} {9}", {1, 2, Argument("hotel", "Yunting")}),
            "2/1 Yunting {x} {9}");
}

TEST(TextCatalog, chooses_the_plural_form_of_the_language) {
  TextCatalog catalog;
  catalog.add({"en", PluralRule::not_one, {{"Page {0} of {1}", {"one {0}", "many {0}"}}}});
  catalog.add({"zh_CN", PluralRule::one_form, {{"Page {0} of {1}", {"共 {0}"}}}});
  EXPECT_EQ(catalog.trn("Page {0} of {1}", "Page {0} of {1}", 1), "one 1");
  EXPECT_EQ(catalog.trn("Page {0} of {1}", "Page {0} of {1}", 3), "many 3");
  ASSERT_TRUE(catalog.select("zh_CN"));
  EXPECT_EQ(catalog.trn("Page {0} of {1}", "Page {0} of {1}", 3), "共 3");
  EXPECT_FALSE(catalog.select("xx"));
  EXPECT_EQ(catalog.tr_in("en", "Space"), "Space");
}

void put_word(std::string& bytes, std::size_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    bytes += static_cast<char>(value >> shift & 0xFFU);
  }
}

std::string make_mo(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string bytes;
  put_word(bytes, 0x950412DE);
  put_word(bytes, 0);
  put_word(bytes, entries.size());
  put_word(bytes, 28);
  put_word(bytes, 28 + 8 * entries.size());
  put_word(bytes, 0);
  put_word(bytes, 0);
  std::string strings;
  const std::size_t base = 28 + 16 * entries.size();
  std::string translations;
  for (const auto& [id, text] : entries) {
    put_word(bytes, id.size());
    put_word(bytes, base + strings.size());
    strings += id + '\0';
    put_word(translations, text.size());
    put_word(translations, base + strings.size());
    strings += text + '\0';
  }
  return bytes + translations + strings;
}

const std::string header =
    "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n";

TEST(MoCatalog, reads_messages_and_plurals) {
  const auto catalog = text::parse_mo(make_mo(
      {{"", header}, {"Back", "返回"}, {std::string("one\0many", 8), std::string("a\0b", 3)}}));
  ASSERT_TRUE(catalog.ok()) << to_string(catalog.error());
  EXPECT_EQ(catalog->plural_rule, 2);
  EXPECT_THAT(catalog->forms.at("Back"), ElementsAre("返回"));
  EXPECT_THAT(catalog->forms.at("one"), ElementsAre("a", "b"));
}

TEST(MoCatalog, names_what_is_broken) {
  const std::string good = make_mo({{"", header}, {"Back", "返回"}});
  EXPECT_EQ(text::parse_mo("hello").error().code, ErrorCode::corrupt);
  for (std::size_t length = 4; length + 8 < good.size(); length += 5) {
    const auto cut = text::parse_mo(good.substr(0, length));
    EXPECT_FALSE(cut.ok()) << length;
  }
  EXPECT_EQ(text::parse_mo(make_mo({{"", header}, {"Back", "\xFF"}})).error().code,
            ErrorCode::invalid_utf8);
  EXPECT_EQ(text::parse_mo(make_mo({{"", "charset=GBK"}})).error().code,
            ErrorCode::unsupported_version);
  EXPECT_EQ(
      text::parse_mo(make_mo({{"", "charset=UTF-8\nPlural-Forms: nplurals=6;"}})).error().code,
      ErrorCode::unsupported_version);
  EXPECT_EQ(text::read_mo("/nowhere/lobby.mo").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace lobby::ui
