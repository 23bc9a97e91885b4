// Goal: letters become the characters that a guest means, each input stands alone, and nothing of
// it is kept: no file, no word learned, no line printed. Method: the adapter over librime with the
// dictionary that Debian packages, as lobby-kiosk opens it.
#include "platform/ime/pinyin.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace lobby::ime {
namespace {

PinyinOptions as_installed() {
  return {.schemas = std::string(LOBBY_BINARY_DIR) + "/assets/ime"};
}

// What Linux says this process has open for writing, by name.
std::set<std::string> files_open() {
  std::set<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    names.insert(std::filesystem::read_symlink(entry.path(), error).string());
  }
  return names;
}

class PinyinEntry : public testing::Test {
 protected:
  void SetUp() override {
    Result<std::unique_ptr<Pinyin>> opened = Pinyin::open(as_installed());
    ASSERT_TRUE(opened) << to_string(opened.error());
    pinyin_ = *std::move(opened);
  }
  std::vector<port::Candidate> of(std::string_view letters,
                                  std::size_t most = port::candidates_max) {
    return pinyin_->candidates(letters, most).value();
  }
  // Where it stands in the list; -1: nowhere.
  int place_of(std::string_view text, std::string_view letters) {
    const std::vector<port::Candidate> all = of(letters);
    const auto found = std::ranges::find(all, text, &port::Candidate::text);
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
  }

  std::unique_ptr<Pinyin> pinyin_;
};

TEST_F(PinyinEntry, letters_become_words_and_characters) {
  struct Row {
    const char* letters;
    const char* text;
    std::size_t takes;  // letters
    int place;          // at most
  };
  const Row table[] = {
      {"nihao", "你好", 5, 0},   {"nihao", "你", 2, 9},      {"ouyang", "欧阳", 6, 0},
      {"xian", "先", 4, 0},      {"xian", "西安", 4, 9},     {"xi'an", "西安", 5, 0},
      {"xi'an", "西", 3, 9},     {"yi", "怡", 2, 40},        {"lin", "林", 3, 0},
      {"linyi", "林", 3, 9},     {"lv", "吕", 2, 9},         {"nv", "女", 2, 0},
      {"zh", "张", 2, 20},       {"shan", "单", 4, 80},      {"zeng", "曾", 4, 0},
      {"beijing", "北京", 7, 0}, {"shanghai", "上海", 8, 0},
  };
  for (const Row& row : table) {
    const std::vector<port::Candidate> all = of(row.letters);
    const int place = place_of(row.text, row.letters);
    ASSERT_TRUE(place >= 0 && place <= row.place) << row.letters << " " << row.text << " " << place;
    EXPECT_EQ(all[static_cast<std::size_t>(place)].letters, row.takes) << row.text;
  }
}

TEST_F(PinyinEntry, every_candidate_takes_some_of_the_letters_and_not_more) {
  for (const char* letters : {"a", "z", "zh", "yi", "linyi", "xi'an", "xian'", "asdkjf", "lve",
                              "zhuangchuangshuangxiang", "zhongguorenminjiefangjun"}) {
    const std::vector<port::Candidate> all = of(letters);
    EXPECT_FALSE(all.empty()) << letters;
    EXPECT_LE(all.size(), port::candidates_max);
    for (const port::Candidate& candidate : all) {
      EXPECT_FALSE(candidate.text.empty());
      EXPECT_TRUE(candidate.letters > 0 && candidate.letters <= std::string_view(letters).size())
          << letters << " " << candidate.text << " " << candidate.letters;
    }
  }
  EXPECT_EQ(of("yi", 3).size(), 3U);
  EXPECT_TRUE(of("yi", 0).empty());
  EXPECT_TRUE(of("").empty());
  EXPECT_TRUE(of("v").empty());  // no syllable begins so
}

TEST_F(PinyinEntry, what_is_no_pinyin_is_refused_and_not_repeated) {
  for (const char* letters : {"Lin", "lin2", "l in", "林", "lin\xFF", "`h"}) {
    const auto refused = pinyin_->candidates(letters, 9);
    ASSERT_FALSE(refused) << letters;
    EXPECT_EQ(refused.error().code, ErrorCode::malformed);
    EXPECT_EQ(refused.error().detail.find("lin"), std::string::npos);
  }
  const auto refused = pinyin_->candidates(std::string(port::composing_letters_max + 1, 'a'), 9);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST_F(PinyinEntry, nothing_is_learned) {
  const std::vector<port::Candidate> before = of("yi");
  for (int time = 0; time < 50; ++time) {
    of("linyi");
    of("yi", 60);
  }
  EXPECT_EQ(of("yi"), before);
  pinyin_.reset();
  pinyin_ = Pinyin::open(as_installed()).value();
  EXPECT_EQ(of("yi"), before);
}

TEST(Pinyin, nothing_is_written_or_printed) {
  const std::filesystem::path here =
      std::filesystem::temp_directory_path() / ("lobby-pinyin-" + std::to_string(getpid()));
  std::filesystem::create_directories(here / "schemas");
  std::filesystem::copy(as_installed().schemas / "lobby_pinyin.schema.yaml", here / "schemas");
  const std::set<std::string> before = files_open();
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  {
    auto pinyin = Pinyin::open({.schemas = here / "schemas"}).value();
    EXPECT_FALSE(pinyin->candidates("ouyang", 9)->empty());
    EXPECT_FALSE(pinyin->candidates("Ou", 9));
    for (const std::string& name : files_open()) {
      // The tables are mapped, and a mapping needs no open file.
      EXPECT_TRUE(before.contains(name) || name.find("/proc/") == 0 || name.ends_with(".bin") ||
                  name.find("pipe") == 0 || name.find("/tmp/") == 0)
          << name;
    }
  }
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(here)) {
    files += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(files, 1U) << "librime wrote beside the schema";
  std::filesystem::remove_all(here);
}

TEST(Pinyin, what_is_missing_is_named_with_what_to_do) {
  const auto nothing = Pinyin::open({.schemas = as_installed().schemas, .data = "/nowhere"});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::configuration);
  EXPECT_NE(nothing.error().detail.find("/nowhere/build/pinyin_simp.table.bin"), std::string::npos);
  EXPECT_NE(nothing.error().detail.find("install rime-data-pinyin-simp"), std::string::npos);
  const auto no_schema = Pinyin::open({.schemas = "/nowhere"});
  ASSERT_FALSE(no_schema);
  EXPECT_EQ(no_schema.error().code, ErrorCode::configuration);
}

TEST(Pinyin, a_damaged_dictionary_is_refused) {
  const std::filesystem::path here =
      std::filesystem::temp_directory_path() / ("lobby-damaged-" + std::to_string(getpid()));
  struct Row {
    const char* name;
    std::uintmax_t bytes;  // that are left of it
  };
  for (const Row& row : {Row{"pinyin_simp.table.bin", 0}, Row{"pinyin_simp.table.bin", 700'000},
                         Row{"pinyin_simp.prism.bin", 0}}) {
    std::filesystem::create_directories(here / "build");
    for (const char* name : {"pinyin_simp.table.bin", "pinyin_simp.prism.bin"}) {
      std::filesystem::copy(as_installed().data / "build" / name, here / "build");
    }
    std::filesystem::resize_file(here / "build" / row.name, row.bytes);
    const auto refused = Pinyin::open({.schemas = as_installed().schemas, .data = here});
    std::filesystem::remove_all(here);
    ASSERT_FALSE(refused) << row.name << " " << row.bytes;
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_NE(refused.error().detail.find("install rime-data-pinyin-simp"), std::string::npos);
  }
  EXPECT_TRUE(Pinyin::open(as_installed()));
}

TEST(Pinyin, a_process_has_one_at_a_time) {
  auto first = Pinyin::open(as_installed());
  ASSERT_TRUE(first);
  const auto second = Pinyin::open(as_installed());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::already_exists);
  (*first).reset();
  EXPECT_TRUE(Pinyin::open(as_installed()));
}

}  // namespace
}  // namespace lobby::ime
