// Goal: names and phone numbers are taken as people write them and refused by name otherwise.
// Method: tables.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/guest/guest.h"

namespace lobby::guest {
namespace {

TEST(Guest, phone_numbers) {
  struct Row {
    std::string typed;
    std::string phone;  // empty: refused with `code`
    ErrorCode code = ErrorCode::internal;
  };
  const Row table[] = {
      {"13800005678", "13800005678"},
      {"138 0000 5678", "13800005678"},
      {"138-0000-5678", "13800005678"},
      {"(0571) 5550-0100", "057155500100"},
      {"+44 20 7946 0000", "+442079460000"},
      {"+491511234567890", "+491511234567890"},
      {"555123", "555123"},
      {"1380000567", "", ErrorCode::out_of_range},
      {"138000056789", "", ErrorCode::out_of_range},
      {"12345", "", ErrorCode::out_of_range},
      {"2345678901234567", "", ErrorCode::out_of_range},
      {"+4915112345678901", "", ErrorCode::out_of_range},
      {"", "", ErrorCode::out_of_range},
      {"+", "", ErrorCode::out_of_range},
      {"138O0005678", "", ErrorCode::malformed},
      {"138+00005678", "", ErrorCode::malformed},
      {"１３８００００５６７８", "", ErrorCode::malformed},
      {"138\n00005678", "", ErrorCode::malformed},
  };
  for (const Row& row : table) {
    SCOPED_TRACE(row.typed);
    const Result<std::string> phone = parse_phone(row.typed);
    ASSERT_EQ(phone.ok(), !row.phone.empty());
    if (phone) {
      EXPECT_EQ(*phone, row.phone);
    } else {
      EXPECT_EQ(phone.error().code, row.code);
    }
  }
}

TEST(Guest, a_phone_number_reads_back_in_groups) {
  EXPECT_EQ(phone_text("13800005678"), "138 0000 5678");
  EXPECT_EQ(phone_text("+442079460000"), "+442079460000");
  EXPECT_EQ(phone_text("55512"), "55512");
  EXPECT_EQ(phone_text(""), "");
}

TEST(Guest, names) {
  struct Row {
    std::string typed;
    std::string name;
    ErrorCode code = ErrorCode::internal;
  };
  const std::string longest(limits::guest_name_code_points, 'x');
  std::string chinese;
  for (std::size_t count = 0; count < limits::guest_name_code_points; ++count) {
    chinese += "林";
  }
  const Row table[] = {
      {"Lin Yi", "Lin Yi"},
      {"  Lin Yi\t", "Lin Yi"},
      {"林逸", "林逸"},
      {"O'Brien-Łukasz", "O'Brien-Łukasz"},
      {longest, longest},
      {chinese, chinese},
      {longest + "x", "", ErrorCode::too_large},
      {chinese + "林", "", ErrorCode::too_large},
      {"", "", ErrorCode::malformed},
      {"   ", "", ErrorCode::malformed},
      {"12345", "", ErrorCode::malformed},
      {"Lin\nYi", "", ErrorCode::malformed},
      {"Lin\x7FYi", "", ErrorCode::malformed},
      {"Lin \xC3\x28", "", ErrorCode::invalid_utf8},
  };
  for (const Row& row : table) {
    SCOPED_TRACE(row.typed);
    const Result<std::string> name = parse_name(row.typed);
    ASSERT_EQ(name.ok(), !row.name.empty());
    if (name) {
      EXPECT_EQ(*name, row.name);
    } else {
      EXPECT_EQ(name_of(name.error().code), name_of(row.code));
    }
  }
}

TEST(Guest, a_short_name_hides_most_of_it) {
  EXPECT_EQ(short_name("Lin Yi"), "Lin Y.");
  EXPECT_EQ(short_name("林逸"), "林*");
  EXPECT_EQ(short_name("林 逸云"), "林 逸.");
  EXPECT_EQ(short_name("Madonna"), "Madonna");
  EXPECT_EQ(short_name(""), "");
}

}  // namespace
}  // namespace lobby::guest
