// Goal: who types how their surname is read is offered it before any word, also where an input
// method would not think of it. Method: tables of letters and what must come first, and rules that
// hold for every surname of the table.
#include "core/guest/surname.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/text.h"

namespace lobby::guest {
namespace {

// Its place among those offered; -1: none.
int place_of(std::string_view text, std::string_view letters) {
  const std::vector<SurnameMatch> all = surnames_for(letters);
  const auto found = std::ranges::find(all, text, &SurnameMatch::text);
  return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

std::size_t letters_of(std::string_view text, std::string_view letters) {
  return surnames_for(letters)[static_cast<std::size_t>(place_of(text, letters))].letters;
}

TEST(Surname, the_one_who_is_meant_stands_among_the_first) {
  struct Row {
    const char* letters;
    const char* text;
    int place;          // at most
    std::size_t takes;  // letters
  };
  const Row table[] = {
      {"wang", "王", 0, 4},
      {"wang", "汪", 1, 4},
      {"lin", "林", 0, 3},
      {"li", "李", 0, 2},
      {"l", "李", 0, 1},
      {"zh", "张", 0, 2},
      {"shan", "单", 0, 4},
      {"xie", "解", 1, 3},
      {"zha", "查", 0, 3},
      {"qiu", "仇", 3, 3},
      {"ou", "区", 1, 2},
      {"zeng", "曾", 0, 4},
      {"zhai", "翟", 0, 4},
      {"ren", "任", 0, 3},
      {"hua", "华", 0, 3},
      {"piao", "朴", 0, 4},
      {"pu", "朴", 2, 2},
      {"yue", "乐", 1, 3},
      {"le", "乐", 0, 2},
      {"ge", "盖", 1, 2},
      {"qin", "覃", 1, 3},
      {"miao", "缪", 1, 4},
      {"lv", "吕", 0, 2},
      {"lyu", "吕", 0, 3},
      {"chong", "种", 0, 5},
      {"wei", "隗", 5, 3},
      {"chao", "晁", 1, 4},
      {"ouyang", "欧阳", 0, 6},
      {"ou'yang", "欧阳", 0, 7},
      {"ouy", "欧阳", 0, 3},
      {"sima", "司马", 0, 4},
      {"zhuge", "诸葛", 0, 5},
      {"zhangsun", "长孙", 0, 8},
      {"yuchi", "尉迟", 0, 5},
      {"moqi", "万俟", 0, 4},
      {"tantai", "澹台", 0, 6},
      {"linghu", "令狐", 0, 6},
      {"linghuchong", "令狐", 0, 6},
      {"huangfu", "皇甫", 0, 7},
      {"linyi", "林", 0, 3},
      {"ouyangnana", "欧阳", 0, 6},
      {"lina", "李", 0, 2},
      {"xi'an", "习", 0, 3},
      {"zhangwei", "张", 0, 5},
      {"xiaoming", "肖", 0, 4},
  };
  for (const Row& row : table) {
    const int place = place_of(row.text, row.letters);
    ASSERT_TRUE(place >= 0 && place <= row.place) << row.letters << " " << row.text << " " << place;
    EXPECT_EQ(letters_of(row.text, row.letters), row.takes) << row.letters << " " << row.text;
  }
}

TEST(Surname, no_syllable_is_cut_in_its_middle) {
  EXPECT_EQ(place_of("李", "linyi"), -1);  // nyi is no syllable
  EXPECT_EQ(place_of("李", "liu"), -1);    // nor u
  EXPECT_GT(place_of("李", "lin"), place_of("林", "lin"));
  EXPECT_EQ(place_of("冼", "xi'an"), -1);  // a mark says where a syllable ends
  EXPECT_EQ(letters_of("欧", "ou'yang"), 3U);
}

TEST(Surname, who_is_not_in_the_table_is_left_to_the_input_method) {
  for (const char* letters : {"", "'", "v", "x'", "qqq", "ib"}) {
    EXPECT_TRUE(surnames_for(letters).empty()) << letters;
  }
}

TEST(Surname, each_reading_finds_its_surname_and_each_is_offered_once) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  EXPECT_GE(surnames().size(), 400U);
  for (const Surname& surname : surnames()) {
    ASSERT_TRUE(is_utf8(surname.text)) << surname.reading;
    const auto marks = static_cast<std::size_t>(std::ranges::count(surname.reading, '\''));
    EXPECT_EQ(code_point_count(surname.text), marks + 1) << surname.text << surname.reading;
    EXPECT_TRUE(seen.insert({surname.text, surname.reading}).second) << surname.text;
    std::string plain(surname.reading);
    std::erase(plain, '\'');
    for (const std::string& letters : {std::string(surname.reading), plain}) {
      ASSERT_GE(place_of(surname.text, letters), 0) << surname.text << " " << letters;
      EXPECT_EQ(letters_of(surname.text, letters), letters.size());
      std::set<std::string_view> offered;
      for (const SurnameMatch& match : surnames_for(letters)) {
        EXPECT_TRUE(offered.insert(match.text).second) << match.text << " twice for " << letters;
        EXPECT_TRUE(match.letters > 0 && match.letters <= letters.size());
      }
    }
  }
  EXPECT_EQ(surnames().front(), (Surname{"王", "wang"}));
}

}  // namespace
}  // namespace lobby::guest
